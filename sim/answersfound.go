package sim

import (
	"noiseprune/compare"
	"noiseprune/internal/resume"
)

// answersFound is how the answers of one pruned network to constant inputs differ from the original's.
type answersFound struct {
	reason   string    // why nothing was found; otherwise empty
	units    []float64 // ‖A⁻¹u − Ã⁻¹u‖/‖A⁻¹u‖ of inputs into single neurons
	slow     []float64 // of inputs along slow modes; none where these are not given
	original []float64 // squares of answers to random inputs, as in compare.RandomAnswers
	pruned   []float64
	residual float64 // largest that the solutions leave
}

func newAnswersFound(name string, before, after *solvedInputs, modes *compare.SlowModes) answersFound {
	switch {
	case before.reason != "":
		return answersFound{reason: "the original: " + before.reason}
	case after.reason != "":
		return answersFound{reason: name + ": " + after.reason}
	}
	f := answersFound{original: before.squares, pruned: after.squares}
	for k, block := range before.units {
		f.units = append(f.units, compare.AnswerErrors(block.answers, after.units[k].answers, block.width)...)
	}
	if modes != nil {
		var err error
		if f.slow, err = modes.SlowInputErrors(after.solver, slowInputs); err != nil {
			return answersFound{reason: name + ": " + err.Error()}
		}
	}
	f.residual = max(before.solver.Residual(), after.solver.Residual())
	return f
}

func (f answersFound) encode() []byte {
	return resume.Join([]byte(f.reason), resume.EncodeFloats(f.units), resume.EncodeFloats(f.slow),
		resume.EncodeFloats(f.original), resume.EncodeFloats(f.pruned), resume.EncodeFloats([]float64{f.residual}))
}

func decodeAnswersFound(data []byte, _, _ int) (f answersFound, err error) {
	parts, err := resume.Split(data, 6)
	if err != nil {
		return f, err
	}
	f.reason = string(parts[0])
	var residual []float64
	for k, to := range []*[]float64{&f.units, &f.slow, &f.original, &f.pruned, &residual} {
		if *to, err = decodeSome(parts[1+k]); err != nil {
			return f, err
		}
	}
	if len(residual) == 1 {
		f.residual = residual[0]
	}
	return f, nil
}
