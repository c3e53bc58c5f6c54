package sim

import (
	"context"
	"fmt"
	"sync"

	"noiseprune/internal/resume"
)

// stationaryPhase is the name of the phase in which stationary activity is compared.
const stationaryPhase = "stationary activity"

// compareStationary fills what survives of the stationary activity under every rule, exactly, where that is a matter of seconds.
func compareStationary(r *run) error {
	rules := r.result.Data.Rules
	prunings := r.stationaryPrunings()
	if prunings == 0 {
		if r.spec.Compare.Spectra == KrylovSpectra {
			return nil // which has answered inputs when it had the slow modes
		}
		return answerInputs(r, nil)
	}
	r.noteLibrary()
	all := drawsOf(len(rules), prunings)
	r.opt.Progress.Phase(stationaryPhase, int64(len(all)))
	found := make([][]stationaryFound, len(rules))
	if err := resume.Each(r.ctx, r.runner, stationaryTasks(r, all), func(task int, f stationaryFound) {
		found[all[task].rule] = append(found[all[task].rule], f)
	}); err != nil {
		return fmt.Errorf("stationary activity: %w", err)
	}
	for k := range rules {
		r.result.describeStationary(&rules[k], found[k])
	}
	return nil
}

// stationaryTasks are the pruned networks, the first of which waits for what all have in common.
func stationaryTasks(r *run, all []drawn) resume.Tasks[stationaryFound] {
	original := sync.OnceValues(func() (stationaryOriginal, error) {
		return newStationaryOriginal(r.net, r.threads(min(len(all), r.opt.Workers)))
	})
	return resume.Tasks[stationaryFound]{
		Name: "stationary", Count: len(all),
		Do: func(_ context.Context, task int, _ *resume.Checkpoint) (stationaryFound, error) {
			o, err := original()
			if err != nil {
				return reasonOf("the original", err)
			}
			d := all[task]
			rule := r.result.Data.Rules[d.rule]
			pruned, err := r.pruned(rule, d.pruning)
			if err != nil {
				return stationaryFound{}, err
			}
			return o.find(rule.Name, pruned, d.pruning == 0)
		},
		Encode: stationaryFound.encode, Decode: decodeStationaryFound,
	}
}

// stationaryPrunings returns of how many prunings by each rule the stationary error is exact.
func (r *run) stationaryPrunings() int {
	return r.spec.exactStationary(sizeOf(r.net), r.prunings())
}

// describeStationary fills what was found of one rule's prunings.
func (r *Result) describeStationary(rule *RuleData, found []stationaryFound) {
	var errors, correlations []float64
	for k, f := range found {
		if f.Unstable && k > 0 {
			r.foundUnstable(rule.Name, len(found))
		}
		if f.Reason != "" {
			r.noteOnce("no stationary error: " + f.Reason)
			return
		}
		errors, correlations = append(errors, f.Outcome.Error), append(correlations, f.Correlation)
	}
	outcome := found[0].Outcome
	outcome.Prunings, outcome.SlowInputError = len(found), quantilesOf(rule.SlowInputErrors)
	r.update(rule.Name, func(o *RuleOutcome) { o.Stationary = &outcome })
	r.addOver(rule.Name, StationaryMeasure, Single, errors)
	r.addOver(rule.Name, CorrelationMeasure, Single, correlations)
}
