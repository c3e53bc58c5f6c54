package spectra

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// largestCluster tells the eigenvectors that are localized in a network's largest cluster
// from the others. Noise-prune gives the small clusters and the links between clusters nearly all
// that they have, so that fewer edges are left for the largest cluster than by weight.
type largestCluster struct {
	keptNoise, keptWeight float64 // expected fraction of its edges that is kept
	localized             []bool  // for each eigenvector, whether it is localized there
}

// localizedIn says of each eigenvector whether more than half of its square lies in the
// first neurons.
func localizedIn(r *compare.Eigendecomposition, first int) []bool {
	localized := make([]bool, len(r.Eigenvalues()))
	for k := range localized {
		share := 0.0
		for _, z := range r.Eigenvector(k)[:first] {
			share += real(z)*real(z) + imag(z)*imag(z)
		}
		localized[k] = share > 0.5
	}
	return localized
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
		if c.localized[k] {
			in = append(in, v)
		} else {
			out = append(out, v)
		}
	}
	return mean(in), mean(out)
}

// mean returns the mean, 0 of no values.
func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(1, len(values)))
}

// comparedByCluster says for which eigenvectors noise-prune does better on the k-th measure, and
// for which not: means over prunings.
func (s *study) comparedByCluster(o *figure.Outcome, k int) string {
	inside := 0
	for _, d := range s.largest.localized {
		if d {
			inside++
		}
	}
	var label string
	var lost [2][2]float64 // by noise and weight, inside and outside
	for n, rule := range []figure.Rule{figure.Noise, figure.Weight} {
		v := s.versions[rule]
		for _, one := range v.draws {
			loss := one.measures()[k].loss()
			label = loss.label
			in, out := s.largest.split(loss.values)
			lost[n][0] += in / float64(len(v.draws))
			lost[n][1] += out / float64(len(v.draws))
		}
		name := v.draws[0].measures()[k].name
		o.AddNumber(name+"_"+v.name+"_lost_in_largest_cluster", lost[n][0])
		o.AddNumber(name+"_"+v.name+"_lost_elsewhere", lost[n][1])
	}
	o.AddNumber("kept_in_largest_cluster_noise", s.largest.keptNoise)
	o.AddNumber("kept_in_largest_cluster_weight", s.largest.keptWeight)
	return fmt.Sprintf("the quartiles are those of the largest cluster, where %d of the %d eigenvectors live and noise-prune keeps "+
		"%.2f%% of the edges, the control %.2f%%, "+
		"since noise-prune keeps more of the small clusters; there %s has mean %s after noise-prune and %s after weight-based pruning, for "+
		"the other eigenvectors %s and %s",
		inside, len(s.largest.localized), 100*s.largest.keptNoise, 100*s.largest.keptWeight,
		label, figure.Show(lost[0][0]), figure.Show(lost[1][0]), figure.Show(lost[0][1]), figure.Show(lost[1][1]))
}
