package compare

import (
	"fmt"
	"math"
	"slices"
)

// SquareSums adds up the squares of states at several times: of each neuron over all runs (replicas), and of each run over
// all neurons. The sums of a block are kept for each run, and added up run by run when the next block is merged, so that no
// bit depends on the width of the blocks.
type SquareSums struct {
	byNeuron []float64 // over times and the runs added up
	byRun    []float64 // of those, over times and neurons
	runs     int       // of a block, which are not added up
	block    []float64 // over times, block[i*runs+r]
}

// NewSquareSums returns sums of a block of that many neurons and runs. It panics unless there is at least one run.
func NewSquareSums(neurons, runs int) *SquareSums {
	if neurons < 0 || runs < 1 {
		panic(fmt.Sprintf("compare: squares of %d neurons in %d runs", neurons, runs))
	}
	return &SquareSums{byNeuron: make([]float64, neurons), runs: runs, block: make([]float64, neurons*runs)}
}

// Add adds the squares x² of one observation, x[i*runs+r]. It panics if the length does not fit.
func (s *SquareSums) Add(x []float64) {
	s.check(x)
	for k, v := range x {
		s.block[k] = math.FMA(v, v, s.block[k])
	}
}

// AddDifference adds the squares (x − y)² of one observation. It panics if a length does not fit.
func (s *SquareSums) AddDifference(x, y []float64) {
	s.check(x)
	s.check(y)
	for k, v := range x {
		d := v - y[k]
		s.block[k] = math.FMA(d, d, s.block[k])
	}
}

func (s *SquareSums) check(x []float64) {
	if len(x) != len(s.block) {
		panic(fmt.Sprintf("compare: a state of %d values among squares of %d", len(x), len(s.block)))
	}
}

// Merge adds the runs of the next block, to which nothing was merged. It panics if something was, or if the numbers of
// neurons differ.
func (s *SquareSums) Merge(next *SquareSums) {
	if len(next.byNeuron) != len(s.byNeuron) || len(next.byRun) > 0 {
		panic(fmt.Sprintf("compare: squares of %d neurons merged with those of %d neurons and %d runs more",
			len(s.byNeuron), len(next.byNeuron), len(next.byRun)))
	}
	s.addUp(s.runs, s.block)
	s.addUp(next.runs, next.block)
	s.runs, s.block = 0, nil
}

// addUp adds the runs of a block in ascending order.
func (s *SquareSums) addUp(runs int, block []float64) {
	for r := range runs {
		total := 0.0
		for i := range s.byNeuron {
			v := block[i*runs+r]
			s.byNeuron[i] += v
			total += v
		}
		s.byRun = append(s.byRun, total)
	}
}

// Totals returns the sums of each neuron, over all runs, and of each run, over all neurons.
func (s *SquareSums) Totals() (byNeuron, byRun []float64) {
	all := SquareSums{byNeuron: slices.Clone(s.byNeuron), byRun: slices.Clone(s.byRun)}
	all.addUp(s.runs, s.block)
	return all.byNeuron, all.byRun
}

// MarshalBinary encodes the sums. It returns no error.
func (s *SquareSums) MarshalBinary() ([]byte, error) {
	header := []uint64{uint64(len(s.byNeuron)), uint64(len(s.byRun)), uint64(s.runs)}
	return encode(squareSumsTag, header, slices.Concat(s.byNeuron, s.byRun, s.block)), nil
}

// UnmarshalBinary replaces the sums and their runs by encoded ones. It returns an error, and changes nothing, unless these
// are of as many neurons.
func (s *SquareSums) UnmarshalBinary(data []byte) error {
	header, values, err := decode(squareSumsTag, data, 3)
	if err != nil {
		return err
	}
	neurons := len(s.byNeuron)
	summed, runs := header[1], header[2]
	if header[0] != uint64(neurons) || summed > math.MaxInt32 || runs > math.MaxInt32 || summed+runs == 0 ||
		uint64(len(values)) != uint64(neurons)+summed+uint64(neurons)*runs {
		return fmt.Errorf("saved squares hold %d values of %d neurons, %d runs and %d in a block, not of %d neurons",
			len(values), header[0], summed, runs, neurons)
	}
	if err := checkNotNegative(values); err != nil {
		return err
	}
	blockStart := neurons + int(summed)
	s.byNeuron, s.byRun, s.block = values[:neurons:neurons], values[neurons:blockStart:blockStart], values[blockStart:]
	s.runs = int(runs)
	return nil
}
