package covariance

import "noiseprune/network"

// LeimkuhlerMatthews returns the stationary covariance of the stepper with step size h,
//
//	xₙ₊₁ = Φ xₙ + σ√h (ζₙ + ζₙ₊₁)/2,  Φ = I + hA.
//
// The noise of one step is correlated with that of the next, through ζₙ₊₁. The variable
// yₙ = xₙ − (σ√h/2) ζₙ is driven by white noise:
//
//	yₙ₊₁ = Φ xₙ + (σ√h/2) ζₙ = Φ yₙ + (σ√h/2)(Φ + I) ζₙ = Φ yₙ + σ√h M ζₙ,  M = I + hA/2
//
// and yₙ depends on ζ₀ … ζₙ₋₁ only. Hence Y = Cov(y) and C = Cov(x) are
//
//	Y = Φ Y Φᵀ + hσ² M Mᵀ,  which is  A Y Mᵀ + M Y Aᵀ = −σ² M Mᵀ
//	C = Y + (hσ²/4) I
//
// For symmetric A, M commutes with A and Y: Y = −σ² A⁻¹ M/2 = −σ² A⁻¹/2 − (hσ²/4) I,
// and C = −σ² A⁻¹/2 is the differential equation's covariance at every stable step size.
//
// Noise that is not plain has M Q Mᵀ in place of M Mᵀ, and Q in place of I; a symmetric A then has a bias of order h
// wherever Q joins modes of A of different rates.
//
// Cost and panics are those of EulerMaruyama, and so are the errors.
func LeimkuhlerMatthews(net *network.Network, sigma, h float64) (*Exact, error) {
	checkStep(h)
	if hasPowers(net) {
		e, err := Stationary(net, sigma)
		if err != nil {
			return nil, err
		}
		if _, condition, ok := inverseOf(2, h, net.Dense()); !ok {
			return nil, pencil{net: net, a: net.Dense(), h: h, colouredByM: true, stepSize: h}.unsolved(conditionReason(condition))
		}
		return e, nil
	}
	checkExact(net, sigma)
	e, err := byDoubling(pencil{net: net, a: net.Dense(), h: h, colouredByM: true, stepSize: h}, sigma)
	if err != nil {
		return nil, err
	}
	if !net.Noise().Plain() {
		addScaled(e.Covariance, h*sigma*sigma/4, net.NoiseCovariance())
		return e, nil
	}
	for i := range net.Neurons() {
		e.Covariance.SetSym(i, i, e.Covariance.At(i, i)+h*sigma*sigma/4)
	}
	return e, nil
}
