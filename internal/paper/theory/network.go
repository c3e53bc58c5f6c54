// Package theory is the study of the paper's bounds: the worst-case ε of (3) against size,
// undersampling, protected edges, and a leak that is too small.
package theory

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// family is a kind of symmetric networks that meets all the conditions of the theory.
type family int

// The families. In clustered networks, those of Fig. 2c, no quadratic form depends on a few edges, so
// that most rules approximate them. What the theory promises of every network is tried on linked
// groups, too, where two quadratic forms depend on six weak edges.
const (
	clustered family = iota
	linked
	familyCount
)

// families lists them.
func families() []family { return []family{clustered, linked} }

// label returns the name in text.
func (f family) label() string { return [familyCount]string{"clustered", "linked groups"}[f] }

// aboutFamilies describes both in the settings of a figure.
const aboutFamilies = "clustered, in the proportions of Fig. 2c; and linked groups: two groups, 60% of the pairs within connected with " +
	"U(0.5, 1.5), joined by three links of weight 0.1 and three of −0.1, on which alone the decay of their two slowest modes rests"

// network returns the family's network of n neurons. Its leak is the row sum of |W|.
func (f family) network(run *figure.Run, n int) (*network.Network, error) {
	if f == linked {
		return linkedGroups(run.Seed, n)
	}
	middle := n / 10
	first := n / 2
	return experiment.Clusters{Sizes: []int{first, middle, n - first - middle}, LongRange: n * 5 / 4}.Network(run.Seed, uint64(n))
}

// linkedGroups makes two groups of n/2 neurons with positive weights, joined by linkPairs weak links of
// each sign. With the row sums of |W| as leak, xᵀAx = −Σ |w| (x_i − s x_j)² over the edges: equal
// activity decays by the negative links only, opposite activity of the groups by the positive ones.
func linkedGroups(seed uint64, n int) (*network.Network, error) {
	const linkPairs, linkWeight = 3, 0.1
	key := noise.Key{Seed: seed, Purpose: noise.Generate}
	var entries []network.Entry
	add := func(i, k int, w float64) {
		entries = append(entries, network.Entry{Target: i, Source: k, Weight: w}, network.Entry{Target: k, Source: i, Weight: w})
	}
	group := n / 2
	for i := range n {
		for k := range i {
			if i/group == k/group && key.Uniform(uint64(i), uint64(k), 1) < experiment.WithinDensity {
				add(i, k, 0.5+key.Uniform(uint64(i), uint64(k), 2))
			}
		}
	}
	for k := range linkPairs {
		add(group+2*k, 2*k, linkWeight)
		add(group+2*k+1, 2*k+1, -linkWeight)
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: w, Leak: network.DominantLeak(w, 0)})
}

// accuracy is the ε asked for: with it the networks that a desk computer can decompose
// already lose most of their edges.
const accuracy = 0.7

// planEpsilon returns noise-prune's plan for that accuracy, with the probabilities multiplied by α
// before the clip.
func planEpsilon(net *network.Network, locals network.LocalCovariance, alpha float64, protected []rules.Pair) (*rules.Plan, error) {
	return rules.NewPlan(net, locals, rules.Request{
		Rule: rules.NoisePrune, Protected: protected,
		Budget: rules.Budget{Kind: rules.K, Value: alpha * 2 * experiment.Degree(net.Neurons(), accuracy)}, // σ = 1
	})
}

// plansEpsilon adds the controls, with as many edges, to planEpsilon.
func plansEpsilon(
	net *network.Network, locals network.LocalCovariance, alpha float64, protected []rules.Pair,
) (experiment.Plans, error) {
	p, err := planEpsilon(net, locals, alpha, protected)
	if err != nil {
		return experiment.Plans{}, err
	}
	return experiment.WithControls(net, locals, p, protected)
}

// byRule are the worst cases of the draws of each rule.
type byRule [figure.RuleCount][]float64

// largestOfDraws returns the largest worst case of each draw of a rule over a series of networks or plans, in which draws of
// one number share their random numbers.
func largestOfDraws(series []byRule, r figure.Rule) []float64 {
	largest := make([]float64, len(series[0][r]))
	for _, one := range series {
		for k, worst := range one[r] {
			largest[k] = max(largest[k], worst)
		}
	}
	return largest
}

// worstByRule draws networks from all plans; see experiment.WorstCases.
func worstByRule(run *figure.Run, net *network.Network, p experiment.Plans, draws int, extra float64) (worst byRule, err error) {
	for r := range p {
		if worst[r], err = experiment.WorstCases(run, net, p[r], draws, extra); err != nil {
			return worst, err
		}
	}
	return worst, nil
}

// networkAndLocals makes the family's network of n neurons, and solves for its covariance.
func (f family) networkAndLocals(run *figure.Run, n int) (*network.Network, network.LocalCovariance, error) {
	net, err := f.network(run, n)
	if err != nil {
		return nil, network.LocalCovariance{}, err
	}
	locals, err := experiment.ExactLocals(run, net)
	return net, locals, err
}

// NeedsOf1000 estimates what a figure on networks of 1,000 neurons takes.
func NeedsOf1000() figure.Needs {
	return figure.Needs{Neurons: 1000, Eigenproblems: []figure.Eigenproblems{{Order: 1000, Values: 600}}}
}
