package sim

import (
	"encoding"

	"noiseprune/internal/resume"
	"noiseprune/timeseries"
)

// batchLimit is the largest number of batches behind standard errors of statistics of frames.
const batchLimit = 32

// frameStatistics are the statistics of the recorded neurons of one network, and of the population means of their groups.
type frameStatistics struct {
	neurons seriesStatistics
	edges   *timeseries.Lagged         // covariances on the edges between recorded neurons, without lags; nil for no edges
	groups  *seriesStatistics          // nil without groups
	active  *timeseries.ActiveFraction // of all neurons of a rectified network; nil for a linear one
	means   *timeseries.GroupMeans
	mean    []float64 // of each group in a frame
}

// seriesStatistics are those of several series.
type seriesStatistics struct {
	lagged *timeseries.Lagged
	welch  *timeseries.Welch // nil without spectra
}

// newSeriesStatistics returns those of series that vary about a reference.
func newSeriesStatistics(t RecordSchedule, every float64, reference []float64, pairs []timeseries.Pair) seriesStatistics {
	s := seriesStatistics{lagged: timeseries.NewLagged(reference, t.Lags, batchLimit, pairs)}
	if t.Segment > 0 {
		s.welch = timeseries.NewWelch(len(reference), t.Segment, every, pairs)
	}
	return s
}

func (s *seriesStatistics) add(frame []float64) {
	s.lagged.Add(frame)
	if s.welch != nil {
		s.welch.Add(frame)
	}
}

func (s *seriesStatistics) merge(next *seriesStatistics) {
	s.lagged.Merge(next.lagged)
	if s.welch != nil {
		s.welch.Merge(next.welch)
	}
}

// addFrame gives an estimator a frame of the recorded neurons, and what stands in the brackets of all neurons, which only a rectified
// network has.
type addFrame func(frame, brackets []float64)

// estimators returns a function of each estimator, that which takes longest first. They share nothing, so that each may run on a
// goroutine of its own.
func (s *frameStatistics) estimators() (all []addFrame) {
	if s.neurons.welch != nil {
		all = append(all, func(frame, _ []float64) { s.neurons.welch.Add(frame) })
	}
	if s.edges != nil {
		all = append(all, func(frame, _ []float64) { s.edges.Add(frame) })
	}
	all = append(all, func(frame, _ []float64) { s.neurons.lagged.Add(frame) })
	if s.groups != nil {
		all = append(all, func(frame, _ []float64) {
			s.means.To(s.mean, frame)
			s.groups.add(s.mean)
		})
	}
	if s.active != nil {
		all = append(all, func(_, brackets []float64) { s.active.Add(brackets) })
	}
	return all
}

// merge takes over the frames of the next replica.
func (s *frameStatistics) merge(next *frameStatistics) {
	s.neurons.merge(&next.neurons)
	if s.edges != nil {
		s.edges.Merge(next.edges)
	}
	if s.groups != nil {
		s.groups.merge(next.groups)
	}
	if s.active != nil {
		s.active.Merge(next.active)
	}
}

// encodable is an estimator as a checkpoint holds it.
type encodable interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// all lists the estimators in the order of their encodings.
func (s *frameStatistics) all() (all []encodable) {
	add := func(of *seriesStatistics) {
		all = append(all, of.lagged)
		if of.welch != nil {
			all = append(all, of.welch)
		}
	}
	add(&s.neurons)
	if s.edges != nil {
		all = append(all, s.edges)
	}
	if s.groups != nil {
		add(s.groups)
	}
	if s.active != nil {
		all = append(all, s.active)
	}
	return all
}

func (s *frameStatistics) encode() []byte {
	var parts [][]byte
	for _, e := range s.all() {
		parts = append(parts, resume.Marshal(e))
	}
	return resume.Join(parts...)
}

// decode is the inverse of encode.
func (s *frameStatistics) decode(data []byte) error {
	all := s.all()
	parts, err := resume.Split(data, len(all))
	if err != nil {
		return err
	}
	for k, e := range all {
		if err := e.UnmarshalBinary(parts[k]); err != nil {
			return err
		}
	}
	return nil
}
