package report

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/sim"
)

// table has one row for each rule.
type table struct {
	Head []string
	Rows []row
}

type row struct {
	Class string // of the rule's style in style.css
	Label string
	Cells []cell
}

// cell is a value, with a smaller line below it.
type cell struct{ Value, Below string }

// keptTable says how many edges each rule kept, and its plan; nil without rules.
func keptTable(rules []rule) *table {
	t := &table{Head: []string{"edges kept", "of the edges", "density", "expected edges", "K", "p = 1 by the clip", "protected"}}
	for _, rule := range rules {
		plan, pruned := rule.outcome.Plan, rule.outcome.Pruned
		cells := []cell{{count(pruned.Edges), ""}, {percent(pruned.Keep), ""}, {percent(pruned.Density), ""}}
		if plan == (sim.PlanFacts{Rule: plan.Rule}) { // pruned elsewhere: no plan is known
			cells = append(cells, cell{absent, ""}, cell{absent, ""}, cell{absent, ""}, cell{absent, ""})
		} else {
			cells = append(cells, cell{number(plan.ExpectedEdges), ""}, cell{number(plan.K), ""},
				cell{count(plan.Clipped), ""}, cell{count(plan.Protected), ""})
		}
		t.Rows = append(t.Rows, row{rule.style.Class, rule.label, cells})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// keptHint says how edges were chosen; empty in a Result that did not choose any.
func keptHint(r *sim.Result) string {
	if r.Plan == nil {
		return ""
	}
	s := r.Spec.Prune
	return "An edge is kept with probability p = min(1, K · score); " +
		"the score is |w| · diff-cov for noise-prune, |w| for weight-only and 1 for uniform. " +
		"The controls' K is such that as many edges are expected; what the draws kept differs by chance. " +
		fmt.Sprintf("As set: reweight %s, diagonal %s, choice of K %s.", s.Reweight, s.Diagonal, s.Normalize)
}

// survivalTable says how well the dynamics survived; nil if no rule was compared.
func survivalTable(rules []rule) *table {
	t := &table{Head: []string{"stable"}}
	for _, m := range sim.Measures() {
		t.Head = append(t.Head, m.Symbol)
	}
	activeSets := activeSetFacts(rules) != nil
	if activeSets {
		t.Head = append(t.Head, "worst ε on active sets")
	}
	compared := false
	for _, rule := range rules {
		o := rule.outcome
		compared = compared || o.Diverged != nil
		cells := []cell{{yes(o.Stable), ""}}
		for _, m := range sim.Measures() {
			compared = compared || m.Known(o)
			cells = append(cells, measureCell(m, o))
		}
		if activeSets {
			cells = append(cells, activeSetsCell(o.ActiveSets))
		}
		t.Rows = append(t.Rows, row{rule.style.Class, rule.marked(rule.label), cells})
	}
	if !compared {
		return nil
	}
	return t
}

// measureCell shows a measure, or that the pruned network diverged.
func measureCell(m sim.Measure, o sim.RuleOutcome) cell {
	switch {
	case m.Trajectories && o.Diverged != nil:
		return cell{"diverged", ""}
	case m.Summary != nil:
		return summaryCell(m.Summary(o))
	}
	return cell{optional(m.Number(o)), ""}
}

// activeSetFacts returns the facts of the first rule that has them; nil where none has. Of all rules the same
// sets are checked.
func activeSetFacts(rules []rule) *sim.ActiveSetFacts {
	for _, rule := range rules {
		if facts := rule.outcome.ActiveSets; facts != nil {
			return facts
		}
	}
	return nil
}

// activeSetsCell shows the worst case on active sets, below it on how many.
func activeSetsCell(f *sim.ActiveSetFacts) cell {
	if f == nil {
		return cell{absent, ""}
	}
	return cell{optional(f.EpsilonWorst), "on " + count(f.Checked) + " of " + count(f.Visited)}
}

// activeSetsHint says on which sets the worst case was looked for; empty where there are none.
func activeSetsHint(rules []rule) string {
	facts := activeSetFacts(rules)
	if facts == nil {
		return ""
	}
	return "Active sets are the sets of neurons above threshold that the original visited: " + facts.String() + "."
}

// summaryCell shows the median, the quartiles below it.
func summaryCell(s *compare.Summary) cell {
	if s == nil {
		return cell{absent, ""}
	}
	return cell{number(s.Median), number(s.Q1) + " … " + number(s.Q3)}
}

// divergences says why rules have no trajectories.
func divergences(rules []rule) []string {
	var all []string
	for _, rule := range rules {
		if rule.outcome.Diverged != nil {
			all = append(all, rule.label+": "+*rule.outcome.Diverged)
		}
	}
	return all
}
