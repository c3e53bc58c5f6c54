package compare

import (
	"fmt"
	"math"
)

// Pair is a pair of neurons, or a neuron twice.
type Pair struct{ I, J int }

// RunProducts adds up products x_i x_j of the states of chosen pairs of neurons at several times, for each run (replica). About
// the mean, x is the deviation from the mean over the R runs of a block at that time, and a product counts R/(R − 1) times, so
// that its expectation is the covariance, whatever the mean is at that time; a block of one run has none.
type RunProducts struct {
	pairs     []Pair
	aboutMean bool
	runs      int
	blocks    int       // that were merged
	sums      []float64 // over times, sums[r*len(pairs)+q]
}

// NewRunProducts returns sums of a block of that many runs. It panics unless there is at least one.
func NewRunProducts(pairs []Pair, runs int, aboutMean bool) *RunProducts {
	if runs < 1 {
		panic(fmt.Sprintf("compare: products of pairs in %d runs", runs))
	}
	return &RunProducts{pairs, aboutMean, runs, 1, make([]float64, runs*len(pairs))}
}

// Add adds the products of one observation, x[i*runs+r]. It panics if something was merged, or if the length does not fit.
func (s *RunProducts) Add(x []float64) {
	if s.blocks != 1 || len(x)%s.runs != 0 {
		panic(fmt.Sprintf("compare: a state of %d values among products of %d runs in %d blocks", len(x), s.runs, s.blocks))
	}
	if s.aboutMean {
		s.addDeviations(x)
		return
	}
	for q, pair := range s.pairs {
		a, b := x[pair.I*s.runs:][:s.runs], x[pair.J*s.runs:][:s.runs]
		for r, v := range a {
			at := r*len(s.pairs) + q
			s.sums[at] = math.FMA(v, b[r], s.sums[at])
		}
	}
}

func (s *RunProducts) addDeviations(x []float64) {
	if s.runs == 1 {
		return
	}
	share := float64(s.runs) / float64(s.runs-1)
	for q, pair := range s.pairs {
		a, b := x[pair.I*s.runs:][:s.runs], x[pair.J*s.runs:][:s.runs]
		meanA, meanB := sum(a)/float64(s.runs), sum(b)/float64(s.runs)
		for r, v := range a {
			at := r*len(s.pairs) + q
			s.sums[at] = math.FMA(float64(share*(v-meanA)), b[r]-meanB, s.sums[at])
		}
	}
}

// Merge appends the runs of the next block. It panics if the numbers of pairs differ.
func (s *RunProducts) Merge(next *RunProducts) {
	if len(next.pairs) != len(s.pairs) {
		panic(fmt.Sprintf("compare: products of %d pairs merged with those of %d", len(s.pairs), len(next.pairs)))
	}
	s.sums = append(s.sums, next.sums...)
	s.runs, s.blocks = s.runs+next.runs, s.blocks+next.blocks
}

// Runs returns the number of runs.
func (s *RunProducts) Runs() int { return s.runs }

// of returns the sum of pair number q in a run.
func (s *RunProducts) of(q, run int) float64 { return s.sums[run*len(s.pairs)+q] }

// noiseFactor is what a variance between runs is to be multiplied with, since deviations from the mean of R Gaussian runs have
// squares that correlate by 1/(R − 1)²: the mean of R of them has R/(R − 1) times the variance of independent ones over R, and
// their empirical variance is R(R − 2)/(R − 1)² times as large. It is NaN where blocks are too narrow, two runs having equal squares.
func (s *RunProducts) noiseFactor() float64 {
	const least = 2.5 // runs of a block
	if !s.aboutMean {
		return 1
	}
	width := float64(s.runs) / float64(s.blocks)
	if width < least {
		return math.NaN()
	}
	return (width - 1) / (width - 2)
}

// MarshalBinary encodes the sums. It returns no error.
func (s *RunProducts) MarshalBinary() ([]byte, error) {
	return encode(runProductsTag, []uint64{uint64(len(s.pairs)), uint64(s.runs), uint64(s.blocks)}, s.sums), nil
}

// UnmarshalBinary replaces the sums and their runs by encoded ones. It returns an error, and changes nothing, unless these are of
// as many pairs.
func (s *RunProducts) UnmarshalBinary(data []byte) error {
	header, values, err := decode(runProductsTag, data, 3)
	if err != nil {
		return err
	}
	runs, blocks := header[1], header[2]
	if header[0] != uint64(len(s.pairs)) || runs < 1 || runs > math.MaxInt32 || blocks < 1 || blocks > runs ||
		uint64(len(values)) != runs*header[0] {
		return fmt.Errorf("saved products hold %d values of %d pairs in %d runs and %d blocks, not of %d pairs",
			len(values), header[0], runs, blocks, len(s.pairs))
	}
	s.runs, s.blocks, s.sums = int(runs), int(blocks), values
	return nil
}
