package rules

import (
	"fmt"
	"math"

	"noiseprune/internal/enum"
	"noiseprune/network"
	"noiseprune/noise"
)

// Diagonal is the treatment of the leak in a pruned network.
type Diagonal uint8

// The settings of the diagonal (Section 3). Both are right on average under Rescale: an
// edge keeps its sign, so E|A^sparse_ij| = p |A_ij|/p = |A_ij| and E Δ_i = 0.
const (
	Matched  Diagonal = iota // A_ii − Δ_i, Δ_i = Σ_{j≠i}|A^sparse_ij| − Σ_{j≠i}|A_ij|; the proofs hold for it
	Original                 // A_ii
)

func diagonals() enum.Names[Diagonal] {
	return enum.Of[Diagonal]("diagonal", "matched", "original")
}

// String returns "matched" or "original".
func (d Diagonal) String() string { return diagonals().Name(d) }

// ParseDiagonal is the inverse of Diagonal.String.
func ParseDiagonal(text string) (Diagonal, error) { return diagonals().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (d Diagonal) MarshalText() ([]byte, error) { return diagonals().Marshal(d) }

// UnmarshalText is the inverse of MarshalText.
func (d *Diagonal) UnmarshalText(text []byte) error { return diagonals().Unmarshal(d, text) }

// Reweight is the treatment of the weight of a kept edge.
type Reweight uint8

// The settings of the weights.
const (
	Rescale Reweight = iota // w/p, (5): right on average
	Mask                    // w: the surviving synapses keep their strength
)

func reweightings() enum.Names[Reweight] {
	return enum.Of[Reweight]("reweighting", "rescale", "mask")
}

// String returns "rescale" or "mask".
func (r Reweight) String() string { return reweightings().Name(r) }

// ParseReweight is the inverse of Reweight.String.
func ParseReweight(text string) (Reweight, error) { return reweightings().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (r Reweight) MarshalText() ([]byte, error) { return reweightings().Marshal(r) }

// UnmarshalText is the inverse of MarshalText.
func (r *Reweight) UnmarshalText(text []byte) error { return reweightings().Unmarshal(r, text) }

// Sampling holds the settings by which a network is drawn from a plan.
type Sampling struct {
	Diagonal  Diagonal
	Reweight  Reweight
	MaxFactor float64 // cap on the rescaling factor 1/p, at least 1; +Inf for none, 0 is refused
	// Permute permutes the probabilities over the edges at random, anew for each draw.
	Permute bool
	// RestoreInput scales the weights onto each neuron so that Σ_{j≠i} |w_ij| is the original's; a neuron that loses
	// all of them stays without. The pruned network of a symmetric one is directed then.
	RestoreInput bool
}

// Sample draws a pruned network: each edge is kept with its probability, and then has
// weight w/p. The draw of an edge is a pure function of key, draw and the two neurons,
// so it does not depend on the other edges. Different draws are independent. Labels,
// input, activation and self-connections stay. The pruned network of a symmetric one is
// symmetric, unless inputs are restored. It returns an error where a rescaled weight or leak is not finite, and panics
// unless MaxFactor is at least 1 and the other settings are among those named.
func (p *Plan) Sample(key noise.Key, draw uint64, s Sampling) (*network.Network, error) {
	if !(s.MaxFactor >= 1) {
		panic(fmt.Sprintf("rules: the cap on the rescaling factor is %v, below 1", s.MaxFactor))
	}
	if s.Diagonal > Original || s.Reweight > Mask {
		panic(fmt.Sprintf("rules: diagonal %d or reweighting %d is unknown", s.Diagonal, s.Reweight))
	}
	w := p.net.Weights()
	var kept []network.Entry
	for i := range w.Order() {
		if _, ok := w.Find(i, i); ok {
			kept = append(kept, network.Entry{Target: i, Source: i, Weight: w.At(i, i)})
		}
	}
	probabilities := p.Probabilities
	if s.Permute {
		probabilities = p.permuted(noise.Key{Seed: key.Seed, Purpose: noise.Shuffle}, draw)
	}
	for e := range edgesOf(p.net) {
		probability := probabilities[e.place]
		if key.Uniform(uint64(e.i), uint64(e.j), draw) >= probability {
			continue
		}
		weight := e.weight
		if s.Reweight == Rescale {
			weight /= max(probability, 1/s.MaxFactor)
		}
		if math.IsInf(weight, 0) {
			return nil, fmt.Errorf("edge %s → %s of probability %v has no finite weight after rescaling; cap the factor",
				p.net.Label(e.j), p.net.Label(e.i), probability)
		}
		kept = append(kept, network.Entry{Target: e.i, Source: e.j, Weight: weight})
		if e.mirror != e.place {
			kept = append(kept, network.Entry{Target: e.j, Source: e.i, Weight: weight})
		}
	}
	if s.RestoreInput {
		restoreInput(w, kept)
	}
	sparse, err := network.NewCSR(w.Order(), kept)
	if err != nil {
		return nil, err
	}
	return p.assemble(sparse, s.Diagonal)
}

// assemble returns the network of the pruned weights, with the leak of setting d.
func (p *Plan) assemble(sparse *network.CSR, d Diagonal) (*network.Network, error) {
	parts := p.net.Parts()
	if d == Matched {
		before, after := p.net.Weights().RowSums(), sparse.RowSums()
		leak := make([]float64, len(before))
		for i, l := range parts.Leak {
			leak[i] = l + (after[i] - before[i])
		}
		parts.Leak = leak
	}
	parts.Weights = sparse
	return network.New(parts)
}
