package integrator

import (
	"math"

	"noiseprune/internal/rounding"
	"noiseprune/network"
)

// CycleMemory returns the largest share |f| of a mode that a cycle of exact solves leaves, over the Ritz values
// of a linear network: see PlanCycle. The squares of activity, which covariances average, are then
// correlated by up to |f|² between the ends of two cycles. It has three significant digits. It returns the error of network.TimeScales.
func CycleMemory(net *network.Network, cycle []Substep) (float64, error) {
	rates, err := ratesOf(net)
	if err != nil {
		return 0, err
	}
	logs := make([]float64, len(cycle))
	for k, s := range cycle {
		logs[k] = math.Log(2 / s.Size)
	}
	return rounding.Three(rates.factor(logs)), nil
}
