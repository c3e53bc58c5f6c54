package sim

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// activeSetsChecked is how many of the visited active sets are checked: each costs an
// eigenproblem for every rule.
const activeSetsChecked = 8

// activeSets are the different sets Γ = {i : (W x + b)_i > 0} that a run visited, in the
// order of its visits. The noise inside a bracket is left out.
type activeSets [][]bool

// visit adds the active set of the first replica of a block, if it is a new one.
func (a *activeSets) visit(net *network.Network, state []float64, width int) {
	active := make([]bool, net.Neurons())
	for i := range active {
		input := net.Input()[i]
		sources, weights := net.Weights().Row(i)
		for k, j := range sources {
			input += float64(weights[k] * state[int(j)*width])
		}
		active[i] = input > 0
	}
	if !slices.ContainsFunc(*a, func(seen []bool) bool { return slices.Equal(seen, active) }) {
		*a = append(*a, active)
	}
}

// evenly returns at most n of the sets, evenly spaced over the visits.
func (a activeSets) evenly(n int) activeSets {
	if len(a) <= n {
		return a
	}
	var chosen activeSets
	for k := range n {
		chosen = append(chosen, a[k*(len(a)-1)/(n-1)])
	}
	return chosen
}

// sizes returns the number of neurons in the smallest and in the largest set.
func (a activeSets) sizes(neurons int) (smallest, largest int) {
	smallest = neurons
	for _, set := range a {
		size := 0
		for _, on := range set {
			if on {
				size++
			}
		}
		smallest, largest = min(smallest, size), max(largest, size)
	}
	return smallest, largest
}

// checkActiveSets fills how far (3) holds on the sets that a rectified network visited.
func checkActiveSets(r *run, visited activeSets) error {
	if len(visited) == 0 || r.spec.Compare.Spectra != Yes {
		return nil
	}
	sets := visited.evenly(activeSetsChecked)
	smallest, largest := sets.sizes(r.net.Neurons())
	rules := r.result.Data.Rules
	r.opt.Progress.Phase("active sets", int64(len(rules)))
	return resume.Each(r.ctx, r.runner, resume.Tasks[*float64]{
		Name: "active", Count: len(rules),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (*float64, error) {
			return worstOn(r.net, rules[task].Pruned, sets)
		},
		Encode: encodeOptional,
		Decode: func(data []byte, _, _ int) (*float64, error) { return decodeOptional(data) },
	}, func(task int, worst *float64) {
		r.result.update(rules[task].Name, func(o *RuleOutcome) {
			o.ActiveSets = &ActiveSetFacts{Checked: len(sets), Smallest: smallest, Largest: largest, EpsilonWorst: worst}
		})
	})
}

// worstOn returns the smallest ε of (3) that holds on all sets, or nil where none does.
func worstOn(original, pruned *network.Network, sets activeSets) (*float64, error) {
	worst := 0.0
	for _, set := range sets {
		epsilon, err := compare.ActiveSetWorstCase(original, pruned, set)
		switch {
		case errors.Is(err, compare.ErrIndefinite):
			return nil, nil //nolint:nilnil // none exists
		case err != nil:
			return nil, fmt.Errorf("active sets: %w", err)
		}
		worst = max(worst, epsilon)
	}
	return &worst, nil
}
