package sim

import (
	"context"
	"fmt"
	"math"
	"slices"

	"noiseprune/network"
)

// PlanSweep returns the plan of a sweep without computing anything. Its errors are those of Sweep before that.
func PlanSweep(spec Spec, net *network.Network, keeps []float64, opt Options) (plan RunPlan, err error) {
	opt.Store, opt.Preflight = nil, func(p RunPlan) error { plan = p; return nil }
	s, err := newSweep(spec, keeps)
	if err != nil {
		return plan, err
	}
	r, err := s.begin(context.Background(), net, opt)
	if err != nil {
		return plan, err
	}
	return plan, s.validate(r)
}

// sweep is what a sweep is asked for, and what it has found.
type sweep struct {
	spec   Spec      // with the largest share as its budget
	keeps  []float64 // in ascending order
	target *float64  // nil without a search
	cells  []SweepCell
}

// newSweep returns a *SpecError for shares or a target error that cannot be.
func newSweep(spec Spec, keeps []float64) (*sweep, error) {
	keeps, err := ascendingKeeps(keeps)
	if err != nil {
		return nil, err
	}
	if err := spec.checkTarget(); err != nil {
		return nil, err
	}
	s := sweep{spec: spec, keeps: keeps, target: spec.Prune.TargetError}
	s.spec.Prune = spec.Prune.keeping(keeps[len(keeps)-1])
	return &s, nil
}

// begin begins the run that all budgets share.
func (s *sweep) begin(ctx context.Context, net *network.Network, opt Options) (*run, error) {
	if preflight := opt.Preflight; preflight != nil {
		opt.Preflight = func(p RunPlan) error {
			p.Keeps, p.Given.Prune = s.keeps, s.searched(p.Given.Prune)
			return preflight(p)
		}
	}
	return begin(ctx, s.spec, opt, WholeRun, net)
}

// searched returns the same with the target error in place of the budget, if there is one.
func (s *sweep) searched(p PruneSpec) PruneSpec {
	if s.target != nil {
		p.Keep, p.TargetError = nil, s.target
	}
	return p
}

// validate refuses protected edges that the smallest share has no room for, and a search whose errors cannot be had, before
// anything is computed.
func (s *sweep) validate(r *run) error {
	if s.target != nil {
		if err := r.needsRuns(); err != nil {
			return err
		}
	}
	return validateBudget(r.atKeep(s.keeps[0]))
}

// ascendingKeeps returns the shares in ascending order, or a *SpecError for one that cannot be.
func ascendingKeeps(keeps []float64) ([]float64, error) {
	sorted := slices.Sorted(slices.Values(keeps))
	if len(sorted) == 0 {
		return nil, &SpecError{"prune.keep", "is missing; give at least one share of the edges to sweep over"}
	}
	for k, keep := range sorted {
		switch {
		case math.IsNaN(keep) || keep <= 0 || keep > 1:
			return nil, &SpecError{"prune.keep", fmt.Sprintf("is %v; a share of the edges is above 0 and at most 1", keep)}
		case k > 0 && keep == sorted[k-1]:
			return nil, &SpecError{"prune.keep", fmt.Sprintf("has %v twice; give every share once", keep)}
		}
	}
	return sorted, nil
}
