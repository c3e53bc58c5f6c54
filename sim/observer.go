package sim

// An Observer sees the states of a block after those of its steps that it asks for, in
// double precision whatever the block's. Statistics are observers; trajectories are never
// stored.
type Observer interface {
	// Due reports whether the states after that many steps are wanted.
	Due(step uint64) bool
	// Observe takes the states; it must not change or keep them.
	Observe(step uint64, state []float64)
}

// accumulator takes one sample of a block's state: the covariance estimators do.
type accumulator interface {
	Add(state []float64)
}

// sampler is the Observer that hands every interval-th state after the burn-in to its
// accumulators.
type sampler struct {
	burnIn, interval uint64
	into             []accumulator
}

// Due reports whether the state is one of the samples.
func (s sampler) Due(step uint64) bool { return step > s.burnIn && (step-s.burnIn)%s.interval == 0 }

// Observe adds the sample.
func (s sampler) Observe(_ uint64, state []float64) {
	for _, a := range s.into {
		a.Add(state)
	}
}

// taken returns how many samples it has taken of a block after that many steps.
func (s sampler) taken(step uint64) uint64 {
	if step <= s.burnIn {
		return 0
	}
	return (step - s.burnIn) / s.interval
}
