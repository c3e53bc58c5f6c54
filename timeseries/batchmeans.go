package timeseries

import "math"

// The counts of batchMeans, in their order.
const (
	countFrames = iota
	countTrajectories
	countBatches     // complete ones
	countBatchFrames // in complete batches
	countShort       // trajectories whose batches are no longer than the longest lag
	counts
)

// batchMeans are sums over trajectories of quantities, and over their complete batches of m
// frames, with v the mean over a batch: all of them are additive. Counts are float64, which are
// exact up to 2⁵³.
type batchMeans struct {
	count []float64
	sum   []float64 // over all frames
	v     []float64 // Σ m v
	vv    []float64 // Σ m v²
}

func newBatchMeans(quantities int) batchMeans {
	return batchMeans{
		make([]float64, counts), make([]float64, quantities), make([]float64, quantities), make([]float64, quantities),
	}
}

func (s *batchMeans) values() [][]float64 { return [][]float64{s.count, s.sum, s.v, s.vv} }

// fold adds a trajectory, of which these are the first quantities.
func (s *batchMeans) fold(b *batches, longestLag int) {
	if b.frames == 0 {
		return
	}
	s.count[countFrames] += float64(b.frames)
	s.count[countTrajectories]++
	s.count[countBatches] += float64(b.complete())
	s.count[countBatchFrames] += float64(int64(b.complete()) * b.length)
	if b.length <= int64(longestLag) {
		s.count[countShort]++
	}
	b.addTotal(s.sum, 0)
	m := float64(b.length)
	for k := range b.complete() {
		for q, v := range b.batch(k)[:len(s.v)] {
			s.v[q] += v
			s.vv[q] += float64(v*v) / m
		}
	}
}

// spread returns Σ m (a − ā)(b − b̄) over the batches from Σ m a b, Σ m a and Σ m b.
func (s *batchMeans) spread(ab, a, b float64) float64 {
	return ab - float64(a/s.count[countBatchFrames]*b)
}

// standardError returns the standard error of the mean over all n frames of a quantity whose means
// over the B batches of m frames have the spread Σ m (v − v̄)²: √(spread/((B − 1) n)).
func (s *batchMeans) standardError(spread float64) float64 {
	return math.Sqrt(max(0, spread) / ((s.count[countBatches] - 1) * s.count[countFrames]))
}

// means returns sum/n.
func (s *batchMeans) means() []float64 {
	means := make([]float64, len(s.sum))
	for q, v := range s.sum {
		means[q] = v / s.count[countFrames]
	}
	return means
}

// errors returns the standard errors of the means; nil where there are fewer than two batches.
func (s *batchMeans) errors() []float64 {
	if s.count[countBatches] < 2 {
		return nil
	}
	errors := make([]float64, len(s.v))
	for q, v := range s.v {
		errors[q] = s.standardError(s.spread(s.vv[q], v, v))
	}
	return errors
}

// addAll adds the values of b to those of a.
func addAll(a, b [][]float64) {
	for k, dst := range a {
		for q, v := range b[k] {
			dst[q] += v
		}
	}
}
