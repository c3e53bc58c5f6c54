package sim

import (
	"context"
	"encoding/json"
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/resume"
)

// slowModeCount is how many of the slowest modes are compared by products.
const slowModeCount = 50

// SlowModeFacts describes the slowest modes of the original's A that compare.SlowModes found.
type SlowModeFacts struct {
	TimeConstants []*float64         `json:"time_constants"` // −1/Re λ, the slowest first; nil where Re λ is not negative
	Determined    int                `json:"determined"`     // of them, the first that end at a gap of the eigenvalues
	Residual      *float64           `json:"residual"`       // largest ‖A v − λ v‖/|λ| among them
	Tolerance     float64            `json:"tolerance"`      // that was asked for
	Converged     bool               `json:"converged"`      // all that were asked for; the others are not listed
	Excluded      int                `json:"excluded"`       // eigenvalues A_ii of neurons on no cycle nor between two
	Method        compare.SlowMethod `json:"method"`
	Products      int                `json:"products"`
}

// SlowModeOutcome says how well a pruned network keeps the original's slow modes. The measures are those of
// compare.SlowComparison; there are none where the original has no modes.
type SlowModeOutcome struct {
	SlowModeFacts                  // of the pruned network
	Compared      int              `json:"compared"`   // the original's modes that ε_λ is over; ε_v and cos θ are over those determined
	EpsLambda     *compare.Summary `json:"eps_lambda"` // ε_λ = |λ̃/λ − 1|
	EpsV          *compare.Summary `json:"eps_v"`      // ε_v = |v*Ãv/λ − 1|
	CosTheta      *compare.Summary `json:"cos_theta"`  // cos θ = |v*Ãv|/‖Ãv‖
	Overlap       *float64         `json:"overlap"`    // mean squared cosine of the principal angles; nil where none is determined
	OverlapModes  int              `json:"overlap_modes"`
}

// compareSlowModes fills the slow modes of the original and of every rule.
func compareSlowModes(r *run) error {
	r.opt.Progress.Phase("slow modes", int64(1+len(r.result.Data.Rules)))
	original, err := findSlowModes(r)
	if err != nil {
		return err
	}
	facts := slowModeFacts(original)
	r.result.Network.SlowModes = &facts
	r.result.noteSlowModes("the original", facts)
	if err := compareRulesSlowModes(r, original); err != nil {
		return fmt.Errorf("slow modes: %w", err)
	}
	if err := answerInputs(r, original); err != nil {
		return err
	}
	if r.original == nil {
		keepSlowModesWithoutVectors(r, original)
	}
	return nil
}

// slowModesTask finds the slow modes of the original.
func slowModesTask(r *run) resume.Tasks[*compare.SlowModes] {
	return resume.Tasks[*compare.SlowModes]{
		Name: "slowmodes", Count: 1,
		Do: func(_ context.Context, _ int, c *resume.Checkpoint) (*compare.SlowModes, error) {
			s, err := compare.FindSlowModes(c, r.net, slowModeCount, r.opt.Workers)
			if err == nil {
				c.Advance(1)
				c.Report()
			}
			return s, err
		},
		Encode: func(s *compare.SlowModes) []byte { return resume.Marshal(s) },
		Decode: func(data []byte, _, _ int) (*compare.SlowModes, error) { return compare.DecodeSlowModes(r.net, data) },
	}
}

// findSlowModes returns the slow modes of the original, which it finds unless they are there.
func findSlowModes(r *run) (*compare.SlowModes, error) {
	if r.original != nil && r.original.slow != nil {
		return r.original.slow, nil
	}
	found, err := resume.Merge(r.ctx, r.runner, slowModesTask(r), nil)
	if err != nil {
		return nil, fmt.Errorf("slow modes: %w", err)
	}
	return found, nil
}

// keepSlowModesWithoutVectors replaces the store's entry of the original's slow modes, whose vectors are not used any more.
func keepSlowModesWithoutVectors(r *run, original *compare.SlowModes) {
	if r.opt.Store != nil {
		slowModesTask(r).Replace(r.opt.Store, original.WithoutVectors())
	}
}

// compareRulesSlowModes fills the slow modes of every rule.
func compareRulesSlowModes(r *run, original *compare.SlowModes) error {
	rules := r.result.Data.Rules
	runner, threads := r.examining(len(rules))
	found, err := resume.Merge(r.ctx, runner, resume.Tasks[[]SlowModeOutcome]{
		Name: "slowcomparison", Count: len(rules),
		Do: func(_ context.Context, task int, c *resume.Checkpoint) ([]SlowModeOutcome, error) {
			compared, err := original.Compare(c, rules[task].Pruned, threads)
			if err != nil {
				return nil, err
			}
			o, err := slowModeOutcome(original.Converged, compared)
			c.Advance(1)
			c.Report()
			return []SlowModeOutcome{o}, err
		},
		Encode: encodeSlowModeOutcomes, Decode: decodeSlowModeOutcomes,
	}, func(merged *[]SlowModeOutcome, next []SlowModeOutcome) { *merged = append(*merged, next...) })
	if err != nil {
		return err
	}
	for k, o := range found {
		r.result.update(rules[k].Name, func(outcome *RuleOutcome) { outcome.SlowModes = &o })
		r.result.noteSlowModes(prunedName(rules[k].Name), o.SlowModeFacts)
	}
	return nil
}

// noteSlowModes says where modes are missing.
func (r *Result) noteSlowModes(name string, f SlowModeFacts) {
	if !f.Converged && f.Products > 0 {
		r.note("of the %d slowest modes of %s %d have converged within %d products; the others are left out",
			slowModeCount, name, len(f.TimeConstants), f.Products)
	}
}

func slowModeFacts(s *compare.SlowModes) SlowModeFacts {
	f := SlowModeFacts{
		TimeConstants: []*float64{}, Determined: s.Determined, Tolerance: s.Tolerance, Converged: s.Converged,
		Excluded: s.Excluded, Method: s.Method, Products: s.Products,
	}
	for _, v := range s.Values {
		var constant *float64
		if real(v) < 0 {
			constant = value(-1 / real(v))
		}
		f.TimeConstants = append(f.TimeConstants, constant)
	}
	largest := 0.0
	for _, residual := range s.Residuals {
		largest = max(largest, residual)
	}
	if len(s.Residuals) > 0 {
		f.Residual = value(largest)
	}
	return f
}

// slowModeOutcome returns what was found of a pruned network; nothing where the original has no modes, or none converged.
func slowModeOutcome(originalConverged bool, c compare.SlowComparison) (o SlowModeOutcome, err error) {
	if c.Pruned == nil {
		return SlowModeOutcome{SlowModeFacts: SlowModeFacts{TimeConstants: []*float64{}, Converged: originalConverged}}, nil
	}
	o = SlowModeOutcome{
		SlowModeFacts: slowModeFacts(c.Pruned), Compared: len(c.EpsLambda),
		Overlap: value(c.Overlap), OverlapModes: c.OverlapModes,
	}
	for _, m := range []struct {
		to     **compare.Summary
		values []float64
	}{{&o.EpsLambda, c.EpsLambda}, {&o.EpsV, c.EpsV}, {&o.CosTheta, c.CosTheta}} {
		if len(m.values) == 0 {
			continue
		}
		summary, err := compare.Summarize(m.values)
		if err != nil {
			return o, err
		}
		*m.to = &summary
	}
	return o, nil
}

func encodeSlowModeOutcomes(all []SlowModeOutcome) []byte {
	data, err := json.Marshal(all) // numbers are written such that they are read back exactly
	if err != nil {
		panic("sim: " + err.Error())
	}
	return data
}

func decodeSlowModeOutcomes(data []byte, _, count int) (all []SlowModeOutcome, err error) {
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, err
	}
	if len(all) != count {
		return nil, fmt.Errorf("slow modes of %d pruned networks, not %d", len(all), count)
	}
	return all, nil
}
