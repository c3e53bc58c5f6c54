package timeseries

func (s *Lagged) encoding() encoding {
	p := s.trajectory
	p.flush()
	k := len(p.reference)
	return encoding{
		tag:    "nplagge1",
		made:   words([]int{k, p.lags, p.limit, len(p.pairs)}, p.reference, p.pairs[k:]),
		counts: []*int64{&p.frames},
		values: append(s.ended.values(), p.sums, p.initial, p.recent),
	}
}

// MarshalBinary encodes the estimator. It returns no error.
func (s *Lagged) MarshalBinary() ([]byte, error) { return s.encoding().encode(), nil }

// UnmarshalBinary replaces what was found by what is encoded. It returns an error, and changes
// nothing, unless that is of an estimator made with the same arguments.
func (s *Lagged) UnmarshalBinary(data []byte) error {
	if err := s.encoding().decode(data); err != nil {
		return err
	}
	s.trajectory.resume(s.trajectory.frames)
	return nil
}

// MarshalBinary encodes the estimator. It returns no error.
func (s *Moments) MarshalBinary() ([]byte, error) { return s.sums.MarshalBinary() }

// UnmarshalBinary replaces what was found by what is encoded. It returns an error, and changes
// nothing, unless that is of an estimator made with the same arguments.
func (s *Moments) UnmarshalBinary(data []byte) error { return s.sums.UnmarshalBinary(data) }

func (s *ActiveFraction) encoding() encoding {
	return encoding{
		tag:    "npactiv1",
		made:   words([]int{s.batches.quantities, s.batches.limit}, []float64{s.threshold}, nil),
		counts: []*int64{&s.batches.frames},
		values: append(s.ended.values(), s.batches.sums, s.sizes),
	}
}

// MarshalBinary encodes the estimator. It returns no error.
func (s *ActiveFraction) MarshalBinary() ([]byte, error) { return s.encoding().encode(), nil }

// UnmarshalBinary replaces what was found by what is encoded. It returns an error, and changes
// nothing, unless that is of an estimator made with the same arguments.
func (s *ActiveFraction) UnmarshalBinary(data []byte) error {
	if err := s.encoding().decode(data); err != nil {
		return err
	}
	s.batches.resume(s.batches.frames)
	return nil
}

func (s *Welch) encoding() encoding {
	return encoding{
		tag:    "npwelch1",
		made:   words([]int{s.series, s.segment, len(s.pairs)}, []float64{s.interval}, s.pairs),
		counts: []*int64{&s.frames, &s.segments, &s.trajectories},
		values: [][]float64{s.power, s.crossReal, s.crossImag, s.buffer},
	}
}

// MarshalBinary encodes the estimator. It returns no error.
func (s *Welch) MarshalBinary() ([]byte, error) { return s.encoding().encode(), nil }

// UnmarshalBinary replaces what was found by what is encoded. It returns an error, and changes
// nothing, unless that is of an estimator made with the same arguments.
func (s *Welch) UnmarshalBinary(data []byte) error { return s.encoding().decode(data) }
