package integrator

import "math"

// relaxation returns (1 − e^(−z))/z, and 1 at 0: the mean over a step of the response to a
// constant input, z = D h. It is accurate to a few units in the last place, by operations that
// IEEE 754 rounds correctly; math.Expm1 differs in the last bit between architectures, and every
// trajectory with it would.
//
// The argument is halved until the series Σ (−z)ⁿ/(n+1)! = 1 − z/2 (1 − z/3 (1 − …)) has few terms, and
//
//	f(2z) = f(z) (1 + e^(−z))/2,  e^(−z) = 1 − z f(z)
//
// doubles it again.
func relaxation(z float64) float64 {
	const (
		longest = 0.25 // the argument of the series
		last    = 13   // longest¹³/14! < 2⁻⁶²
		settled = 64   // e^(−64) < 2⁻⁹²
	)
	if z > settled {
		return 1 / z
	}
	halved := 0
	for ; math.Abs(z) > longest; halved++ {
		z /= 2
	}
	f := 1.0
	for n := last; n >= 2; n-- {
		f = math.FMA(f, -z/float64(n), 1)
	}
	for range halved {
		f *= math.FMA(-z, f, 2) / 2
		z *= 2
	}
	return f
}

// averaged returns h (1 − e^(−Dh))/(Dh), the step size of a neuron whose leak D is integrated exactly.
func averaged(rate, h float64) float64 { return h * relaxation(rate*h) }
