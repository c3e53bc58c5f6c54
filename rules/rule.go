// Package rules decides which synapses of a network are kept.
//
// A Rule computes a score of each edge from quantities that are local to its synapse. A
// Plan turns scores into probabilities, p = min(1, K·score), and Sample draws a pruned
// network from them: the strengthen-or-prune rule of Moore & Chaudhuri (2020), equations
// (4) and (5).
package rules

import (
	"math"
)

// Rule scores one synapse of weight w from neuron j onto neuron i, given the variances of
// both neurons and their covariance: only quantities that are local to the synapse.
type Rule func(w, varI, varJ, covIJ float64) float64

// NoisePrune is (4) without K: |w| d with the diff-cov
//
//	d = C_ii + C_jj − 2 sign(w) C_ij = Var(x_i − sign(w) x_j)
//
// A variance that rounding made negative counts as 0.
func NoisePrune(w, varI, varJ, covIJ float64) float64 {
	sign := math.Copysign(1, w)
	return math.Abs(w) * max(0, varI+varJ-2*(sign*covIJ))
}

// WeightOnly is a control that uses only the weight: |w|.
func WeightOnly(w, _, _, _ float64) float64 { return math.Abs(w) }

// Uniform is a control with equal scores: 1.
func Uniform(_, _, _, _ float64) float64 { return 1 }
