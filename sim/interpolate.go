package sim

import "math"

// crossingBetween returns the share k* between k0 < k1 at which an error is the level L, where it is e0 ≥ L at k0 and e1 < L at
// k1. The logarithm of the error is linear in that of the odds of being pruned,
//
//	o = (1 − k)/k,  ln o* = ln o₁ + (ln o₀ − ln o₁)·(ln L − ln e₁)/(ln e₀ − ln e₁),  k* = 1/(1 + o*).
//
// A weight that is kept with probability p has the variance w²(1 − p)/p, so that small errors are nearly proportional to √o, and
// go to 0 as k does to 1. Where e1 is 0 or k1 is 1, one of the logarithms does not exist, and the error is linear in √o:
//
//	√o* = √o₁ + (√o₀ − √o₁)·(L − e₁)/(e₀ − e₁).
//
// An infinite e0 gives k1. What is stored must be rounded, since logarithms depend on the machine.
func crossingBetween(level, k0, e0, k1, e1 float64) float64 {
	if math.IsInf(e0, 1) {
		return k1
	}
	odds0, odds1 := (1-k0)/k0, (1-k1)/k1
	if !(e1 > 0) || !(odds1 > 0) {
		root0, root1 := math.Sqrt(odds0), math.Sqrt(odds1)
		root := root1 + float64((root0-root1)*((level-e1)/(e0-e1)))
		return 1 / (1 + float64(root*root))
	}
	part := math.Log(level/e1) / math.Log(e0/e1)
	x := math.Log(odds1) + float64(part*math.Log(odds0/odds1))
	return 1 / (1 + math.Exp(x))
}
