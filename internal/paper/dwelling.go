package paper

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/rules"
)

// largestCluster tells the eigenvectors that live in a network's largest cluster from the
// others. Noise-prune gives the small clusters and the links between clusters nearly all
// that they have, so that fewer edges are left for the largest cluster than by weight.
type largestCluster struct {
	size                  int     // its neurons come first
	keptNoise, keptWeight float64 // expected fraction of its edges that is kept
	dwells                []bool  // for each eigenvector, whether it lives there
}

// dwelling says of each eigenvector whether more than half of its square lies in the
// first neurons.
func dwelling(r *compare.Eigendecomposition, first int) []bool {
	dwells := make([]bool, len(r.Eigenvalues()))
	for k := range dwells {
		share := 0.0
		for _, z := range r.Eigenvector(k)[:first] {
			share += real(z)*real(z) + imag(z)*imag(z)
		}
		dwells[k] = share > 0.5
	}
	return dwells
}

// keptWithin returns the expected fraction of the edges among the first neurons that a
// plan keeps.
func keptWithin(net *network.Network, p *rules.Plan, first int) float64 {
	sum, count := 0.0, 0
	for place, e := range net.Weights().Entries() {
		if e.Target < first && e.Source < first {
			sum += p.Probabilities[place]
			count++
		}
	}
	return sum / float64(count)
}

// split returns the means of a measure over the eigenvectors of the largest cluster and
// over the others.
func (c largestCluster) split(values []float64) (inside, outside float64) {
	var in, out []float64
	for k, v := range values {
		if c.dwells[k] {
			in = append(in, v)
		} else {
			out = append(out, v)
		}
	}
	return mean(in), mean(out)
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}

// whereItGoes says for which eigenvectors noise-prune does better on a measure, and for
// which not.
func (s *spectraStudy) whereItGoes(o *Outcome, name string) string {
	inside := 0
	for _, d := range s.largest.dwells {
		if d {
			inside++
		}
	}
	var label string
	var lost [2][2]float64 // by noise and weight, inside and outside
	for v, place := range []int{byNoise, byWeight} {
		for _, m := range s.versions[place].measures() {
			if m.name != name {
				continue
			}
			values := m.values
			if label = m.label; name == "cos_theta" {
				values, label = complements(values), "1 − "+m.label
			}
			lost[v][0], lost[v][1] = s.largest.split(values)
			o.number(name+"_"+s.versions[place].name+"_lost_in_largest_cluster", lost[v][0])
			o.number(name+"_"+s.versions[place].name+"_lost_elsewhere", lost[v][1])
		}
	}
	o.number("kept_in_largest_cluster_noise", s.largest.keptNoise)
	o.number("kept_in_largest_cluster_weight", s.largest.keptWeight)
	return fmt.Sprintf("the quartiles are those of the largest cluster, where %d of the %d eigenvectors live and noise-prune keeps %.2f%% of the edges, the control %.2f%%, "+
		"since noise-prune keeps more of the small clusters; there %s has mean %s after noise-prune and %s after weight-based pruning, for the other eigenvectors %s and %s",
		inside, len(s.largest.dwells), 100*s.largest.keptNoise, 100*s.largest.keptWeight,
		label, show(lost[0][0]), show(lost[1][0]), show(lost[0][1]), show(lost[1][1]))
}

// complements returns 1 minus each value.
func complements(values []float64) []float64 {
	other := make([]float64, len(values))
	for k, v := range values {
		other[k] = 1 - v
	}
	return other
}
