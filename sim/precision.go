package sim

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// checkedReplicas is how many replicas are simulated in both precisions.
const checkedReplicas = 4

// checkPrecision fills how far float32 states are from float64 ones, driven by
// the same noise through the burn-in: √(Σ(x₃₂ − x₆₄)² / Σx₆₄²) over neurons and
// replicas. In a stable network rounding errors decay as the response to noise does, so
// that the difference does not grow afterwards.
func checkPrecision(r *run, net *network.Network, reference []float64) error {
	steps := r.schedule.BurnInSteps + r.schedule.IntervalSteps
	r.opt.Progress.Phase("checking float32", 2*int64(steps)*checkedReplicas)
	single, err := finalStates[float32](r, "float32", net, reference, steps)
	if err != nil {
		return err
	}
	double, err := finalStates[float64](r, "float64", net, reference, steps)
	if err != nil {
		return err
	}
	var difference, size float64
	for k, x := range double {
		d := single[k] - x
		difference = math.FMA(d, d, difference)
		size = math.FMA(x, x, size)
	}
	if size > 0 {
		r.result.Covariance.PrecisionError = value(math.Sqrt(difference / size))
	}
	return nil
}

// finalStates returns the states after that many steps, computed in precision T.
func finalStates[T integrator.Float](r *run, name string, net *network.Network, start []float64, steps int) ([]float64, error) {
	weights, err := pack[T](r, r.measuring(), net, checkedReplicas, 1)
	if err != nil {
		return nil, err
	}
	stepper, err := newStepper(r, r.measuring(), net, weights, r.spec.Noise.Strength, noise.Drive)
	if err != nil {
		return nil, err
	}
	block := integrator.NewBlock[T](net.Neurons(), checkedReplicas, 0)
	startFrom(block, start)
	if err := integrateAlone(r, name, stepper, block, steps); err != nil {
		return nil, err
	}
	return block.Float64s(new([]float64)), nil
}
