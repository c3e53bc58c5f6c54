package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// impulseResponse observes the response of a linear network to impulses of noise in all neurons.
// The squares of what a replica's activity is at time t after its impulse, summed up to t, are what
// the variances are of activity that began at rest t ago:
//
//	C(t) = Σ_{s≤t} Φˢ Q Φˢᵀ
//
// for a stepper x ← Φx + noise of covariance Q. So the tail of the sum is what a burn-in of t
// lacks, whether the network is normal or activity arrives late. The sums are added to the response,
// which is new.
func (r *run) impulseResponse(net *network.Network, response *covariance.Response) (settling, error) {
	d := newDecay(r, response)
	drive := r.impulse()
	r.opt.Progress.Phase("burn-in", int64(d.stepOf(decayPerOctave))*decayReplicas)
	return resume.One(r.ctx, r.runner, r.named(fmt.Sprintf("impulse-%d", len(response.Sums()))), func(c *resume.Checkpoint) (settling, error) {
		weights, err := pack[float64](r, r.measuring(), net, decayReplicas, 1)
		if err != nil {
			return settling{}, err
		}
		stepper, err := newDrivenStepper(r.measuring(), net, weights, drive)
		if err != nil {
			return settling{}, err
		}
		start := integrator.NewBlock[float64](net.Neurons(), decayReplicas, 0)
		d.blocks = trajectory.New(d.observer(func(_ int, _, state []float64) { response.Add(state) }), start, stepper)
		return d.run(c)
	}, settling.encode, func(data []byte) (settling, error) { return decodeSettling(data, len(response.Sums())) })
}

// impulse returns the drive of the impulses. They act on A alone, without a constant input.
func (r *run) impulse() integrator.Drive {
	drive := r.drive(r.measuring(), r.spec.Noise.Strength, noise.Probe)
	drive.Course = integrator.Impulse
	return drive
}

// undriven returns a linear network without its constant input.
func undriven(net *network.Network) (*network.Network, error) {
	parts := net.Parts()
	parts.Input = nil
	return network.New(parts)
}

// refinedResponse returns the sums of the response to the same impulses after the same time, at half the
// step size, or with twice the sweeps in every step of a cycle.
func (r *run) refinedResponse(net *network.Network, horizon int) ([]float64, error) {
	response := covariance.NewResponse(net, decayReplicas, decayEdges)
	g, factor := r.measuring().refined()
	drive := r.drive(g, r.spec.Noise.Strength, noise.Probe)
	drive.Course = integrator.Impulse
	r.opt.Progress.Phase("bias of the step", int64(factor*horizon)*decayReplicas)
	return resume.One(r.ctx, r.runner, r.named("impulse-refined"), func(c *resume.Checkpoint) ([]float64, error) {
		weights, err := pack[float64](r, g, net, decayReplicas, 1)
		if err != nil {
			return nil, err
		}
		stepper, err := newDrivenStepper(g, net, weights, drive)
		if err != nil {
			return nil, err
		}
		blocks := trajectory.New(trajectory.Observer{
			Interval: g.period(),
			Observe:  func(_ int, _, state []float64) { response.Add(state) },
			Encode:   func() []byte { return resume.Marshal(response) },
			Decode:   func(data []byte, _ int, _ []bool) error { return response.UnmarshalBinary(data) },
		}, integrator.NewBlock[float64](net.Neurons(), decayReplicas, 0), stepper)
		if err := blocks.Begin(c); err != nil {
			return nil, err
		}
		err = blocks.Integrate(c, factor*horizon)
		return response.Sums(), err
	}, resume.EncodeFloats, func(data []byte) ([]float64, error) { return resume.DecodeFloats(data, len(response.Sums())) })
}
