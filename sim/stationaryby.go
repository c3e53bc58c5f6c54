package sim

import (
	"math"

	"noiseprune/integrator"
)

// exactStationaryOperations is how many operations the exact stationary errors of one rule may take, about a second on a core
// that does 35 thousand million of them a second, and exactStationaryCost how many N³ one pruned network takes: seven to
// ten doublings of five products each.
const (
	exactStationaryOperations = 3.3e10
	exactStationaryCost       = 100
)

// exactStationary returns of how many prunings by each rule the stationary error is computed exactly, from the joint Lyapunov
// equation: of all where that takes about a second, and none, so that it is measured, where it is not a matter of seconds for
// two of them, where the network is rectified, where the noise is not white, or where covariance.exact is no. It depends on
// the network's size and the kind of noise, and not on which other rules there are.
func (s Spec) exactStationary(size ProblemSize, prunings int) int {
	if s.Covariance.Exact == No || size.Rectified || s.Noise.Strength == 0 || s.Noise.Placement == integrator.OrnsteinUhlenbeck {
		return 0
	}
	n := float64(size.Neurons)
	affordable := exactStationaryOperations / (exactStationaryCost * n * n * n)
	if affordable < math.Min(2, float64(prunings)) {
		return 0
	}
	return int(math.Min(affordable, float64(prunings)))
}
