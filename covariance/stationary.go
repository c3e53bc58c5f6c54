package covariance

import "noiseprune/network"

// Stationary returns the stationary covariance of dx = (A x + b) dt + σ F dV, the
// solution of
//
//	A C + C Aᵀ = −σ² Q,  Q = F Fᵀ
//
// F being that of the network's sources of noise, I for plain noise (Moore & Chaudhuri 2020, eq. 11), with
// which a symmetric A has C = −σ² A⁻¹/2. A symmetric network with plain noise
// takes a Cholesky factorization of −A, about N³ operations; any other takes Cayley's
// transform and doubling, about 6N³ operations for each of about ten iterations.
//
// It returns a *NotStationaryError where A has an eigenvalue whose real part is not
// negative, and an *IllConditionedError where the covariance exists but cannot be computed.
// It panics for a rectified network, a network without neurons, or a noise
// strength that is not finite.
func Stationary(net *network.Network, sigma float64) (*Exact, error) {
	checkExact(net, sigma)
	p := pencil{net: net, a: net.Dense()}
	if !hasPowers(net) {
		return byDoubling(p, sigma)
	}
	c, condition, ok := inverseOf(0, -1, p.a)
	if !ok {
		return nil, p.unsolved(conditionReason(condition))
	}
	c.ScaleSym(0.5, c)
	return newExact("cholesky", p, c, sigma)
}

// byDoubling solves the equation p at noise strength σ.
func byDoubling(p pencil, sigma float64) (*Exact, error) {
	c, err := p.solve()
	if err != nil {
		return nil, err
	}
	return newExact("doubling", p, c, sigma)
}
