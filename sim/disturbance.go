package sim

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// disturbedPairs observes pairs of replicas of a rectified network that differ at the start and
// then have the same noise. Their difference decays by the rates of the neurons that are active
// under the noise, which are not those of A.
func (r *run) disturbedPairs(net *network.Network, reference []float64) (settling, error) {
	response := covariance.NewResponse(net, decayReplicas, settlingEdges)
	d := newDecay(r, response)
	r.opt.Progress.Phase("burn-in", int64(d.stepOf(decayPerOctave))*decayReplicas)
	return resume.One(r.ctx, r.runner, "disturbance", func(c *resume.Checkpoint) (settling, error) {
		var steppers []integrator.Stepper[float64]
		weights, err := pack[float64](r, r.measuring(), net, decayReplicas, 1)
		if err != nil {
			return settling{}, err
		}
		for range 2 {
			stepper, err := newDrivenStepper(r.measuring(), net, weights, r.drive(r.measuring(), r.spec.Noise.Strength, noise.Probe))
			if err != nil {
				return settling{}, err
			}
			steppers = append(steppers, stepper)
		}
		start := integrator.NewBlock[float64](net.Neurons(), decayReplicas, 0)
		startFrom(start, reference)
		difference := make([]float64, len(start.State))
		d.blocks = trajectory.New(d.observer(func(network int, first, state []float64) {
			if network == 0 {
				return
			}
			for k, x := range state {
				difference[k] = x - first[k]
			}
			response.Add(difference)
		}), start, steppers...)
		r.disturb(d.blocks.Block(1))
		return d.run(c)
	}, settling.encode, func(data []byte) (settling, error) { return decodeSettling(data, len(response.Sums())) })
}

// disturb adds to each state, and to coloured noise, a typical standard deviation of it times a
// random number.
func (r *run) disturb(b *integrator.Block[float64]) {
	key, sigma := noise.Key{Seed: r.spec.Seed, Purpose: noise.Probe}, r.spec.Noise.Strength*typicalLevel(r.net)
	numbers := make([]float64, len(b.State))
	add := func(to []float64, draw uint64, scale float64) {
		noise.FillNormals(key, numbers, draw, 0, b.Neurons, decayReplicas, b.Width) // replicas that the drive does not have
		for k, z := range numbers {
			to[k] = math.FMA(scale, z, to[k])
		}
	}
	add(b.State, 0, sigma/math.Sqrt(2*r.result.Network.RateTypical))
	if r.spec.Noise.Placement == integrator.OrnsteinUhlenbeck {
		b.Coloured = make([]float64, len(b.State))
		add(b.Coloured, 1, sigma/math.Sqrt(2*r.spec.Noise.CorrelationTime))
	}
}
