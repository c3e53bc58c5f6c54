package paper

import (
	"context"
	"math"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/rules"
)

// theoryNetwork returns a clustered symmetric network of n neurons, in the proportions of
// Fig. 2c: it meets all the conditions of the theory.
func (j *job) theoryNetwork(n int) (*network.Network, error) {
	if j.theory != nil {
		return j.theory(n)
	}
	middle := n / 10
	first := n / 2
	return j.network(clusters{sizes: []int{first, middle, n - first - middle}, long: n * 5 / 4}, uint64(n))
}

// degree returns K_deg = 4 ln N/ε² (Section 4.1).
func degree(n int, epsilon float64) float64 { return 4 * math.Log(float64(n)) / (epsilon * epsilon) }

// planEpsilon returns noise-prune's plan for accuracy ε = scalingEpsilon, with the probabilities multiplied
// by α before the clip.
func planEpsilon(net *network.Network, locals network.LocalCovariance, alpha float64, protected []rules.Pair) (*rules.Plan, error) {
	return rules.NewPlan(net, locals, rules.Request{
		Rule: rules.NoisePrune, Protected: protected,
		Budget: rules.Budget{Kind: rules.K, Value: alpha * 2 * degree(net.Neurons(), scalingEpsilon)}, // σ = 1
	})
}

// worstOf draws pruned networks from a plan and returns the smallest ε of (3) for each. A
// leak `extra` is added to both networks first: 0 leaves them as they are.
func (j *job) worstOf(net *network.Network, p *rules.Plan, draws int, extra float64) ([]float64, error) {
	found := make([]float64, draws)
	original, err := leakier(net, extra)
	if err != nil {
		return nil, err
	}
	err = each(j, "worst cases", draws, oneUnit, func(_ context.Context, k int) (float64, error) {
		defer j.opt.Progress.Advance(1)
		pruned, err := j.sample(p, uint64(k), rules.Matched)
		if err != nil {
			return 0, err
		}
		if pruned, err = leakier(pruned, extra); err != nil {
			return 0, err
		}
		return compare.WorstCase(original, pruned)
	}, func(k int, worst float64) { found[k] = worst })
	return found, err
}

// leakier returns the network with more leak: A − γI.
func leakier(net *network.Network, gamma float64) (*network.Network, error) {
	if gamma == 0 {
		return net, nil
	}
	parts := net.Parts()
	leak := make([]float64, len(parts.Leak))
	for i, l := range parts.Leak {
		leak[i] = l + gamma
	}
	parts.Leak = leak
	return network.New(parts)
}

// slope returns the least-squares slope of ln y against ln x.
func slope(x, y []float64) float64 {
	var mx, my, xy, xx float64
	n := float64(len(x))
	for k := range x {
		mx, my = mx+math.Log(x[k])/n, my+math.Log(y[k])/n
	}
	for k := range x {
		dx := math.Log(x[k]) - mx
		xy, xx = xy+dx*(math.Log(y[k])-my), xx+dx*dx
	}
	return xy / xx
}

// shareAbove returns the fraction of values above a limit.
func shareAbove(values []float64, limit float64) float64 {
	count := 0.0
	for _, v := range values {
		if v > limit {
			count++
		}
	}
	return count / float64(len(values))
}
