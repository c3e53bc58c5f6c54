package sim

import (
	"context"
	"fmt"
	"math"
	"strings"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/rules"
)

// prune makes the plan of noise-prune, the plans of the controls with as many expected
// edges, and one pruned network from each.
func prune(r *run) error {
	controls := r.spec.Prune.Controls
	r.opt.Progress.Phase("pruning", int64(1+len(controls)))
	protected, err := findProtected(r.net, r.spec.Prune.Protect)
	if err != nil {
		return err
	}
	first, err := r.pruneBy(rules.NoiseKind, r.spec.budget(), protected)
	if err != nil {
		return err
	}
	r.result.record(first)
	budget := rules.Budget{Kind: rules.Edges, Value: first.plan.Expected}
	workers := NetworksAtOnce(r.net.Weights().Stored(), len(controls), r.opt.Workers)
	err = resume.ForEach(r.ctx, workers, len(controls), func(_ context.Context, k int) (pruning, error) {
		return r.pruneBy(controls[k], budget, protected)
	}, func(_ int, p pruning) { r.result.record(p) })
	noiseRule := r.result.Rules[rules.NoiseKind.String()]
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
	errors    []float64 // standard errors of the plan's probabilities; nil where there are none
	kind      rules.Kind
	drawn     bool // from the plan, by the rule of that kind
}

func newPruning(original *network.Network, rule string, plan rules.Plan, pruned *network.Network) pruning {
	return pruning{rule, plan, pruned, pruned.Stability(), compare.NewOverlap(original, pruned), nil, 0, false}
}

// pruneBy makes the plan of one rule and a pruned network from it. Controls always meet their
// budget exactly, so that they keep as many edges as noise-prune.
func (r *run) pruneBy(kind rules.Kind, budget rules.Budget, protected []rules.Pair) (pruning, error) {
	request := rules.Request{Rule: kind.Rule(), Selection: kind.Selection(), Budget: budget, Protected: protected}
	if kind == rules.NoiseKind {
		request.Normalization = r.spec.Prune.Normalize
	}
	plan, err := rules.NewPlan(r.net, r.result.Data.Local, request)
	if err != nil {
		return pruning{}, r.spec.budgetError(err)
	}
	pruned, err := r.draw(kind, plan, 0)
	if err != nil {
		return pruning{}, err
	}
	defer r.opt.Progress.Advance(1)
	p := newPruning(r.net, kind.String(), *plan, pruned)
	p.kind, p.drawn = kind, true
	if kind == rules.NoiseKind {
		p.errors = probabilityErrors(plan.Probabilities, r.result.Data.DiffCov, r.result.Data.DiffCovErrors)
	}
	return p, nil
}

// probabilityErrors returns the standard errors of p = min(1, K|w|d) that follow from those of d at
// the K of the plan: p·se(d)/d, and 0 where p is 1. It returns nil without errors of d.
func probabilityErrors(probabilities, d, errors []float64) []float64 {
	if errors == nil {
		return nil
	}
	of := make([]float64, len(probabilities))
	for k, p := range probabilities {
		if p < 1 && d[k] > 0 {
			of[k] = p * (errors[k] / d[k])
		}
	}
	return of
}

// validateBudget makes a plan that needs no covariance, so that a budget or a protected edge
// that cannot be is refused before anything is computed.
func validateBudget(r *run) error {
	protected, err := findProtected(r.net, r.spec.Prune.Protect)
	if err != nil {
		return err
	}
	if r.spec.Prune.TargetError != nil {
		return r.validateTarget(len(protected))
	}
	zeros := network.NewLocalCovariance(r.net)
	if _, err := rules.NewPlan(r.net, zeros, rules.Request{Rule: rules.Uniform, Budget: r.spec.budget(), Protected: protected}); err != nil {
		return r.spec.budgetError(err)
	}
	return nil
}

// budget returns how many edges noise-prune is to keep, by a resolved spec, whose target error is found.
func (s Spec) budget() rules.Budget {
	for _, b := range s.Prune.budgets() {
		if b.value != nil {
			return rules.Budget{Kind: b.kind, Value: *b.value, Sigma: s.Noise.Strength}
		}
	}
	panic("sim: a resolved spec without a budget")
}

// budgetError says in terms of the spec why a plan cannot be made.
func (s Spec) budgetError(err error) error {
	kind := s.budget().Kind.String()
	reason, ok := strings.CutPrefix(err.Error(), kind+" ")
	if !ok {
		reason = "cannot be met: " + reason
	}
	return &SpecError{"prune." + kind, reason}
}

// sampling returns how a plan's network is drawn.
func (p PruneSpec) sampling() rules.Sampling {
	s := rules.Sampling{Diagonal: p.Diagonal, Reweight: p.Reweight, MaxFactor: math.Inf(1)}
	if p.MaxFactor != nil {
		s.MaxFactor = *p.MaxFactor
	}
	return s
}

// findProtected finds the protected edges, written "source>target" with labels or numbers.
func findProtected(net *network.Network, texts []string) ([]rules.Pair, error) {
	const field = "prune.protect"
	number := numbersByLabel(net)
	var pairs []rules.Pair
	for _, text := range texts {
		j, i, err := findPair(number, field, text)
		if err != nil {
			return nil, err
		}
		if _, ok := net.Weights().Find(i, j); !ok || i == j {
			return nil, &SpecError{field, fmt.Sprintf("has %q, which is no edge of the network", text)}
		}
		pairs = append(pairs, rules.Pair{Target: i, Source: j})
	}
	return pairs, nil
}
