package sim

import (
	"maps"
	"slices"
	"strconv"

	"noiseprune/internal/resume"
)

// atKeep returns a run that shares what this one has measured and prunes to another share of the edges. It keeps its tasks
// under names of their own, so that runs at several shares have one store.
func (r *run) atKeep(keep float64) *run {
	other, result := *r, *r.result
	other.spec.Prune = other.spec.Prune.keeping(keep)
	result.Spec = other.spec
	result.Rules = maps.Clone(r.result.Rules)
	result.Notes = slices.Clone(r.result.Notes)
	result.Data.Rules = slices.Clone(r.result.Data.Rules)
	other.result = &result
	if r.opt.Store != nil {
		store := resume.Sub(r.opt.Store, keepPrefix(keep))
		other.opt.Store, other.runner.Store = store, store
	}
	return &other
}

// keeping returns the same with that share of the edges as the budget.
func (p PruneSpec) keeping(keep float64) PruneSpec {
	p.K, p.Keep, p.Density, p.Edges, p.Epsilon, p.TargetError = nil, &keep, nil, nil, nil, nil
	return p
}

// keepPrefix begins the names of the tasks of a run at that share.
func keepPrefix(keep float64) string { return "keep-" + keepText(keep) + "/" }

// keepText writes a share such that it is read back exactly.
func keepText(keep float64) string { return strconv.FormatFloat(keep, 'g', -1, 64) }
