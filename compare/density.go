package compare

import (
	"math"

	"noiseprune/internal/krylov"
	"noiseprune/network"
)

// How spectral densities are estimated: sampling errors fall as 1/√(vectors·N), so that small networks need more; what
// steps do not resolve does not fall with N. Four bases are held at a time, which is 2.1 kB a neuron of large networks,
// and 17 MB at most of small ones.
const (
	densitySmall        = 4096 // neurons, at most, of a small network
	densityVectors      = 8    // even
	densityVectorsSmall = 64
	densitySteps        = 64
	densityStepsSmall   = 128
	densitySeed         = 2 // the same vectors for all networks, so that sampling is common to the compared ones
	// unresolved is what is missing to infinitely many steps, over the change from half of them to all. It would be 1 if
	// that fell as 1/steps. Where displacements of neighbouring eigenvalues differ in sign it falls as their mean within the distance
	// of two nodes does, as 1/√steps: then it is 1/(√2 − 1). Of a feed-forward network of 1,500 neurons,
	// pruned to 0.3 by five rules, it fell by the power 0.5 to 0.7, and what was missing to 1.8 to 2.5 times the change.
	unresolved = math.Sqrt2 + 1
)

// DensityWidth is the number of vectors whose bases DensityByProducts holds, and multiplies, at a time.
const DensityWidth = krylov.Together

// SpectralDensity is an estimate of the distribution of the eigenvalues of the symmetric part of A, (A + Aᵀ)/2. Of a
// symmetric network these are the eigenvalues of A. Of a directed one they are not: they say how xᵀAx is distributed
// over orthonormal directions x, lie in the same interval as the real parts of A's eigenvalues or a wider one, and
// have the same mean.
type SpectralDensity struct {
	ofNegated *krylov.Density // of −(A + Aᵀ)/2
}

// DensityChange is how far a pruned network's spectral density is from the original's.
type DensityChange struct {
	Distance   float64 `json:"distance"`   // Wasserstein, of order 1, in units of eigenvalues
	Error      float64 `json:"error"`      // Noise + Resolution
	Noise      float64 `json:"noise"`      // about the distance that sampling alone gives to equal densities
	Resolution float64 `json:"resolution"` // 1 + √2 times the change of the distance from half the steps to all
	Relative   float64 `json:"relative"`   // distance over the original's mean |λ − mean λ|
	Vectors    int     `json:"vectors"`    // random, the same for both networks
	Steps      int     `json:"steps"`      // of Lanczos from each vector
}

// DensityByProducts estimates the spectral density of a network's symmetric part by krylov.StochasticQuadrature, with
// 64 vectors and 128 steps up to 4,096 neurons and 8 vectors and 64 steps above. Its bits do not depend on the
// number of workers. It panics if workers is not positive.
func DensityByProducts(net *network.Network, workers int) SpectralDensity {
	vectors, steps := DensitySampling(net.Neurons())
	q := krylov.Sampling{Vectors: vectors, Steps: steps, Seed: densitySeed, Workers: workers}
	return SpectralDensity{krylov.StochasticQuadrature(newNegated(net, workers), q)}
}

// DensitySampling returns with how many vectors DensityByProducts estimates, and the steps from each: at most so many
// as there are neurons. Their product is the number of products.
func DensitySampling(neurons int) (vectors, steps int) {
	if neurons <= densitySmall {
		return densityVectorsSmall, min(densityStepsSmall, neurons)
	}
	return densityVectors, densitySteps
}

// Change compares the original's density with that of a pruned network of the same size. The distance is
// ∫ |F(x) − F̃(x)| dx, F and F̃ the cumulative distributions: the mean |λ − λ̃| of the eigenvalues paired in
// ascending order. F is the mean over vectors of lines through the middles of a quadrature's jumps: steps, which are far
// apart where rates differ by orders of magnitude, would make the distance too large. It is one of eigenvalues, not
// of their logarithms or of D^(−1/2) A D^(−1/2), so that it is that of the sorted eigenvalues where these are known.
// Error is an estimate, not a bound: of the distance that sampling gives alone, by which that of nearly equal
// densities is too large, and of what more steps would change. All are 0 for
// equal networks. Relative is 0 for equal densities and otherwise infinite where all eigenvalues of the original are
// the same.
func (d SpectralDensity) Change(pruned SpectralDensity) DensityChange {
	found := d.ofNegated.Compare(pruned.ofNegated)
	c := DensityChange{Distance: found.Distance, Noise: found.Noise, Resolution: float64(unresolved * found.Change)}
	c.Vectors, c.Steps = d.ofNegated.Size()
	c.Error = c.Noise + c.Resolution
	if c.Distance > 0 {
		c.Relative = c.Distance / d.ofNegated.Spread()
	}
	return c
}

// Range returns the least and the greatest node of the quadrature.
func (d SpectralDensity) Range() (low, high float64) {
	values, _ := d.ofNegated.Nodes()
	return -values[len(values)-1], -values[0]
}

// Cumulative returns the estimated share of eigenvalues up to each of the points, which ascend.
func (d SpectralDensity) Cumulative(points []float64) []float64 {
	negated := make([]float64, len(points))
	for k, x := range points {
		negated[k] = -x
	}
	shares, _ := d.ofNegated.Cumulative(negated)
	for k := range shares {
		shares[k] = 1 - shares[k]
	}
	return shares
}

// Floats returns the numbers from which DensityFromFloats makes the same density.
func (d SpectralDensity) Floats() []float64 { return d.ofNegated.Floats() }

// DensityFromFloats returns the density of Floats, or an error if it cannot be one.
func DensityFromFloats(all []float64) (SpectralDensity, error) {
	d, err := krylov.DensityFromFloats(all)
	return SpectralDensity{d}, err
}
