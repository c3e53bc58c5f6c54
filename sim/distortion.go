package sim

import (
	"context"
	"errors"

	"noiseprune/compare"
	"noiseprune/internal/krylov"
	"noiseprune/internal/resume"
)

// distortion is the worst case of one pruned network that was found by products.
type distortion struct {
	found  compare.Distortion
	reason string // why there is none, or nothing
}

// compareByProducts fills the worst case of every rule without decompositions.
func compareByProducts(r *run) error {
	rules := r.result.Data.Rules
	r.opt.Progress.Phase("worst case", int64(len(rules)))
	runner, threads := r.examining(len(rules))
	found, err := resume.Merge(r.ctx, runner, resume.Tasks[[]distortion]{
		Name: "distortion", Count: len(rules),
		Do: func(_ context.Context, task int, c *resume.Checkpoint) ([]distortion, error) {
			d, err := newDistortion(compare.DistortionByProducts(c, r.net, rules[task].Pruned, threads))
			if err != nil {
				return nil, err
			}
			c.Advance(1)
			c.Report()
			return []distortion{d}, nil
		},
		Encode: encodeDistortions,
		Decode: func(data []byte, _, count int) ([]distortion, error) { return decodeDistortions(data, count) },
	}, func(merged *[]distortion, next []distortion) { *merged = append(*merged, next...) })
	if err != nil {
		return err
	}
	for k, d := range found {
		r.result.describeDistortion(rules[k].Name, d)
	}
	r.result.note("ε_λ, ε_v and cos θ of all modes need eigendecompositions, which take N³ time; compare.spectra full computes them")
	if err := compareBulk(r); err != nil {
		return err
	}
	return compareSlowModes(r)
}

// newDistortion turns what prevents a worst case into its reason.
func newDistortion(found compare.Distortion, err error) (distortion, error) {
	var unfinished *krylov.NotConvergedError
	var unsolved *krylov.UnsolvedError
	if errors.Is(err, compare.ErrIndefinite) || errors.As(err, &unfinished) || errors.As(err, &unsolved) {
		return distortion{reason: err.Error()}, nil
	}
	return distortion{found: found}, err
}

// describeDistortion fills the worst case of a rule.
func (r *Result) describeDistortion(rule string, d distortion) {
	if d.reason != "" {
		r.noteOnce("no worst-case ε: " + d.reason)
		return
	}
	r.update(rule, func(o *RuleOutcome) {
		o.EpsilonWorst, o.EpsilonWorstError = value(d.found.Epsilon()), value(d.found.Error)
		o.PencilCondition = value(d.found.Condition())
	})
}

func encodeDistortions(all []distortion) []byte {
	var parts [][]byte
	for _, d := range all {
		parts = append(parts, d.encode())
	}
	return resume.Join(parts...)
}

func decodeDistortions(data []byte, count int) ([]distortion, error) {
	parts, err := resume.Split(data, count)
	if err != nil {
		return nil, err
	}
	all := make([]distortion, count)
	for k, part := range parts {
		if all[k], err = decodeDistortion(part); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (d distortion) encode() []byte {
	numbers := []float64{d.found.Smallest, d.found.Largest, d.found.Error, float64(d.found.Products)}
	return resume.Join(resume.EncodeFloats(numbers), []byte(d.reason))
}

func decodeDistortion(data []byte) (d distortion, err error) {
	parts, err := resume.Split(data, 2)
	if err != nil {
		return d, err
	}
	n, err := resume.DecodeFloats(parts[0], 4)
	if err != nil {
		return d, err
	}
	return distortion{compare.Distortion{Smallest: n[0], Largest: n[1], Error: n[2], Products: int(n[3])}, string(parts[1])}, nil
}
