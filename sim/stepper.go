package sim

import (
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// threads returns how many workers each of so many tasks at once has.
func (r *run) threads(atOnce int) int { return max(1, r.opt.Workers/max(1, atOnce)) }

// newStepper returns a stepper of net, whose weights are packed in w, driven by the spec's noise
// with the given strength and purpose. It returns a *SpecError.
func newStepper[T integrator.Float](
	r *run, g integration, net *network.Network, w integrator.Weights[T], sigma float64, purpose noise.Purpose,
) (integrator.Stepper[T], error) {
	return newDrivenStepper(g, net, w, r.drive(g, sigma, purpose))
}

// newDrivenStepper returns a stepper of net, whose weights are packed in w. It returns a *SpecError.
func newDrivenStepper[T integrator.Float](
	g integration, net *network.Network, w integrator.Weights[T], drive integrator.Drive,
) (integrator.Stepper[T], error) {
	s, err := integrator.New(g.stepper, net, w, drive)
	if err != nil {
		return nil, &SpecError{g.field, "cannot be used: " + err.Error()}
	}
	return s, nil
}

// drive returns the spec's noise with the given strength and purpose.
func (r *run) drive(g integration, sigma float64, purpose noise.Purpose) integrator.Drive {
	return integrator.Drive{
		Strength: sigma, StepSize: g.stepSize, Cycle: g.cycle,
		Key:       noise.Key{Seed: r.spec.Seed, Purpose: purpose},
		Increment: r.spec.Noise.Increments, Placement: r.spec.Noise.Placement, CorrelationTime: r.spec.Noise.CorrelationTime,
	}
}

// pack packs the network's weights for so many blocks of that width at once, with the inverses that a cycle
// needs. Workers that have no block of their own share the rows of products. It returns a *SpecError where an inverse
// cannot be formed.
func pack[T integrator.Float](r *run, g integration, net *network.Network, width, atOnce int) (integrator.Weights[T], error) {
	w := integrator.Pack[T](net, r.opt.Kernel, width).Threads(r.threads(atOnce))
	if g.inverted() == 0 {
		return w, nil
	}
	inverses, err := r.inverses.of(r, g.cycle, net)
	return w.With(inverses), err
}
