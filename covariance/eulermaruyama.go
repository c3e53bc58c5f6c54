package covariance

import "noiseprune/network"

// EulerMaruyama returns the stationary covariance of the stepper with step size h,
//
//	xₙ₊₁ = Φ xₙ + σ√h ζₙ,  Φ = I + hA,  so that  C = Φ C Φᵀ + hσ² I.
//
// With M = I + hA/2 that equation reads
//
//	A C Mᵀ + M C Aᵀ = −σ² I
//
// a Lyapunov equation in which no terms of order 1 cancel. Noise that is not plain has Q in place of I, as Stationary
// has it. For symmetric A and Q = I it gives
//
//	C = σ² (−2A − hA²)⁻¹ = σ²/2 · ((−A)⁻¹ + h (2I + hA)⁻¹)
//
// where the first term is the differential equation's covariance and the second the
// bias of the step. Cost and panics are those of Stationary; EulerMaruyama also panics
// unless h is positive and finite. It returns a *NotStationaryError where an eigenvalue
// of Φ has magnitude 1 or more, and an *IllConditionedError as Stationary does.
func EulerMaruyama(net *network.Network, sigma, h float64) (*Exact, error) {
	checkExact(net, sigma)
	checkStep(h)
	p := pencil{net: net, a: net.Dense(), h: h, stepSize: h}
	if !hasPowers(net) {
		return byDoubling(p, sigma)
	}
	c, condition, ok := inverseOf(0, -1, p.a)
	if !ok {
		return nil, pencil{net: net, a: p.a}.unsolved(conditionReason(condition))
	}
	bias, condition, ok := inverseOf(2, h, p.a)
	if !ok {
		return nil, p.unsolved(conditionReason(condition))
	}
	c.ScaleSym(0.5, c)
	bias.ScaleSym(0.5*h, bias)
	c.AddSym(c, bias)
	return newExact("cholesky", p, c, sigma)
}
