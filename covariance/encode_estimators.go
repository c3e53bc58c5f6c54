package covariance

func (s *Edges) format() format {
	return format{"npedges1", s.samples.width, s.fingerprint, s.deviations.reference,
		func(int) int { return len(s.first) + len(s.second) + s.net.Edges() }}
}

// MarshalBinary encodes the sums. It returns no error.
func (s *Edges) MarshalBinary() ([]byte, error) {
	distance := make([]float64, s.net.Edges())
	s.rows.gather(distance, s.distance)
	return s.format().encode(s.samples, s.first, s.second, distance), nil
}

// UnmarshalBinary replaces the sums by encoded ones. It returns an error, and changes
// nothing, unless they are of an estimator made with the same arguments.
func (s *Edges) UnmarshalBinary(data []byte) error {
	count, values, err := s.format().decode(data)
	if err != nil {
		return err
	}
	s.samples = count
	values.next(s.first)
	values.next(s.second)
	s.rows.scatter(s.distance, values)
	return nil
}

func (s *Dense) format() format {
	return format{"npdense2", s.samples.width, uint64(s.neurons()), s.reference,
		func(int) int { return triangle(s.neurons() + 1) }}
}

// MarshalBinary encodes the sums. It returns no error.
func (s *Dense) MarshalBinary() ([]byte, error) {
	return s.format().encode(s.samples, s.sums()), nil
}

// UnmarshalBinary replaces the sums by encoded ones. It returns an error, and changes
// nothing, unless they are of an estimator made with the same arguments.
func (s *Dense) UnmarshalBinary(data []byte) error {
	count, values, err := s.format().decode(data)
	if err != nil {
		return err
	}
	s.samples = count
	s.setSums(values)
	return nil
}

func (t *Tracked) format() format {
	return format{"nptrack1", t.samples.width, t.fingerprint, t.reference,
		func(replicas int) int { return 2 * replicas * len(t.edges) }}
}

// MarshalBinary encodes the sums. It returns no error.
func (t *Tracked) MarshalBinary() ([]byte, error) {
	return t.format().encode(t.samples, append(t.first[:len(t.first):len(t.first)], t.second...)...), nil
}

// UnmarshalBinary replaces the sums by encoded ones. It returns an error, and changes
// nothing, unless they are of an estimator made with the same arguments.
func (t *Tracked) UnmarshalBinary(data []byte) error {
	count, values, err := t.format().decode(data)
	if err != nil {
		return err
	}
	t.samples = count
	for _, perEdge := range [][][]float64{t.first, t.second} {
		for k := range perEdge {
			perEdge[k] = make([]float64, count.replicas)
			values.next(perEdge[k])
		}
	}
	return nil
}
