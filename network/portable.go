package network

import "math"

// The functions of this file have the same bits on every machine: they consist of operations that
// IEEE 754 rounds correctly. Those of package math are assembly on some machines, with other last
// bits, which would change a discrete choice now and then.

// logarithm returns ln x for a normal x > 0, within 2 ulp.
//
// With x = m 2^e, √½ ≤ m < √2 and s = (m−1)/(m+1), |s| < 0.172:
//
//	ln x = e ln 2 + 2 s (1 + s²/3 + s⁴/5 + …)
func logarithm(x float64) float64 {
	const terms = 12 // s²⁴/25 < 2⁻⁶⁰
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	s := (m - 1) / (m + 1)
	square, series := float64(s*s), 0.0
	for k := terms; k >= 1; k-- {
		series = math.FMA(series, square, 1/float64(2*k+1))
	}
	tail := float64(2*s) * float64(series*square)
	return math.FMA(float64(e), math.Ln2, math.FMA(2, s, tail))
}

// exponential returns eˣ for |x| < 700, within 2 ulp, and +∞ beyond.
//
// With k = round(x/ln 2) and r = x − k ln 2, |r| < 0.347, it is 2ᵏ Σ rᵏ/k!.
func exponential(x float64) float64 {
	const (
		terms   = 14 // r¹⁴/14! < 2⁻⁵⁷
		ln2High = 0x1.62e42fefa38p-1
		ln2Low  = 0x1.ef35793c7673p-45 // ln 2 − ln2High
	)
	if x > 700 {
		return math.Inf(1)
	}
	k := math.RoundToEven(x / math.Ln2)
	r := math.FMA(-k, ln2Low, math.FMA(-k, ln2High, x))
	series := 1.0
	for n := terms - 1; n >= 1; n-- {
		series = math.FMA(series, r/float64(n), 1)
	}
	return math.Ldexp(series, int(k))
}

// uniform returns a multiple of 2⁻⁵³ in (0, 1].
func uniform(src Source) float64 { return float64(src.Uint64()>>11+1) * 0x1p-53 }

// fillNormals writes independent standard normals, by the polar method (Marsaglia & Bray 1964, "A
// convenient method for generating normal variables", SIAM Review 6, 260).
func fillNormals(dst []float64, src Source) {
	for k := 0; k < len(dst); {
		u := float64(int64(src.Uint64())>>11) * 0x1p-52 // in [−1, 1)
		v := float64(int64(src.Uint64())>>11) * 0x1p-52
		square := math.FMA(u, u, float64(v*v))
		if square >= 1 || square == 0 {
			continue
		}
		factor := math.Sqrt(-2 * logarithm(square) / square)
		dst[k] = u * factor
		if k+1 < len(dst) {
			dst[k+1] = v * factor
		}
		k += 2
	}
}

// logNormals returns n numbers whose natural logarithms are N(0, spread²).
func logNormals(n int, spread float64, src Source) []float64 {
	values := make([]float64, n)
	fillNormals(values, src)
	for k, z := range values {
		values[k] = exponential(spread * z)
	}
	return values
}
