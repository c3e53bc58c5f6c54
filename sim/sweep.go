package sim

import (
	"context"
	"errors"
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
// Options.Preflight is told the plan of the sweep. The errors are those of Run, but that there is no result where the
// original's trajectories diverge; where the activity is not stationary the result comes with the error.
func Sweep(ctx context.Context, spec Spec, net *network.Network, keeps []float64, opt Options) (*SweepResult, error) {
	s, err := newSweep(spec, keeps)
	if err != nil {
		return nil, err
	}
	if s.target == nil && s.anyCell(opt.Store) { // a target adds a cell, and before there is a cell this part may have to measure
		if err := s.ownCells(opt); err != nil {
			return nil, err
		}
	}
	r, err := s.begin(ctx, net, opt)
	if err != nil {
		return nil, err
	}
	ownCells := func(*run) error { return s.ownCells(opt) }
	if err := r.doAll(
		s.validate, measureCovariance, s.withTarget, ownCells, shareOriginal, s.compareAll, keepOriginalWithoutVectors,
	); err != nil {
		return nil, err
	}
	found := newSweepResult(r.result, s.cells)
	if r.notStationary != nil {
		return found, r.notStationary
	}
	found.Complete = true
	return found, nil
}

// withTarget adds to the shares the budget that a target error leads to, if there is a target. That no budget meets it is a note.
func (s *sweep) withTarget(r *run) error {
	if s.target == nil {
		return nil
	}
	searching, result := *r, *r.result
	searching.spec.Prune = s.searched(r.spec.Prune)
	searching.result = &result
	if err := findTarget(&searching); err != nil {
		if refused := (*SpecError)(nil); errors.As(err, &refused) && refused.Field == targetField {
			r.result.note("%s", strings.TrimPrefix(err.Error(), "prune."))
			return nil
		}
		return err
	}
	r.result.Target = result.Target
	if !slices.Contains(s.keeps, result.Target.Keep) {
		s.keeps = slices.Sorted(slices.Values(append(slices.Clone(s.keeps), result.Target.Keep)))
	}
	return nil
}

// compareAll prunes to every share and compares.
//
// The cells are divided among parts as tasks are. Those of other parts are taken from the store, and where it lacks some there is an
// *OthersError.
func (s *sweep) compareAll(r *run) error {
	missing := 0
	for k, keep := range s.keeps {
		if !r.runner.Part.Has(k) && !r.hasCell(keep) {
			missing++
			continue
		}
		c, err := r.cell(keep)
		if err != nil {
			return err
		}
		s.cells = append(s.cells, c)
		r.opt.Watcher.Compared(c)
	}
	if missing > 0 {
		return &OthersError{"cells", missing, len(s.keeps)}
	}
	return nil
}

// ownCells returns an *OthersError where all cells of this part are finished and others are not, so that nothing else need be done.
func (s *sweep) ownCells(opt Options) error {
	part, missing := opt.Part.part(), 0
	if part.All() {
		return nil
	}
	for k, keep := range s.keeps {
		if resume.Has(opt.Store, cellName(keep)) {
			continue
		}
		if part.Has(k) {
			return nil
		}
		missing++
	}
	if missing > 0 {
		return &OthersError{"cells", missing, len(s.keeps)}
	}
	return nil
}

// anyCell reports whether the store holds a finished cell, so that the measurement is done.
func (s *sweep) anyCell(store Store) bool {
	return store != nil && slices.ContainsFunc(s.keeps, func(keep float64) bool { return resume.Has(store, cellName(keep)) })
}

// hasCell reports whether the store holds a finished cell.
func (r *run) hasCell(keep float64) bool {
	_, ok := r.opt.Store.Get(cellName(keep))
	return ok
}

func cellName(keep float64) string { return "cell/" + keepText(keep) }

// cell prunes to one share and compares, or returns what the store holds of it. What is smaller than the cell is deleted from
// the store when it is finished.
func (r *run) cell(keep float64) (SweepCell, error) {
	name := cellName(keep)
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
	at.runner.Part = resume.Part{} // a cell is one task
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
