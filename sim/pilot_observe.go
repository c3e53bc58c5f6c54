package sim

import (
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// observePilot simulates the pilot's replicas, observing every grid steps, until the observations
// are long enough.
func observePilot(r *run, net *network.Network, reference []float64, grid int) (pilotFound, error) {
	weights, err := pack[float64](r, r.measuring(), net, pilotReplicas, 1)
	if err != nil {
		return pilotFound{}, err
	}
	stepper, err := newStepper(r, r.measuring(), net, weights, r.spec.Noise.Strength, noise.Drive)
	if err != nil {
		return pilotFound{}, err
	}
	start := integrator.NewBlock[float64](net.Neurons(), pilotReplicas, r.spec.Covariance.Replicas)
	startFrom(start, reference)
	burnIn := r.schedule.BurnInSteps
	p := &pilot{
		series: covariance.NewSeries(r.net, pilotReplicas, reference, pilotEdges), sums: make([]float64, net.Neurons()),
		burnIn: burnIn, grid: grid,
	}
	p.blocks = trajectory.New(trajectory.Observer{
		First: burnIn + grid, Interval: grid,
		Observe: func(_ int, _, state []float64) { p.add(state) },
		Encode:  func() []byte { return resume.Join(resume.Marshal(p.series), resume.EncodeFloats(p.sums)) },
		Decode:  func(data []byte, _ int, _ []bool) error { return p.decode(data) },
	}, start, stepper)
	r.opt.Progress.Phase("correlation time", int64(p.until(pilotObservations))*pilotReplicas)
	return resume.One(r.ctx, r.runner, "pilot", p.run, pilotFound.encode,
		func(data []byte) (pilotFound, error) { return decodePilotFound(data, net.Neurons()) })
}

func (f pilotFound) encode() []byte {
	return resume.Join(resume.Marshal(f.correlation), resume.EncodeFloats(f.mean))
}

func decodePilotFound(data []byte, neurons int) (f pilotFound, err error) {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return f, err
	}
	if err := f.correlation.UnmarshalBinary(parts[0]); err != nil {
		return f, err
	}
	f.mean, err = resume.DecodeFloats(parts[1], neurons)
	return f, err
}

// pilotObservations is the number of observations of each replica at first.
const pilotObservations = int(pilotSpan / pilotGrid)

// pilot is a pilot run under way.
type pilot struct {
	blocks       *trajectory.Blocks[float64] // the pilot's only one
	series       *covariance.Series
	sums         []float64 // of each neuron's states, over replicas and observations
	burnIn, grid int
}

// add takes one observation.
func (p *pilot) add(state []float64) {
	p.series.Add(state)
	for i := range p.sums {
		for _, x := range state[i*pilotReplicas:][:pilotReplicas] {
			p.sums[i] += x
		}
	}
}

func (p *pilot) decode(data []byte) error {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return err
	}
	sums, err := resume.DecodeFloats(parts[1], len(p.sums))
	if err != nil {
		return err
	}
	copy(p.sums, sums)
	return p.series.UnmarshalBinary(parts[0])
}

// found returns what that many observations show.
func (p *pilot) found(correlation covariance.Autocorrelation, observations int) pilotFound {
	f := pilotFound{correlation, make([]float64, len(p.sums))}
	for i, sum := range p.sums {
		f.mean[i] = sum / float64(observations*pilotReplicas)
	}
	return f
}

// until returns the step of that observation.
func (p *pilot) until(observation int) int { return p.burnIn + observation*p.grid }

// run observes, and doubles the number of observations until they are enough.
func (p *pilot) run(c *resume.Checkpoint) (pilotFound, error) {
	if err := p.blocks.Begin(c); err != nil {
		return pilotFound{}, err
	}
	for observations := pilotObservations; ; observations *= 2 {
		if p.blocks.Step() > p.until(observations) {
			continue // they were found not to be enough before the interruption
		}
		if err := p.blocks.Integrate(c, p.until(observations)); err != nil {
			return pilotFound{}, err
		}
		if correlation, enough := longEnough(p.series, observations); enough {
			return p.found(correlation, observations), nil
		}
	}
}

// longEnough returns the series' autocorrelation, and whether that many observations are enough
// for it or the most that are made. If no edge varies, it is empty and they are enough.
func longEnough(series *covariance.Series, observations int) (covariance.Autocorrelation, bool) {
	correlation, err := series.Autocorrelation()
	if err != nil {
		return covariance.Autocorrelation{}, true
	}
	enough := correlation.WindowFound && float64(observations*pilotReplicas) >= pilotTimes*0.5*correlation.IntegratedTime(1)
	return correlation, enough || observations >= clampToInt(pilotLongest/pilotGrid)
}
