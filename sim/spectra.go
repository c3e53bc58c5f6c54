package sim

import (
	"errors"
	"fmt"

	"noiseprune/compare"
	"noiseprune/network"
)

// spectrum is what one network contributes to the comparison of spectra.
type spectrum struct {
	reference *compare.Eigendecomposition // of the original
	values    []complex128                // eigenvalues of a pruned network
	worst     *float64                    // smallest ε of (3), nil where none exists
	note      string
}

// spectra fills the spectral measures of every rule.
func (r *run) spectra() error {
	if r.spec.Compare.Spectra != Yes {
		r.note("spectra were not computed: %d neurons are above the %d up to which they are unasked; compare.spectra yes asks for them",
			r.net.Neurons(), autoExactLimit)
		return nil
	}
	r.noteLibrary()
	rules := r.result.Data.Rules
	r.opt.Progress.Phase("spectra", int64(1+2*len(rules)))
	found := make([]spectrum, 1+len(rules))
	// The original's decomposition is the longest task, so it comes first.
	if err := eachTask(r, r.opt.Workers, taskPhase[spectrum]{
		name: "spectra", count: len(found),
		work: func(job int) (spectrum, error) {
			if job == 0 {
				return referenceOf(r.net)
			}
			return spectrumOf(r.net, rules[job-1].Pruned)
		},
		encode: spectrum.encode,
		decode: func(data []byte, _ int) (spectrum, error) { return decodeSpectrum(data, r.net) },
		gather: func(job int, s spectrum) { found[job] = s },
	}); err != nil {
		return spectraError(err)
	}
	for _, s := range found[:2] { // what a worst case lacks is the original's, and so the same for all rules
		if s.note != "" {
			r.note("%s", s.note)
		}
	}
	reference := found[0].reference
	if reference != nil {
		r.describeEigenvalues(reference)
	}
	if err := eachTask(r, r.opt.Workers, taskPhase[forms]{
		name: "forms", count: len(rules),
		work:   func(job int) (forms, error) { return formsOf(reference, rules[job].Pruned), nil },
		encode: forms.encode, decode: func(data []byte, _ int) (forms, error) { return decodeForms(data) },
		gather: func(job int, f forms) { r.describeSpectrum(&rules[job], reference, found[job+1], f) },
	}); err != nil {
		return spectraError(err)
	}
	if reference != nil { // nothing asks for eigenvectors any more
		found[0].reference = reference.WithoutVectors()
		r.ledger.keep(memberName("spectra", "task", 0), found[0].encode)
	}
	return nil
}

// spectraError says where an error that is about a network, not about a checkpoint, arose.
func spectraError(err error) error {
	var unfit *CheckpointError
	if errors.As(err, &unfit) {
		return err
	}
	return fmt.Errorf("spectra: %w", err)
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
func (r *run) describeSpectrum(rule *RuleData, reference *compare.Eigendecomposition, s spectrum, f forms) {
	r.change(rule.Name, func(o *RuleOutcome) { o.EpsilonWorst = s.worst })
	if reference == nil {
		return
	}
	rule.EpsLambda = reference.RelativeChanges(s.values)
	rule.EpsV, rule.CosTheta = f.epsV, f.cosTheta
	r.change(rule.Name, func(o *RuleOutcome) {
		o.EpsLambda = r.summary("ε_λ", rule.Name, rule.EpsLambda)
		o.EpsV = r.summary("ε_v", rule.Name, rule.EpsV)
		o.CosTheta = r.summary("cos θ", rule.Name, rule.CosTheta)
	})
}

// describeEigenvalues replaces the bounds on the eigenvalues by their exact ends.
func (r *run) describeEigenvalues(reference *compare.Eigendecomposition) {
	values := reference.Eigenvalues()
	facts := &r.result.Network
	facts.LambdaMin, facts.LambdaMax = value(real(values[0])), value(real(values[len(values)-1]))
	facts.LambdaBy = "exact"
}
