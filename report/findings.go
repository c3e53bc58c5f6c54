package report

import (
	"fmt"
	"strings"

	"noiseprune/compare"
	"noiseprune/sim"
)

// findings says in sentences how many edges were kept, and compares the rules: over several prunings by the verdicts, and
// over one by their median errors. Unstable networks and those that diverged are left out.
func findings(r *sim.Result, rules []rule) []string {
	var all []string
	if r.Pruned != nil {
		all = append(all, fmt.Sprintf("Noise-prune kept %s of %s edges (%s).",
			count(r.Pruned.Edges), count(r.Network.Edges), percent(r.Pruned.Keep)))
	}
	if r.Target != nil {
		all = append(all, targetFinding(r.Target))
	}
	if verdicts := r.Verdicts(); len(verdicts) > 0 {
		all = append(all, fmt.Sprintf("Each rule pruned %s times; differences are means over pairs of prunings, with their 95%% intervals. "+
			"Trajectory errors below are those of all prunings, all else is that of the first.", count(int(r.Spec.Prune.Prunings.Value()))))
		for _, v := range verdicts {
			all = append(all, v.Sentences()...)
		}
		return append(all, activityFindings(rules)...)
	}
	medians := func(what string, of func(sim.RuleOutcome) *compare.Summary) {
		var parts []string
		for _, rule := range rules {
			if s := of(rule.outcome); s != nil && rule.broken == "" {
				parts = append(parts, fmt.Sprintf("%s %s", rule.label, number(s.Median)))
			}
		}
		if len(parts) > 0 {
			all = append(all, what+": "+strings.Join(parts, ", ")+".")
		}
	}
	medians("Median relative trajectory error", func(o sim.RuleOutcome) *compare.Summary { return o.TrajectoryError })
	medians("Median error of the quadratic forms, ε_v", func(o sim.RuleOutcome) *compare.Summary { return o.EpsV })
	if text := notCompared(rules); text != "" {
		all = append(all, text)
	}
	return append(all, activityFindings(rules)...)
}

// targetFinding says which budget keeps the error below the target.
func targetFinding(t *sim.TargetFacts) string {
	text := fmt.Sprintf("Noise-prune keeps the %s, by a search over %s budgets", t, count(len(t.Evaluations)))
	if t.Low != nil {
		text += "; in brackets the 95% interval of the mean budget at which a pruning crosses the target"
	}
	return text + "."
}
