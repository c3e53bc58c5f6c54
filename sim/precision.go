package sim

import (
	"math"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// checkedReplicas is how many replicas are run in both precisions.
const checkedReplicas = 4

// checkPrecision fills how far float32 states have strayed from float64 ones, driven by
// the same noise through the burn-in: √(Σ(x₃₂ − x₆₄)² / Σx₆₄²) over neurons and
// replicas. A stable network forgets its rounding errors as it forgets its noise, so
// that the difference does not grow afterwards.
func (r *run) checkPrecision(net *network.Network, reference []float64) error {
	if !r.single() {
		return nil
	}
	steps := r.schedule.BurnInSteps + r.schedule.IntervalSteps
	r.opt.Progress.Phase("checking float32", 2*int64(steps)*checkedReplicas)
	single, err := endOf[float32](r, "float32", net, reference, steps)
	if err != nil {
		return err
	}
	double, err := endOf[float64](r, "float64", net, reference, steps)
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
		strayed := math.Sqrt(difference / size)
		r.result.Covariance.PrecisionError = &strayed
	}
	return nil
}

// endOf returns the states after that many steps, computed in precision T.
func endOf[T integrator.Float](r *run, name string, net *network.Network, start []float64, steps int) ([]float64, error) {
	stepper, err := newStepper(r, net, pack[T](r, net, checkedReplicas), r.spec.Noise.Strength, noise.Drive)
	if err != nil {
		return nil, err
	}
	block := integrator.NewBlock[T](net.Neurons(), checkedReplicas, 0)
	for i, m := range start {
		fill(block.State[i*block.Width:(i+1)*block.Width], T(m))
	}
	if err := marchAlone(r, name, stepper, block, steps); err != nil {
		return nil, err
	}
	return block.Float64s(new([]float64)), nil
}
