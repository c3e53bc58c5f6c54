package sim

import "slices"

// comparisons adds the comparison of a run, or by phase the sum of those at all shares of a sweep, which have the spectra of the
// original once. The budget of a target error is one share more, taken as DefaultKeep.
func (w *workList) comparisons() {
	if len(w.plan.Keeps) == 0 {
		w.comparison()
		return
	}
	keeps := slices.Clone(w.plan.Keeps)
	if w.plan.Given.Prune.TargetError != nil {
		keeps = append(keeps, DefaultKeep)
	}
	sum, original := w.at(keeps[0]), w.at(keeps[0])
	sum.comparison()
	original.spectral(0)
	for _, keep := range keeps[1:] {
		at := w.at(keep)
		at.comparison()
		sum.add(at, 1)
		sum.add(original, -1)
	}
	w.all = append(w.all, sum.all...)
}

// add adds to each phase, of which the other may have the first only, so many times that of the other.
func (w *workList) add(other workList, times int) {
	for k := range other.all {
		w.all[k].add(other.all[k], times)
	}
}

// at returns an empty list of the work at one share.
func (w *workList) at(keep float64) workList {
	at := workList{run: w.run, plan: w.plan}
	at.plan.Spec.Prune = w.plan.Spec.Prune.keeping(keep)
	return at
}

// add adds that many times another work of the same phase.
func (w *Work) add(other Work, times int) {
	f := float64(times)
	w.Units += int64(times) * other.Units
	w.Products += float64(f * other.Products)
	w.Normals += float64(f * other.Normals)
	w.Samples += float64(f * other.Samples)
	w.Solves += float64(f * other.Solves)
	w.Eigenproblems += float64(f * other.Eigenproblems)
}
