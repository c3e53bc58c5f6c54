package trajectory

// Observer says at which steps the states are observed and what is taken of them.
type Observer struct {
	// First is the first step that is observed, 0 for the initial state. Interval is the number of
	// steps between two observations; where it is 0, there are none.
	First, Interval int

	// Observe takes the state of one network beside that of network 0, both in double precision,
	// x[i*width+r]. It is called in ascending order of the networks, without those that diverged.
	Observe func(network int, first, state []float64)

	// Diverged is told that another network than the first diverged; the rest go on without it.
	// Where it is nil, the divergence of any network ends the integration.
	Diverged func(network int, err error)

	// Failed is asked after each observation; nil where observing cannot fail. Its error ends the integration.
	Failed func() error

	// Durable brings to the disk what the observer has written of what was taken, before Encode; nil where it writes nothing.
	// Its error ends the integration.
	Durable func() error

	// Encode encodes, for a checkpoint, what was taken so far. Decode is its inverse; the data are of
	// that many observations, and those networks have diverged. Both are nil where nothing is taken,
	// or where there is no checkpoint.
	Encode func() []byte
	Decode func(data []byte, observations int, diverged []bool) error
}

// Observations returns how many observations are made up to that step, itself included.
func (o Observer) Observations(step int) int {
	if o.Interval == 0 || step < o.First {
		return 0
	}
	return (step-o.First)/o.Interval + 1
}

// due reports whether the state after that many steps is observed.
func (o Observer) due(step int) bool {
	return o.Interval > 0 && step >= o.First && (step-o.First)%o.Interval == 0
}
