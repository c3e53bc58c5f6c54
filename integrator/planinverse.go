package integrator

import "noiseprune/network"

// mostInverted is the number of neurons up to which steps are solved by inverses: forming one takes some 20 N³
// multiply-adds, which the samples of larger networks do not save.
const mostInverted = 1500

// mostGrowth is the growth of the errors of sweeps up to which steps are solved by inverses: the products of
// Newton's and Schulz's iteration lose as many digits.
const mostGrowth = 1e6

const (
	denseShare         = 0.5 // of a multiply-add of a sparse product, for one of a dense product: kernel's thresholds of density
	updateMultiplyAdds = 3   // of the update of a neuron after its product
)

// InverseProducts returns how many products with W one product with an inverse is worth in time,
//
//	(N²/2) / (stored weights + 3N)
//
// since a multiply-add of a dense product takes about half the time of a sparse one's, and each neuron's
// update after a product with W takes three.
func InverseProducts(net *network.Network) float64 {
	n := float64(net.Neurons())
	return denseShare * n * n / max(1, float64(net.Weights().Stored())+float64(updateMultiplyAdds*n))
}

// inverseIsCheaper reports whether a step is solved by the inverse instead of that many sweeps, in a step that
// is shorter by the factor stretch, so that a time takes that many more.
//
// It depends on the network and the plan alone, as every bit of a trajectory does on the choice: not on the
// kernel, whose choice by density depends on the processor.
func inverseIsCheaper(net *network.Network, sweeps int, stretch float64) bool {
	return net.Neurons() <= mostInverted && InverseProducts(net) <= float64(sweeps)*stretch
}

// PlanSteps returns steps of the given sizes, each with the sweeps that PlanSweeps gives it, or solved by the
// inverse where that takes less by InverseProducts and the network has at most 1500 neurons. Its errors and its
// cost are those of PlanSweeps.
func PlanSteps(net *network.Network, sizes []float64, residual float64) ([]Substep, error) {
	var cycle []Substep
	for _, h := range sizes {
		swept, ok := newSweeping(net, h)
		ok = ok && swept.count(residual)
		switch {
		case !ok && inverseIsCheaper(net, mostSweeps, 1), ok && swept.growth <= mostGrowth && inverseIsCheaper(net, swept.step.Sweeps, 1):
			cycle = append(cycle, Substep{Size: h, Solve: Inverse})
		case !ok:
			return nil, &SweepsError{h, residual}
		default:
			cycle = append(cycle, swept.step)
		}
	}
	return cycle, nil
}

// planSweptCycle is PlanCycle with sweeps in every step.
func planSweptCycle(net *network.Network, steps int, residual float64) ([]Substep, error) {
	rates, err := EstimateRates(net)
	if err != nil {
		return nil, err
	}
	return rates.newCyclePlan(steps, residual).sweep(make([]bool, steps))
}
