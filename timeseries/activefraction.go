package timeseries

import "fmt"

// ActiveFraction counts the frames in which each series is above a threshold, and how many are so at
// once. Of a rectified network, whose activation is max(0, bracket), it takes the brackets.
type ActiveFraction struct {
	threshold float64
	batches   batches // of 1 where a series is active
	ended     batchMeans
	sizes     []float64 // exact integers
}

// ActiveEstimate is what an ActiveFraction has found.
type ActiveEstimate struct {
	Frames         int64
	Fraction       []float64 // of the frames in which each series is active
	FractionErrors []float64 // standard errors by batch means; nil for fewer than two batches
	Sizes          []int64   // Sizes[a] is the number of frames in which a series are active, a = 0 … K
}

// NewActiveFraction returns an empty estimator of that many series, which are active where they are
// greater than the threshold. It panics for no series, a threshold that is not a number, and a limit
// of batches that is odd or below 4.
func NewActiveFraction(series int, threshold float64, limit int) *ActiveFraction {
	if series < 1 || threshold != threshold {
		panic(fmt.Sprintf("timeseries: activity of %d series above %v", series, threshold))
	}
	return &ActiveFraction{threshold, newBatches(limit, series), newBatchMeans(series), make([]float64, series+1)}
}

// Add takes the next frame. It panics unless x has a value for each series.
func (s *ActiveFraction) Add(x []float64) {
	checkFrame(x, s.batches.quantities)
	sums, active := s.batches.open(), 0
	for i, v := range x {
		if v > s.threshold {
			sums[i]++
			active++
		}
	}
	s.sizes[active]++
	s.batches.advance()
}

// Complete ends the trajectory: the next frame begins another.
func (s *ActiveFraction) Complete() {
	s.ended.fold(&s.batches, 0)
	s.batches.restart()
}

// Merge ends the trajectory of s and takes all frames of another estimator as those of independent
// trajectories; it leaves the other as it is. It panics unless both were made with the same arguments.
func (s *ActiveFraction) Merge(other *ActiveFraction) {
	checkMerge(s.encoding(), other.encoding())
	s.Complete()
	all := other.total()
	addAll(append(s.ended.values(), s.sizes), append(all.values(), other.sizes))
}

func (s *ActiveFraction) total() *batchMeans {
	all := newBatchMeans(s.batches.quantities)
	addAll(all.values(), s.ended.values())
	all.fold(&s.batches, 0)
	return &all
}

// Estimate returns what was found. It panics where there are no frames.
func (s *ActiveFraction) Estimate() ActiveEstimate {
	all := s.total()
	e := ActiveEstimate{Frames: int64(all.count[countFrames]), Fraction: all.means(), FractionErrors: all.errors()}
	if e.Frames == 0 {
		panic("timeseries: no frames")
	}
	for _, frames := range s.sizes {
		e.Sizes = append(e.Sizes, int64(frames))
	}
	return e
}
