package sim

import (
	"context"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
)

// bulk is what one network contributes to the comparison of whole spectra by products.
type bulk struct {
	density compare.SpectralDensity
	forms   []float64 // ε_v of a pruned network at random vectors; none of the original
}

// compareBulk fills the spectral densities, and ε_v at random vectors, of every rule.
func compareBulk(r *run) error {
	rules := r.result.Data.Rules
	count := 1 + len(rules)
	r.opt.Progress.Phase("spectral densities", int64(count))
	runner, threads := r.examining(count)
	found := make([]bulk, count)
	if err := resume.Each(r.ctx, runner, resume.Tasks[bulk]{
		Name: "bulk", Count: count,
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (bulk, error) {
			if task == 0 && r.original != nil {
				return *r.original.bulk, nil
			}
			if task == 0 {
				return bulk{density: compare.DensityByProducts(r.net, threads)}, nil
			}
			pruned := rules[task-1].Pruned
			return bulk{compare.DensityByProducts(pruned, threads), compare.RandomForms(r.net, pruned, threads)}, nil
		},
		Encode: bulk.encode,
		Decode: func(data []byte, _, _ int) (bulk, error) { return decodeBulk(data) },
	}, func(task int, b bulk) { found[task] = b }); err != nil {
		return fmt.Errorf("spectral densities: %w", err)
	}
	r.result.Data.Density = &found[0].density
	for k := range rules {
		r.result.describeBulk(&rules[k], found[0].density, found[k+1])
	}
	if !r.net.Symmetric() {
		r.result.note("spectral densities are those of the symmetric part (A + Aᵀ)/2: the eigenvalues of a directed A differ")
	}
	return nil
}

// describeBulk fills what one rule changes in the bulk of the spectrum.
func (r *Result) describeBulk(rule *RuleData, original compare.SpectralDensity, b bulk) {
	rule.Density, rule.EpsRandom = &b.density, b.forms
	change := original.Change(b.density)
	r.update(rule.Name, func(o *RuleOutcome) {
		o.EpsilonRandom = r.summary("ε_v at random vectors", rule.Name, b.forms)
		if value(change.Distance) != nil && value(change.Error) != nil && value(change.Relative) != nil {
			o.SpectralDensity = &change
			return
		}
		r.note("no distance of spectral densities for %s: it is not finite, or the original has one eigenvalue only", rule.Name)
	})
}

func (b bulk) encode() []byte {
	return resume.Join(resume.EncodeFloats(b.density.Floats()), resume.EncodeFloats(b.forms))
}

func decodeBulk(data []byte) (b bulk, err error) {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return b, err
	}
	numbers, err := decodeSome(parts[0])
	if err != nil {
		return b, err
	}
	if b.density, err = compare.DensityFromFloats(numbers); err != nil {
		return b, err
	}
	b.forms, err = decodeSome(parts[1])
	return b, err
}
