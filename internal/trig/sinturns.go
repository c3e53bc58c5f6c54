// Package trig computes trigonometric functions that have the same bits on any machine, which those of package math have not.
package trig

import "math"

// The polynomials of SinTurns, which are those of noise/transform.go; noise/testdata/coefficients.py
// derives them.
const (
	// sin(πy/4) = y (π/4 + z·sin(z)), z = y² ≤ 1, with an error of the bracket of at most
	// 2^-57; π/4 is the sum of two constants.
	quarterPiHigh = 0x1.921fb54442d18p-1
	quarterPiLow  = 0x1.1a62633145c07p-55
	sin0          = -0x1.4abbce625be47p-4
	sin1          = 0x1.466bc67758d85p-9
	sin2          = -0x1.32d2cce3332e2p-15
	sin3          = 0x1.5078301b629d1p-22
	sin4          = -0x1.e300a65a6d906p-30
	sin5          = 0x1.e403d09a290aap-38

	// cos(πy/4) = 1 + z·cos(z), z = y² ≤ 1, with an error of at most 2^-55.8.
	cos0 = -0x1.3bd3cc9be45dep-2
	cos1 = 0x1.03c1f081b5abp-6
	cos2 = -0x1.55d3c7e3c95bcp-12
	cos3 = 0x1.e1f50683b42adp-19
	cos4 = -0x1.a6d1ecb73ed2cp-26
	cos5 = 0x1.f9cc6acee69f8p-34
	cos6 = -0x1.b26fe81e451fdp-42
)

// SinTurns returns sin(2πx) for finite x, with an error of at most 2e-16, and relative to its size
// where it is small. With integers n and q and |y| ≤ 1, x = n + q/4 + y/8, in which nothing is
// rounded. It makes no use of math.Sin, which is other code on some machines, so that the last bit
// would vary.
func SinTurns(x float64) float64 {
	r := x - math.RoundToEven(x)
	q := math.RoundToEven(4 * r)
	y := float64(8*r) - float64(2*q) // both products are exact
	switch int(q) & 3 {
	case 0:
		return sinEighth(y)
	case 1:
		return cosEighth(y)
	case 2:
		return 0 - sinEighth(y)
	}
	return 0 - cosEighth(y)
}

// sinEighth returns sin(πy/4) for |y| ≤ 1.
func sinEighth(y float64) float64 {
	z := float64(y * y)
	p := math.FMA(z, sin5, sin4)
	p = math.FMA(z, p, sin3)
	p = math.FMA(z, p, sin2)
	p = math.FMA(z, p, sin1)
	p = math.FMA(z, p, sin0)
	p = math.FMA(z, p, quarterPiLow)
	return math.FMA(y, quarterPiHigh, float64(y*p))
}

// cosEighth returns cos(πy/4) for |y| ≤ 1.
func cosEighth(y float64) float64 {
	z := float64(y * y)
	p := math.FMA(z, cos6, cos5)
	p = math.FMA(z, p, cos4)
	p = math.FMA(z, p, cos3)
	p = math.FMA(z, p, cos2)
	p = math.FMA(z, p, cos1)
	p = math.FMA(z, p, cos0)
	return math.FMA(z, p, 1)
}
