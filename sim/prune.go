package sim

import (
	"context"
	"fmt"
	"math"
	"strings"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// prune makes the plan of noise-prune, the plans of the controls with as many expected
// edges, and one pruned network from each.
func (r *run) prune() error {
	controls := r.spec.Prune.Controls
	r.opt.Progress.Phase("pruning", int64(1+len(controls)))
	protected, budget, err := r.request()
	if err != nil {
		return err
	}
	first, err := r.pruneBy(rules.NoiseKind, budget, protected)
	if err != nil {
		return err
	}
	r.adopt(first)
	budget = rules.Budget{Kind: rules.Edges, Value: first.plan.Expected}
	err = each(r.ctx, r.opt.Workers, len(controls), func(_ context.Context, job int) (pruning, error) {
		return r.pruneBy(controls[job], budget, protected)
	}, func(_ int, p pruning) { r.adopt(p) })
	noiseRule := r.result.Rules["noise"]
	r.result.Plan, r.result.Pruned = &noiseRule.Plan, &noiseRule.Pruned
	return err
}

// pruning is what one rule makes of the network.
type pruning struct {
	rule      string
	plan      rules.Plan
	pruned    *network.Network
	stability network.Stability
	overlap   compare.Overlap
}

// pruneBy makes a plan and a pruned network from it.
func (r *run) pruneBy(rule rules.Kind, budget rules.Budget, protected []rules.Pair) (pruning, error) {
	plan, err := r.plan(rule, budget, protected)
	if err != nil {
		return pruning{}, r.budgetError(err)
	}
	pruned, err := plan.Sample(noise.Key{Seed: r.spec.Seed, Purpose: noise.Prune}, 0, r.sampling())
	if err != nil {
		return pruning{}, fmt.Errorf("the network pruned by %s: %w", rule, err)
	}
	defer r.opt.Progress.Advance(1)
	return r.examine(rule.String(), *plan, pruned), nil
}

// budget returns how many edges noise-prune is to keep, in the terms of the spec.
func (r *run) budget() rules.Budget {
	for _, b := range r.spec.Prune.budgets() {
		if b.value != nil {
			return rules.Budget{Kind: b.kind, Value: *b.value, Sigma: r.spec.Noise.Strength}
		}
	}
	panic("sim: a resolved spec without a budget")
}

// request returns what the spec asks for: the protected edges and the budget.
func (r *run) request() ([]rules.Pair, rules.Budget, error) {
	protected, err := r.protected()
	if err != nil {
		return nil, rules.Budget{}, err
	}
	return protected, r.budget(), nil
}

// budgetError says in terms of the spec why a plan cannot be made.
func (r *run) budgetError(err error) error {
	kind := r.budget().Kind.String()
	reason, ok := strings.CutPrefix(err.Error(), kind+" ")
	if !ok {
		reason = "cannot be met: " + reason
	}
	return &SpecError{"prune." + kind, reason}
}

// rehearse makes a plan that needs no covariance, so that a budget or a protected edge
// that cannot be is refused before anything is computed.
func (r *run) rehearse() error {
	protected, budget, err := r.request()
	if err != nil {
		return err
	}
	zeros := network.NewLocalCovariance(r.net)
	if _, err := rules.NewPlan(r.net, zeros, rules.Request{Rule: rules.Uniform, Budget: budget, Protected: protected}); err != nil {
		return r.budgetError(err)
	}
	return nil
}

// plan returns the plan of one rule. Controls always meet their budget exactly, so that
// they keep as many edges as noise-prune.
func (r *run) plan(kind rules.Kind, budget rules.Budget, protected []rules.Pair) (*rules.Plan, error) {
	request := rules.Request{Rule: kind.Rule(), Budget: budget, Protected: protected}
	if kind == rules.NoiseKind {
		request.Normalization = r.spec.Prune.Normalize
	}
	return rules.NewPlan(r.net, r.result.Data.Local, request)
}

func (r *run) sampling() rules.Sampling {
	s := rules.Sampling{Diagonal: r.spec.Prune.Diagonal, Reweight: r.spec.Prune.Reweight, MaxFactor: math.Inf(1)}
	if f := r.spec.Prune.MaxFactor; f != nil {
		s.MaxFactor = *f
	}
	return s
}

// protected finds the protected edges, written "source>target" with labels or numbers.
func (r *run) protected() ([]rules.Pair, error) {
	number := make(map[string]int, r.net.Neurons())
	for i := range r.net.Neurons() {
		if _, taken := number[r.net.Label(i)]; !taken {
			number[r.net.Label(i)] = i
		}
	}
	var pairs []rules.Pair
	for _, text := range r.spec.Prune.Protect {
		source, target, ok := strings.Cut(text, ">")
		if !ok {
			return nil, &SpecError{"prune.protect", fmt.Sprintf("has %q; write an edge as source>target", text)}
		}
		j, okSource := number[strings.TrimSpace(source)]
		i, okTarget := number[strings.TrimSpace(target)]
		if !okSource || !okTarget {
			return nil, &SpecError{"prune.protect", fmt.Sprintf("has %q, which names no two neurons of the network", text)}
		}
		if _, ok := r.net.Weights().Find(i, j); !ok || i == j {
			return nil, &SpecError{"prune.protect", fmt.Sprintf("has %q, which is no edge of the network", text)}
		}
		pairs = append(pairs, rules.Pair{Target: i, Source: j})
	}
	return pairs, nil
}
