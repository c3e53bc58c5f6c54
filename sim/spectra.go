package sim

import (
	"context"
	"errors"
	"fmt"
	"math"

	"noiseprune/compare"
	"noiseprune/internal/resume"
	"noiseprune/network"
)

// spectrum is what one network contributes to the comparison of spectra.
type spectrum struct {
	reference *compare.Eigendecomposition // of the original
	values    []complex128                // eigenvalues of a pruned network
	worst     *float64                    // smallest ε of (3), nil where none exists
	note      string
}

// compareSpectra fills the spectral measures of every rule.
func compareSpectra(r *run) error {
	if r.spec.Compare.Spectra != Yes {
		r.result.note("spectra were not computed: %d neurons are above the %d up to which they are unasked; compare.spectra yes asks for them",
			r.net.Neurons(), autoExactLimit)
		return nil
	}
	r.noteLibrary()
	rules := r.result.Data.Rules
	r.opt.Progress.Phase("spectra", int64(1+2*len(rules)))
	tasks := spectraTasks(r.net, rules)
	found := make([]spectrum, tasks.Count)
	if err := resume.Each(r.ctx, r.runner, tasks, func(task int, s spectrum) { found[task] = s }); err != nil {
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
	if err := resume.Each(r.ctx, r.runner, resume.Tasks[forms]{
		Name: "forms", Count: len(rules),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (forms, error) {
			return formsOf(reference, rules[task].Pruned), nil
		},
		Encode: forms.encode,
		Decode: func(data []byte, _, _ int) (forms, error) { return decodeForms(data) },
	}, func(task int, f forms) { r.result.describeSpectrum(&rules[task], reference, found[task+1], f) }); err != nil {
		return fmt.Errorf("spectra: %w", err)
	}
	if reference != nil && r.opt.Store != nil { // eigenvectors are not used any more
		found[0].reference = reference.WithoutVectors()
		r.opt.Store.Put(tasks.ResultName(0), found[0].encode())
	}
	return nil
}

// spectraTasks are the decomposition of the original, which takes longest and so comes first, and
// the spectra of the pruned networks.
func spectraTasks(original *network.Network, rules []RuleData) resume.Tasks[spectrum] {
	return resume.Tasks[spectrum]{
		Name: "spectra", Count: 1 + len(rules),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (spectrum, error) {
			if task == 0 {
				return referenceOf(original)
			}
			return spectrumOf(original, rules[task-1].Pruned)
		},
		Encode: spectrum.encode,
		Decode: func(data []byte, _, _ int) (spectrum, error) { return decodeSpectrum(data, original) },
	}
}

// forms are the quadratic forms of one pruned network at the original's eigenvectors.
type forms struct{ epsV, cosTheta []float64 }

func formsOf(reference *compare.Eigendecomposition, pruned *network.Network) (f forms) {
	if reference != nil {
		f.epsV, f.cosTheta = reference.QuadraticForms(pruned)
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
	worst, err := compare.WorstCase(original, pruned)
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
	r.update(rule.Name, func(o *RuleOutcome) { o.EpsilonWorst = s.worst })
	if reference == nil {
		return
	}
	rule.EpsLambda = reference.RelativeChanges(s.values)
	rule.EpsV, rule.CosTheta = f.epsV, f.cosTheta
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
