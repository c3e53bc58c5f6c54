package rules

import "math"

// logarithm returns ln n for n ≥ 1, within 2 ulp, by operations that IEEE 754 rounds
// correctly; math.Log differs in the last bit between architectures, and K with it would.
//
// With n = m 2^e, √½ ≤ m < √2 and s = (m−1)/(m+1), |s| < 0.172:
//
//	ln n = e ln 2 + 2 s (1 + s²/3 + s⁴/5 + …)
func logarithm(n int) float64 {
	const terms = 12 // s²⁴/25 < 2⁻⁶⁰
	m, e := math.Frexp(float64(n))
	if m < math.Sqrt2/2 {
		m, e = 2*m, e-1
	}
	s := (m - 1) / (m + 1)
	square, series := s*s, 0.0
	for k := terms; k >= 1; k-- {
		series = math.FMA(series, square, 1/float64(2*k+1))
	}
	tail := float64(2*s) * float64(series*square)
	return math.FMA(float64(e), math.Ln2, math.FMA(2, s, tail))
}
