package report

import (
	"fmt"
	"slices"

	"noiseprune/compare"
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// rulesTable is a table with one row for each rule.
func rulesTable(title, hint string, columns ...string) *page.Table {
	t := &page.Table{Title: title, Hint: hint, Head: []page.Column{{Label: "rule", Text: true}}}
	for _, c := range columns {
		t.Head = append(t.Head, page.Column{Label: c})
	}
	return t
}

// addRule adds the row of a rule.
func addRule(t *page.Table, r rule, cells ...page.Cell) {
	t.Rows = append(t.Rows, page.Row{Style: r.style, Cells: append([]page.Cell{{Value: r.marked(r.label)}}, cells...)})
}

// cell returns a value with a smaller line below it, which may be empty.
func cell(value, below string) page.Cell { return page.Cell{Value: value, Below: below} }

// keptTable says how many edges each rule kept, and its plan; nil without rules.
func keptTable(r *sim.Result, rules []rule) page.Part {
	t := rulesTable("", keptHint(r), "edges kept", "of the edges", "density", "expected edges", "K", "p = 1 by the clip", "protected")
	for _, rule := range rules {
		plan, pruned := rule.outcome.Plan, rule.outcome.Pruned
		cells := []page.Cell{cell(count(pruned.Edges), ""), cell(percent(pruned.Keep), ""), cell(percent(pruned.Density), "")}
		if plan == (sim.PlanFacts{Rule: plan.Rule}) { // pruned elsewhere: no plan is known
			cells = append(cells, cell(absent, ""), cell(absent, ""), cell(absent, ""), cell(absent, ""))
		} else {
			cells = append(cells, cell(number(plan.ExpectedEdges), ""), cell(number(plan.K), ""),
				cell(count(plan.Clipped), ""), cell(count(plan.Protected), ""))
		}
		addRule(t, rule, cells...)
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

// survivalHint says how the table of the measures is read.
const survivalHint = "Medians, below them the lower and upper quartiles, of the first pruning; trajectory errors are those of all. " +
	"ε and the errors are good near 0, cos θ near 1. Worst-case ε is the smallest ε that bounds the change of every quadratic form; " +
	"the theorem bounds it."

// survivalTable says how well the dynamics survived; nil if no rule was compared.
func survivalTable(rules []rule) page.Part {
	columns := []string{"stable"}
	for _, m := range sim.Measures() {
		columns = append(columns, m.Symbol)
	}
	activeSets, hint := activeSetFacts(rules) != nil, survivalHint
	if activeSets {
		columns = append(columns, "worst ε on active sets")
		hint += " " + activeSetsHint(rules)
	}
	t := rulesTable("All measures", hint, columns...)
	compared := false
	for _, rule := range rules {
		o := rule.outcome
		compared = compared || o.Diverged != nil
		cells := []page.Cell{cell(yes(o.Stable), "")}
		for _, m := range sim.Measures() {
			compared = compared || m.Known(o)
			cells = append(cells, measureCell(m, o))
		}
		if activeSets {
			cells = append(cells, activeSetsCell(o.ActiveSets))
		}
		addRule(t, rule, cells...)
	}
	if !compared {
		return nil
	}
	return withoutEmptyColumns(t)
}

// withoutEmptyColumns leaves out the columns in which no rule has a value.
func withoutEmptyColumns(t *page.Table) *page.Table {
	for k := len(t.Head) - 1; k > 0; k-- {
		empty := true
		for _, row := range t.Rows {
			empty = empty && row.Cells[k].Value == absent
		}
		if empty {
			t.Head = slices.Delete(t.Head, k, k+1)
			for i := range t.Rows {
				t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, k, k+1)
			}
		}
	}
	return t
}

// measureCell shows a measure, or that the pruned network diverged.
func measureCell(m sim.Measure, o sim.RuleOutcome) page.Cell {
	switch {
	case m.Trajectories && o.Diverged != nil:
		return cell("diverged", "")
	case m.Summary != nil:
		return summaryCell(m.Summary(o))
	}
	return cell(optional(m.Number(o)), "")
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
func activeSetsCell(f *sim.ActiveSetFacts) page.Cell {
	if f == nil {
		return cell(absent, "")
	}
	return cell(optional(f.EpsilonWorst), "on "+count(f.Checked)+" of "+count(f.Visited))
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
func summaryCell(s *compare.Summary) page.Cell {
	if s == nil {
		return cell(absent, "")
	}
	return cell(number(s.Median), number(s.Q1)+" … "+number(s.Q3))
}
