package report

import (
	"fmt"
	"strings"

	"noiseprune/compare"
	"noiseprune/sim"
)

// findings says in sentences how many edges were kept, and compares the rules by their median
// errors. Unstable networks and those that diverged are left out.
func findings(r *sim.Result, rules []rule) []string {
	var all []string
	if r.Pruned != nil {
		all = append(all, fmt.Sprintf("Noise-prune kept %s of %s edges (%s).",
			count(r.Pruned.Edges), count(r.Network.Edges), percent(r.Pruned.Keep)))
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
	return all
}
