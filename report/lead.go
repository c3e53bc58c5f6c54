package report

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/sim"
)

// lead asks the question of a run and answers it: how much was pruned, what error that leaves, and by how much other rules
// leave a larger one, with intervals. It is empty where nothing was pruned.
func lead(r *sim.Result, rules []rule) (all []string) {
	if r.Target != nil {
		all = append(all, targetFinding(r.Target))
	}
	if r.Pruned == nil {
		return all
	}
	kept := fmt.Sprintf("%s of %s edges (%s)", count(r.Pruned.Edges), count(r.Network.Edges), percent(r.Pruned.Keep))
	if !examined(rules) {
		return append(all, "Noise-prune kept "+kept+".")
	}
	return append(all, "Does the activity of this network survive when noise-prune keeps "+kept+"?", answer(rules))
}

// examined reports whether the activity of the noise-pruned network was compared, or could not be.
func examined(rules []rule) bool {
	if len(rules) == 0 {
		return false
	}
	_, over := headline(rules[0].outcome)
	return over != nil || rules[0].broken != ""
}

// answer states the headline measure after noise-prune, and its differences from the controls'.
func answer(rules []rule) string {
	noise := rules[0]
	if noise.broken != "" {
		return "That is not known, since the network is " + noise.broken + "."
	}
	measure, over := headline(noise.outcome)
	if over.Spread == nil {
		return fmt.Sprintf("Its %s is %s in one pruning: a single draw, from which no verdict follows.", measure.Symbol, number(over.Values[0]))
	}
	text := fmt.Sprintf("Its %s is %s, with a standard deviation of %s over %s prunings",
		measure.Symbol, number(over.Spread.Mean), number(over.Spread.Deviation), count(over.Spread.Count))
	for _, rule := range rules[1:] {
		other := rule.outcome.Over(over.Measure, over.Statistic)
		if rule.broken == "" && other != nil && other.Against != nil {
			text += "; " + against(rule.label, *other.Against)
		}
	}
	return text + "."
}

// against compares a control's error with noise-prune's.
func against(label string, d compare.Paired) string {
	interval := fmt.Sprintf("[%s, %s]", number(d.Low), number(d.High))
	switch {
	case !d.Separates():
		return fmt.Sprintf("that of %s cannot be told from it: the difference lies in %s", label, interval)
	case d.Mean < 0:
		return fmt.Sprintf("that of %s is smaller, by %s %s", label, number(-d.Mean), fmt.Sprintf("[%s, %s]", number(-d.High), number(-d.Low)))
	}
	return fmt.Sprintf("that of %s is larger, by %s %s", label, number(d.Mean), interval)
}

// headline returns the first measure that noise-prune has of those that answer the question.
func headline(o sim.RuleOutcome) (m sim.Measure, over *sim.OverPrunings) {
	for _, m := range sim.Measures() {
		if !sim.OfTrajectories(m.Name) {
			continue
		}
		for _, s := range []sim.Statistic{sim.Single, sim.Mean} {
			if over := o.Over(m.Name, s); over != nil && len(over.Values) > 0 {
				return m, over
			}
		}
	}
	return sim.Measure{}, nil
}

// targetFinding says which budget keeps the error below the target.
func targetFinding(t *sim.TargetFacts) string {
	text := fmt.Sprintf("Noise-prune keeps the %s, by a search over %s budgets", t, count(len(t.Evaluations)))
	switch {
	case t.Statistic == sim.Median && (t.Low != nil || t.High != nil):
		text += "; in brackets the 95% interval of the median budget at which a pruning crosses the target, as far as it is known"
	case t.Low != nil:
		text += "; in brackets the 95% interval of the mean budget at which a pruning crosses the target"
	}
	return text + "."
}
