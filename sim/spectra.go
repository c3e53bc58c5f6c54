package sim

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// spectrum is what one network contributes to the comparison of spectra.
type spectrum struct {
	reference *compare.Eigendecomposition // of the original
	values    []complex128                // eigenvalues of a pruned network
	worst     *compare.Distortion         // nil where none exists
	note      string
}

// compareSpectra fills the spectral measures of every rule.
func compareSpectra(r *run) error {
	if r.spectraNote != "" {
		r.result.note("%s", r.spectraNote)
	}
	switch r.spec.Compare.Spectra {
	case NoSpectra:
		return nil
	case KrylovSpectra:
		return compareByProducts(r)
	case FullSpectra, AutoSpectra:
	}
	r.noteLibrary()
	rules := r.result.Data.Rules
	all := drawsOf(len(rules), spectraPrunings(sizeOf(r.net), len(rules), r.prunings()))
	tasks, found := spectraTasks(r, all), make([]spectrum, 1+len(all))
	first := len(found) - tasks.Count // 1 where the original's is there
	if first == 1 {
		found[0] = *r.original.spectrum
	}
	r.opt.Progress.Phase("spectra", int64(tasks.Count+len(all)))
	if err := resume.Each(r.ctx, r.runner, tasks, func(task int, s spectrum) { found[first+task] = s }); err != nil {
		return fmt.Errorf("spectra: %w", err)
	}
	for _, s := range found[:2] { // what a worst case lacks is the original's, and so the same for all rules
		if s.note != "" {
			r.result.note("%s", s.note)
		}
	}
	reference := found[0].reference
	if reference != nil {
		r.result.describeEigenvalues(reference)
	}
	over := spectraOver{map[statisticOf][]float64{}}
	drawing := slices.Clone(rules) // since rules change while others are still drawn
	slowInputs := r.stationaryPrunings() > 0 || r.answersInputs()
	if err := resume.Each(r.ctx, r.runner, resume.Tasks[forms]{
		Name: "forms", Count: len(all),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (forms, error) {
			pruned, err := r.pruned(drawing[all[task].rule], all[task].pruning)
			if err != nil {
				return forms{}, err
			}
			return formsOf(reference, pruned, all[task].pruning == 0 && slowInputs), nil
		},
		Encode: forms.encode,
		Decode: func(data []byte, _, _ int) (forms, error) { return decodeForms(data) },
	}, func(task int, f forms) {
		d := all[task]
		if d.pruning == 0 {
			r.result.describeSpectrum(&rules[d.rule], reference, found[task+1], f)
		}
		over.add(d, reference, found[task+1], f)
	}); err != nil {
		return fmt.Errorf("spectra: %w", err)
	}
	over.describe(r.result)
	if first == 0 {
		r.keepWithoutVectors(tasks.ResultName(0), found[0])
	}
	return nil
}

// keepWithoutVectors replaces the store's entry of the original's spectrum, whose eigenvectors are not used any more.
func (r *run) keepWithoutVectors(name string, s spectrum) {
	if s.reference != nil && r.opt.Store != nil {
		s.reference = s.reference.WithoutVectors()
		r.opt.Store.Put(name, s.encode())
	}
}

// spectraTasks are the decomposition of the original, which takes longest and so comes first, unless it is there, and
// the spectra of the pruned networks.
func spectraTasks(r *run, all []drawn) resume.Tasks[spectrum] {
	count := 1 + len(all)
	if r.original != nil {
		count--
	}
	return resume.Tasks[spectrum]{
		Name: "spectra", Count: count,
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (spectrum, error) {
			if task += 1 + len(all) - count; task == 0 {
				return referenceOf(r.net)
			}
			d := all[task-1]
			pruned, err := r.pruned(r.result.Data.Rules[d.rule], d.pruning)
			if err != nil {
				return spectrum{}, err
			}
			return spectrumOf(r.net, pruned)
		},
		Encode: spectrum.encode,
		Decode: func(data []byte, _, _ int) (spectrum, error) { return decodeSpectrum(data, r.net) },
	}
}

// forms are what follows for one pruned network from the original's eigenvectors: quadratic forms at them, and errors of
// the answers to constant inputs along the slowest.
type forms struct{ epsV, cosTheta, slowInputs []float64 }

func formsOf(reference *compare.Eigendecomposition, pruned *network.Network, answers bool) (f forms) {
	if reference == nil {
		return f
	}
	f.epsV, f.cosTheta = reference.QuadraticForms(pruned)
	if answers {
		if errors, err := reference.SlowInputErrors(pruned, slowInputs); err == nil { // else it has no stationary activity
			f.slowInputs = errors
		}
	}
	return f
}

// referenceOf decomposes the original, or notes why nothing can be relative to it.
func referenceOf(original *network.Network) (spectrum, error) {
	reference, err := compare.NewEigendecomposition(original)
	if errors.Is(err, compare.ErrZeroEigenvalue) {
		return spectrum{note: "no spectral measures: " + err.Error()}, nil
	}
	return spectrum{reference: reference}, err
}

// spectrumOf returns the eigenvalues of a pruned network and its worst case.
func spectrumOf(original, pruned *network.Network) (s spectrum, err error) {
	if s.values, err = compare.Eigenvalues(pruned); err != nil {
		return s, err
	}
	worst, err := compare.DistortionByCholesky(original, pruned)
	switch {
	case errors.Is(err, compare.ErrIndefinite):
		s.note = "no worst-case ε: " + err.Error()
		return s, nil
	case err != nil:
		return s, err
	}
	s.worst = &worst
	return s, nil
}

// describeSpectrum fills the spectral measures of one rule.
func (r *Result) describeSpectrum(rule *RuleData, reference *compare.Eigendecomposition, s spectrum, f forms) {
	if s.worst != nil {
		r.update(rule.Name, func(o *RuleOutcome) {
			o.EpsilonWorst, o.PencilCondition = value(s.worst.Epsilon()), value(s.worst.Condition())
		})
	}
	if reference == nil {
		return
	}
	rule.EpsLambda = reference.RelativeChanges(s.values)
	rule.EpsV, rule.CosTheta, rule.SlowInputErrors = f.epsV, f.cosTheta, f.slowInputs
	r.update(rule.Name, func(o *RuleOutcome) {
		o.EpsLambda = r.summary("ε_λ", rule.Name, rule.EpsLambda)
		o.EpsV = r.summary("ε_v", rule.Name, rule.EpsV)
		o.CosTheta = r.summary("cos θ", rule.Name, rule.CosTheta)
	})
}

// describeEigenvalues replaces the bounds on the eigenvalues by their exact ends, and says how
// well conditioned their eigenvectors are.
func (r *Result) describeEigenvalues(reference *compare.Eigendecomposition) {
	values := reference.Eigenvalues()
	facts := &r.Network
	facts.LambdaMin, facts.LambdaMax = value(real(values[0])), value(real(values[len(values)-1]))
	facts.LambdaBy = "exact"
	condition := reference.ConditionNumber()
	facts.EigenvectorCondition = value(condition)
	if note := conditionNote(condition); note != "" {
		r.note("%s", note)
	}
}

// conditionNote warns of a network whose A is defective, or so near to that that eigenvalues and
// eigenvectors depend on rounding; empty for any other. The eigenvectors of a defective pair of
// eigenvalues, computed in double precision, have a condition number of 10⁷ to 10⁸.
func conditionNote(condition float64) string {
	const nearlyDefective = 1e6
	if condition <= nearlyDefective || math.IsNaN(condition) {
		return ""
	}
	reason := fmt.Sprintf("a change δ of A moves eigenvalues by up to %.1g·δ (Bauer and Fike)", condition)
	if math.IsInf(condition, 1) {
		reason = "no bound on the movement of its eigenvalues is proportional to the change of A (Bauer and Fike)"
	}
	return fmt.Sprintf("A is defective or nearly so: the condition number of its eigenvectors is %.1g; "+
		"ε_λ, ε_v and cos θ mean little here, since %s", condition, reason)
}
