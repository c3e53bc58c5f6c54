package compare

import (
	"fmt"
	"math"

	"noiseprune/network"
)

// Overlap compares the edges of a pruned network with those of the original. If the original
// is symmetric, edges are unordered pairs, present where there is a synapse in either
// direction; otherwise directed synapses. Self-connections do not count.
type Overlap struct {
	Original        int     `json:"original"`         // edges of the original
	Pruned          int     `json:"pruned"`           // edges of the pruned network
	Kept            int     `json:"kept"`             // edges of both
	Keep            float64 `json:"keep"`             // Kept/Original; 1 where the original has no edges
	DensityOriginal float64 `json:"density_original"` // edges over possible edges; 0 for a single neuron
	DensityPruned   float64 `json:"density_pruned"`
	WeightOriginal  float64 `json:"weight_original"` // Σ|w| over edges of the original; a pair counts the mean of its two
	WeightKept      float64 `json:"weight_kept"`     // Σ|w| with the original's weights over the synapses of both
	WeightPruned    float64 `json:"weight_pruned"`   // Σ|w| over edges of the pruned network
}

// NewOverlap compares the edges of two networks. It panics if they differ in size.
func NewOverlap(original, pruned *network.Network) Overlap {
	n := original.Neurons()
	if pruned.Neurons() != n {
		panic(fmt.Sprintf("compare: %d neurons against %d", pruned.Neurons(), n))
	}
	var o Overlap
	for i := range n {
		o.addRow(original, pruned, i)
	}
	possible := float64(n) * float64(n-1)
	if original.Symmetric() {
		possible /= 2
		o.WeightOriginal, o.WeightKept, o.WeightPruned = o.WeightOriginal/2, o.WeightKept/2, o.WeightPruned/2
	}
	o.Keep = 1
	if o.Original > 0 {
		o.Keep = float64(o.Kept) / float64(o.Original)
	}
	if n > 1 {
		o.DensityOriginal, o.DensityPruned = float64(o.Original)/possible, float64(o.Pruned)/possible
	}
	return o
}

// addRow counts the synapses onto neuron i.
func (o *Overlap) addRow(original, pruned *network.Network, i int) {
	pairs := original.Symmetric()
	sources, weights := original.Weights().Row(i)
	for k, source := range sources {
		j, weight := int(source), math.Abs(weights[k])
		if j == i {
			continue
		}
		_, kept := pruned.Weights().Find(i, j)
		if kept {
			o.WeightKept += weight
		}
		o.WeightOriginal += weight
		if pairs && j > i {
			continue
		}
		o.Original++
		if kept || (pairs && connects(pruned, j, i)) {
			o.Kept++
		}
	}
	sources, weights = pruned.Weights().Row(i)
	for k, source := range sources {
		if j := int(source); j != i {
			o.WeightPruned += math.Abs(weights[k])
			// A pair counts at its entry below the diagonal, or above it if there is none below.
			if !pairs || j < i || !connects(pruned, j, i) {
				o.Pruned++
			}
		}
	}
}

// connects reports whether a synapse acts from neuron j onto neuron i.
func connects(net *network.Network, i, j int) bool {
	_, ok := net.Weights().Find(i, j)
	return ok
}
