// Package theory is the study of the paper's bounds: the worst-case ε of (3) against size,
// undersampling, protected edges, and a leak that is too small.
package theory

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// theoryNetwork returns a clustered symmetric network of n neurons, in the proportions of
// Fig. 2c: it meets all the conditions of the theory.
func theoryNetwork(run *figure.Run, n int) (*network.Network, error) {
	if run.TheoryNetwork != nil {
		return run.TheoryNetwork(n)
	}
	middle := n / 10
	first := n / 2
	return experiment.Clusters{Sizes: []int{first, middle, n - first - middle}, LongRange: n * 5 / 4}.Network(run.Seed, uint64(n))
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

// networkAndLocals makes the network of n neurons, and solves for its covariance.
func networkAndLocals(run *figure.Run, n int) (*network.Network, network.LocalCovariance, error) {
	net, err := theoryNetwork(run, n)
	if err != nil {
		return nil, network.LocalCovariance{}, err
	}
	locals, err := experiment.ExactLocals(run, net)
	return net, locals, err
}

// NeedsOf1000 estimates what a figure on networks of 1,000 neurons takes.
func NeedsOf1000() figure.Needs {
	return figure.Needs{Neurons: 1000, Eigenproblems: []figure.Eigenproblems{{Order: 1000, Values: 80}}}
}
