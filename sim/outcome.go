package sim

import (
	"context"
	"errors"
	"fmt"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/rules"
)

// adopt takes a pruned network into the result.
func (r *run) adopt(name string, plan rules.Plan, pruned *network.Network) {
	r.result.Data.Rules = append(r.result.Data.Rules, RuleData{
		Name: name, Probabilities: plan.Probabilities, Pruned: pruned,
	})
	stability := pruned.Stability()
	if !stability.Stable {
		r.note("the network pruned by %s is unstable: %v", name, stability.Err())
	}
	overlap := compare.NewOverlap(r.net, pruned)
	r.result.Rules[name] = RuleOutcome{
		Plan: PlanFacts{
			Rule: name, K: plan.K, ExpectedEdges: plan.Expected, Clipped: plan.Clipped, Protected: plan.Protected,
		},
		Pruned: PrunedFacts{
			Edges: overlap.Pruned, Keep: overlap.Keep, Density: overlap.DensityPruned,
			Weight: overlap.WeightPruned / overlap.WeightOriginal,
		},
		Stable: stability.Stable,
	}
}

// change updates the outcome of one rule.
func (r *run) change(name string, update func(*RuleOutcome)) {
	outcome := r.result.Rules[name]
	update(&outcome)
	r.result.Rules[name] = outcome
}

// summary returns the summary of values, or nil with a note why there is none.
func (r *run) summary(what, rule string, values []float64) *compare.Summary {
	s, err := compare.Summarize(values)
	if err != nil {
		r.note("no summary of %s for %s: %v", what, rule, err)
		return nil
	}
	return &s
}

// spectra fills the spectral measures of every rule.
func (r *run) spectra() error {
	if r.spec.Compare.Spectra != "yes" {
		r.note("spectra were not computed: %d neurons are above the %d up to which they are unasked; compare.spectra yes asks for them",
			r.net.Neurons(), autoExactLimit)
		return nil
	}
	count := len(r.result.Data.Rules)
	r.opt.Progress.Phase("spectra", int64(1+2*count))
	var reference *compare.Reference
	worst := make([]*float64, count)
	notes := make([]string, count)
	// The original's decomposition is the longest job; the worst cases need none of it.
	err := each(r.ctx, r.opt.Workers, 1+count, func(_ context.Context, job int) (struct{}, error) {
		defer r.opt.Progress.Advance(1)
		var err error
		if job == 0 {
			reference, err = compare.NewReference(r.net)
			return struct{}{}, err
		}
		worst[job-1], notes[job-1], err = worstCase(r.net, r.result.Data.Rules[job-1].Pruned)
		return struct{}{}, err
	}, func(int, struct{}) {})
	if err != nil {
		return fmt.Errorf("spectra: %w", err)
	}
	r.describeEigenvalues(reference)
	for k, rule := range r.result.Data.Rules {
		r.change(rule.Name, func(o *RuleOutcome) { o.EpsilonWorst = worst[k] })
		if notes[k] != "" && k == 0 {
			r.note("%s", notes[k])
		}
	}
	return r.spectraOfRules(reference)
}

// worstCase returns the worst case, or nil and a note where none exists.
func worstCase(original, pruned *network.Network) (*float64, string, error) {
	w, err := compare.WorstCase(original, pruned)
	switch {
	case errors.Is(err, compare.ErrIndefinite):
		return nil, "no worst-case ε: " + err.Error(), nil
	case err != nil:
		return nil, "", err
	}
	return &w, "", nil
}

// spectraOfRules fills what needs the original's decomposition.
func (r *run) spectraOfRules(reference *compare.Reference) error {
	type measures struct{ lambda, v, cos []float64 }
	return each(r.ctx, r.opt.Workers, len(r.result.Data.Rules), func(_ context.Context, job int) (m measures, err error) {
		defer r.opt.Progress.Advance(1)
		pruned := r.result.Data.Rules[job].Pruned
		m.v, m.cos = reference.Quadratic(pruned)
		m.lambda, err = reference.EpsLambda(pruned)
		return m, err
	}, func(job int, m measures) {
		rule := &r.result.Data.Rules[job]
		rule.EpsLambda, rule.EpsV, rule.CosTheta = m.lambda, m.v, m.cos
		r.change(rule.Name, func(o *RuleOutcome) {
			o.EpsLambda = r.summary("ε_λ", rule.Name, m.lambda)
			o.EpsV = r.summary("ε_v", rule.Name, m.v)
			o.CosTheta = r.summary("cos θ", rule.Name, m.cos)
		})
	})
}

// describeEigenvalues replaces the bounds on the eigenvalues by their exact ends.
func (r *run) describeEigenvalues(reference *compare.Reference) {
	values := reference.Eigenvalues()
	facts := &r.result.Network
	facts.LambdaMin, facts.LambdaMax = value(real(values[0])), value(real(values[len(values)-1]))
	facts.LambdaBy = "exact"
}

// describeTrajectories fills the trajectory errors and the traces.
func (r *run) describeTrajectories(all encounter) {
	data := &r.result.Data
	for k := range r.schedule.TrajectorySteps/r.schedule.ObservationSteps + 1 {
		data.Times = append(data.Times, float64(k*r.schedule.ObservationSteps)*r.schedule.StepSize)
	}
	data.Traces = perNeuron(all.traces[0])
	for k := range data.Rules {
		rule := &data.Rules[k]
		if err := all.diverged[k]; err != nil {
			reason := err.Error()
			r.note("the network pruned by %s has no trajectory error: %s", rule.Name, reason)
			r.change(rule.Name, func(o *RuleOutcome) { o.Diverged = &reason })
			continue
		}
		rule.ErrorMean, rule.ErrorSD = all.errors[k].OverTime()
		rule.ErrorByRun = all.errors[k].ByRun()
		rule.Traces = perNeuron(all.traces[k+1])
		r.change(rule.Name, func(o *RuleOutcome) {
			o.TrajectoryError = r.summary("the trajectory error", rule.Name, rule.ErrorByRun)
		})
	}
}

// perNeuron returns the trace of each traced neuron.
func perNeuron(t *compare.Traces) [][]float64 {
	traces := make([][]float64, len(t.Neurons()))
	for k := range traces {
		traces[k] = t.Of(k)
	}
	return traces
}
