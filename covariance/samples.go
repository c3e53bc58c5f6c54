package covariance

import (
	"fmt"
	"math"
)

// samples counts the samples of an estimator, and panics at calls that would break the
// canonical order of additions.
type samples struct {
	width    int   // replicas of the estimator's own block
	replicas int   // width, and after merging the total of all blocks
	times    int64 // samples of each replica
}

func newSamples(width int) samples {
	if width < 1 {
		panic(fmt.Sprintf("covariance: block of %d replicas", width))
	}
	return samples{width: width, replicas: width}
}

// total is replicas × times.
func (s *samples) total() int64 { return int64(s.replicas) * s.times }

// add counts one sample of the block.
func (s *samples) add() {
	if s.replicas != s.width {
		panic("covariance: a sample comes after merging; a block must be complete before")
	}
	s.times++
}

// merge adds the counts of the next block.
func (s *samples) merge(next samples) {
	if next.replicas != next.width {
		panic("covariance: what is merged in must be a single block, or the order of additions changes")
	}
	if next.times != s.times {
		panic(fmt.Sprintf("covariance: a block of %d samples per replica meets one of %d", next.times, s.times))
	}
	s.replicas += next.replicas
}

// count returns total as a divisor. It panics if it is 0.
func (s *samples) count() float64 {
	if s.times == 0 {
		panic("covariance: no samples")
	}
	return float64(s.total())
}

// deviations turns samples of a block into rows of deviations from the reference.
type deviations struct {
	reference []float64 // one value per neuron
	width     int
	stride    int       // the length of a row, width rounded up to a multiple of the lanes
	rows      []float64 // rows[i*stride+r], padded with zeros; nil where the states themselves serve as rows
}

func newDeviations(reference []float64, neurons, width int) deviations {
	checkReference(reference, neurons)
	d := deviations{reference: reference, width: width, stride: padded(width)}
	if width != d.stride || !zero(reference) {
		d.rows = make([]float64, neurons*d.stride)
	}
	return d
}

// of returns the rows of x − reference, valid until the next call or until x changes.
func (d *deviations) of(x []float64) []float64 {
	checkState(x, len(d.reference), d.width)
	if d.rows == nil {
		return x
	}
	for i, m := range d.reference {
		row := d.rows[i*d.stride:][:d.width]
		for r, v := range x[i*d.width:][:len(row)] {
			row[r] = v - m
		}
	}
	return d.rows
}

// zero reports whether all values are +0, whose subtraction changes no bit.
func zero(values []float64) bool {
	for _, v := range values {
		if math.Float64bits(v) != 0 {
			return false
		}
	}
	return true
}

func checkReference(reference []float64, neurons int) {
	if len(reference) != neurons {
		panic(fmt.Sprintf("covariance: reference of %d values for %d neurons", len(reference), neurons))
	}
}

func checkState(x []float64, neurons, width int) {
	if len(x) != neurons*width {
		panic(fmt.Sprintf("covariance: state of %d values for %d neurons × %d replicas", len(x), neurons, width))
	}
}

// central returns the second moment about the mean, Σab/n − (Σa/n)(Σb/n).
func central(sumAB, meanA, meanB, n float64) float64 {
	return math.FMA(-meanA, meanB, sumAB/n)
}

// variance returns the variance of n samples about their mean. One that rounding made negative, such as that of a neuron
// that is nearly silent, is 0.
func variance(sumSquares, mean, n float64) float64 { return max(0, central(sumSquares, mean, mean, n)) }

// addTo adds the values of next to sums.
func addTo(sums, next []float64) {
	for i, v := range next {
		sums[i] += v
	}
}
