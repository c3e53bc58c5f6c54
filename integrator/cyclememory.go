package integrator

import (
	"math"

	"noiseprune/internal/rounding"
)

// CycleFactor returns what a cycle of exact solves multiplies a mode of the real rate λ by,
//
//	f(λ) = Π_k (1 − h_k λ/2)/(1 + h_k λ/2)
//
// with h_k the sizes of its steps: 1 in an empty cycle.
func CycleFactor(cycle []Substep, rate float64) float64 {
	f := 1.0
	for _, s := range cycle {
		half := float64(s.Size / 2 * rate)
		f *= (1 - half) / (1 + half)
	}
	return f
}

// CycleMemory returns the largest share |f| of a mode that a cycle of exact solves leaves, over the Ritz values
// of the network: see PlanCycle. The squares of activity, which covariances average, are then
// correlated by up to |f|² between the ends of two cycles. It has three significant digits.
func (r *Rates) CycleMemory(cycle []Substep) float64 {
	logs := make([]float64, len(cycle))
	for k, s := range cycle {
		logs[k] = math.Log(2 / s.Size)
	}
	return rounding.Three(r.factor(logs))
}
