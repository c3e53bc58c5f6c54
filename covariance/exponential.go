package covariance

import (
	"errors"
	"math"

	"noiseprune/network"
)

// Exponential returns the stationary covariance of the exponential Euler–Maruyama stepper with step
// size h, with e = exp(−D h),
//
//	xₙ₊₁ = Φ xₙ + Q^½ ζₙ,  Φ = diag(e) + diag((1 − e)/D) W,  Q = σ² diag((1 − e²)/(2D)),
//
// so that C = Φ C Φᵀ + Q. With H = diag((1 − e)/D) it is Φ = I + HA, so that C is the covariance of
// Euler–Maruyama for HA in place of A at step size 1, with noise of covariance Q in place of σ² I.
// For symmetric A and Q = H it would be σ² (−2A − AHA)⁻¹. Noise that is not plain has V^½ F Fᵀ V^½ in place of the
// V = diag((1 − e²)/(2D)) in Q.
//
// Panics are those of EulerMaruyama, and so are the errors; the cost is that of a network that is not
// symmetric, since HA is not.
func Exponential(net *network.Network, sigma, h float64) (*Exact, error) {
	checkExact(net, sigma)
	checkStep(h)
	parts := net.Parts()
	leak, steps, scales := make([]float64, net.Neurons()), make([]float64, net.Neurons()), make([]float64, net.Neurons())
	for i, rate := range parts.Leak {
		step, variance := h, h
		if rate != 0 {
			step, variance = -math.Expm1(-rate*h)/rate, -math.Expm1(-2*rate*h)/(2*rate)
		}
		leak[i], steps[i], scales[i] = step*rate, step, math.Sqrt(variance)
	}
	parts.Leak, parts.Weights = leak, parts.Weights.ScaledRows(steps)
	scaled, err := network.New(parts) // of HA
	if err != nil {
		return nil, err
	}
	e, err := byDoubling(pencil{net: scaled, a: scaled.Dense(), h: 1, scales: scales, stepSize: h}, sigma)
	if ill := (*IllConditionedError)(nil); errors.As(err, &ill) {
		if own, stable := net.TimeScales(); stable == nil {
			ill.SlowRate, ill.RateRatio = own.Slow, own.Slow/own.Fast
		}
	}
	return e, err
}
