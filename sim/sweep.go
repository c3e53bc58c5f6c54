package sim

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/resume"
	"noiseprune/network"
)

// Sweep measures the covariance of the network's activity once, prunes to each of the shares in keeps, and compares the
// pruned networks with the original as Run does. The shares take the place of the spec's budget; they are of the edges, above
// 0, at most 1, and all different. A cell, which is all rules at one share, is kept in Options.Store as one entry when it is
// finished. Its numbers are those of Run at that share, whatever the other shares are.
//
// With a target error in the spec the budget that it leads to is searched for too, and swept over beside keeps.
//
// Options.Preflight is told the run at the largest share. The errors are those of Run, but that there is no result where the
// original's trajectories diverge; where the activity is not stationary the result comes with the error.
func Sweep(ctx context.Context, spec Spec, net *network.Network, keeps []float64, opt Options) (*SweepResult, error) {
	keeps, err := ascendingKeeps(keeps)
	if err != nil {
		return nil, err
	}
	if err := spec.checkTarget(); err != nil {
		return nil, err
	}
	target := spec.Prune.TargetError
	spec.Prune = spec.Prune.keeping(keeps[len(keeps)-1])
	r, err := begin(ctx, spec, opt, WholeRun, net)
	if err != nil {
		return nil, err
	}
	var cells []SweepCell
	err = r.doAll(func(r *run) error { return validateKeeps(r, keeps) }, measureCovariance, func(r *run) (err error) {
		keeps, err = r.withTarget(keeps, target)
		return err
	}, shareOriginal, func(r *run) error {
		for _, keep := range keeps {
			c, err := r.cell(keep)
			if err != nil {
				return err
			}
			cells = append(cells, c)
		}
		return nil
	}, keepOriginalWithoutVectors)
	if err != nil {
		return nil, err
	}
	found := newSweepResult(r.result, cells)
	if r.notStationary != nil {
		return found, r.notStationary
	}
	found.Complete = true
	return found, nil
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

// withTarget adds to the shares, in ascending order, the budget that a target error leads to, if there is a target. That no budget
// meets it is a note.
func (r *run) withTarget(keeps []float64, target *float64) ([]float64, error) {
	if target == nil {
		return keeps, nil
	}
	searching, result := *r, *r.result
	searching.spec.Prune.Keep, searching.spec.Prune.TargetError = nil, target
	searching.result = &result
	if err := findTarget(&searching); err != nil {
		if refused := (*SpecError)(nil); errors.As(err, &refused) && refused.Field == targetField {
			r.result.note("%s", strings.TrimPrefix(err.Error(), "prune."))
			return keeps, nil
		}
		return nil, err
	}
	r.result.Target = result.Target
	if slices.Contains(keeps, result.Target.Keep) {
		return keeps, nil
	}
	return slices.Sorted(slices.Values(append(keeps, result.Target.Keep))), nil
}

// validateKeeps refuses protected edges that the smallest share has no room for, before anything is computed.
func validateKeeps(r *run, keeps []float64) error { return validateBudget(r.atKeep(keeps[0])) }

// cell prunes to one share and compares, or returns what the store holds of it. What is smaller than the cell is deleted from
// the store when it is finished.
func (r *run) cell(keep float64) (SweepCell, error) {
	name := "cell/" + keepText(keep)
	if r.opt.Store != nil {
		if data, ok := r.opt.Store.Get(name); ok {
			c, err := decodeCell(data)
			if err != nil {
				return c, &resume.MismatchError{Name: name, Err: err}
			}
			return c, nil
		}
	}
	at := r.atKeep(keep)
	shown := phaseAfter{at.opt.Progress, "keep " + keepText(keep) + ": "}
	at.opt.Progress, at.runner.Progress = shown, shown
	if err := at.doAll(pruneAndCompare()...); err != nil {
		return SweepCell{}, err
	}
	c := newCell(keep, at.result, r.result.Notes)
	if r.opt.Store != nil {
		r.opt.Store.Put(name, c.encode())
		r.opt.Store.Delete(keepPrefix(keep))
		r.opt.Store.Flush()
	}
	return c, nil
}

// phaseAfter puts what a part of the work is before the names of its phases.
type phaseAfter struct {
	Progress
	prefix string
}

// Phase starts a phase.
func (p phaseAfter) Phase(name string, units int64) { p.Progress.Phase(p.prefix+name, units) }
