package compare

import "math"

// columnError returns ‖y − ỹ‖/‖y‖ of one column.
func columnError(original, pruned []float64, column, width int) float64 {
	differences, answers := 0.0, 0.0
	for k := column; k < len(original); k += width {
		d := original[k] - pruned[k]
		differences = math.FMA(d, d, differences)
		answers = math.FMA(original[k], original[k], answers)
	}
	return math.Sqrt(differences / answers)
}

// SlowInputErrors returns the relative errors of a pruned network's answers, which the solver finds, to inputs along the slowest
// modes, as many as given or all that there are: of the unit eigenvector v of λ, ‖v − λ Ã⁻¹v‖, as Eigendecomposition has it. Both
// modes of a complex pair have the same error; where the last one is half of a pair, it is left out. It returns the solver's error.
func (s *SlowModes) SlowInputErrors(pruned *Solver, count int) ([]float64, error) {
	var errors []float64
	for k := 0; k < min(count, len(s.Values)); {
		columns := s.columns(k)
		if k+len(columns) > count {
			break
		}
		width, inputs := len(columns), make([]float64, s.net.Neurons()*len(columns))
		for c, v := range columns {
			for i, x := range v {
				inputs[i*width+c] = x
			}
		}
		answers, err := pruned.Solve(inputs, width) // −Ã⁻¹v
		if err != nil {
			return nil, err
		}
		e := answerAlong(s.Values[k], columns, answers)
		for range columns {
			errors = append(errors, e)
		}
		k += width
	}
	return errors, nil
}

// answerAlong returns ‖v + λ y‖ of a vector of norm 1, y = −Ã⁻¹v; v has a real column, or a real and an imaginary one.
func answerAlong(lambda complex128, columns [][]float64, answers []float64) float64 {
	width, sum := len(columns), 0.0
	for i, v := range columns[0] {
		row := answers[i*width:][:width]
		if width == 1 {
			d := math.FMA(real(lambda), row[0], v)
			sum = math.FMA(d, d, sum)
			continue
		}
		re := math.FMA(-imag(lambda), row[1], math.FMA(real(lambda), row[0], v))
		im := math.FMA(imag(lambda), row[0], math.FMA(real(lambda), row[1], columns[1][i]))
		sum = math.FMA(re, re, math.FMA(im, im, sum))
	}
	return math.Sqrt(sum)
}
