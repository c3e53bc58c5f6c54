package report

import (
	"fmt"
	"io"

	"noiseprune/internal/page"
	"noiseprune/rules"
	"noiseprune/sim"
)

// SweptNetwork is one network of a sweep.
type SweptNetwork struct {
	Name    string
	Result  *sim.SweepResult // nil where it could not be swept
	Reason  string           // why; empty otherwise
	Measure string           // by which its sentence speaks
}

// WriteSweep writes the page of a sweep: of each network down to which share each rule keeps the measure below the level, every
// measure against the share with the interval of its mean over prunings, and a table of all budgets that can be sorted. The same
// networks give the same bytes. It returns the error of w, and panics if there is no network.
func WriteSweep(w io.Writer, networks []SweptNetwork, level float64) error {
	if len(networks) == 0 {
		panic("report: a sweep without a network")
	}
	p := &page.Page{Title: "noise-prune: sweep", Heading: "How far each network can be pruned"}
	for k, n := range networks {
		id := fmt.Sprintf("network-%d", k+1)
		if n.Result == nil {
			p.Warnings = append(p.Warnings, n.Name+" was not swept: "+n.Reason)
			continue
		}
		if p.Made == "" {
			p.Made = fmt.Sprintf("%s, seed %s", n.Result.Program, count(int64(n.Result.Spec.Seed))) //nolint:gosec // printed
		}
		if sentence := n.Result.Sentence(n.Measure, level); n.Measure != "" && sentence != "" {
			lead := capitalized(sentence)
			if len(networks) > 1 {
				lead = n.Name + ": " + sentence
			}
			p.Lead = append(p.Lead, lead)
		}
		p.Sections = append(p.Sections, page.Section{ID: id, Title: n.Name, Parts: sweepParts(id, n, level)})
	}
	return p.Write(w)
}

func sweepParts(id string, n SweptNetwork, level float64) []page.Part {
	r := n.Result
	parts := []page.Part{factsPart("", []fact{
		{"neurons", count(r.Network.Neurons), ""}, {"edges", count(r.Network.Edges), ""},
		{"shares of the edges", count(len(r.Cells)), "of each " + count(r.Cells[0].Rules[0].Prunings()) + " prunings by every rule"},
	})}
	for _, note := range r.Notes {
		parts = append(parts, &page.Text{Paragraphs: []string{note}, Tone: page.Hint})
	}
	if r.Incomplete != nil {
		parts = append(parts, &page.Text{Paragraphs: []string{"This sweep is incomplete: " + *r.Incomplete + "."}, Tone: page.Warning})
	}
	if chart := sweepCurves(r, n.Measure, level); chart != nil {
		parts = append(parts, &page.Figure{
			ID: id + "-curves", Title: "Against the share of the edges that is kept", Chart: chart,
			Caption: "Means over prunings, with bands of their 95% intervals. " +
				"The grey line of long dashes is the level that the sentence above speaks of.",
		})
	}
	return append(parts, present(samplingErrors(id+"-sampling", r.Covariance), sweepTable(id, r, n.Measure))...)
}

// sweepCurves shows every measure that noise-prune has, that of the sentence first; nil where it has none.
func sweepCurves(r *sim.SweepResult, first string, level float64) page.Chart {
	chart := &page.Curves{X: page.Axis{Label: "share of the edges kept", Log: true}, Choose: "Measure:"}
	names := []string{first}
	for _, m := range sim.Measures() {
		if m.Name != first {
			names = append(names, m.Name)
		}
	}
	for _, name := range names {
		if view := sweepView(r, name); view != nil {
			if name == first {
				view.Lines = append(view.Lines, page.Line{Label: "level", Style: page.Expected, Values: constant(level, len(view.X))})
			}
			chart.Views = append(chart.Views, *view)
		}
	}
	if len(chart.Views) == 0 {
		return nil
	}
	return chart
}

// sweepView shows one measure; nil where no rule has it at every share.
func sweepView(r *sim.SweepResult, measure string) *page.CurveView {
	symbol := sim.MeasureSymbol(measure)
	view := &page.CurveView{Label: symbol, Y: page.Axis{Label: symbol, Log: measure != "cos_theta"}, X: r.Keeps()}
	for k, rule := range r.Cells[0].Rules {
		line := page.Line{Label: rules.Title(rule.Rule), Style: page.RuleStyle(rule.Rule, k), Dots: true}
		for _, cell := range r.Cells {
			over := cell.Rules[k].Over(measure)
			switch {
			case over == nil:
			case over.Spread == nil:
				line.Values = append(line.Values, over.Values[0])
			default:
				line.Values = append(line.Values, over.Spread.Mean)
				line.Low, line.High = append(line.Low, over.Spread.Low), append(line.High, over.Spread.High)
			}
		}
		if len(line.Values) != len(r.Cells) {
			continue
		}
		if len(line.Low) != len(r.Cells) {
			line.Low, line.High = nil, nil
		}
		view.Lines = append(view.Lines, line)
	}
	if len(view.Lines) == 0 {
		return nil
	}
	return view
}

func constant(v float64, n int) page.Values {
	all := make(page.Values, n)
	for k := range all {
		all[k] = v
	}
	return all
}

// sweepTable has a row for each share and rule.
func sweepTable(id string, r *sim.SweepResult, measure string) page.Part {
	symbol := sim.MeasureSymbol(measure)
	t := &page.Table{
		ID: id + "-table", Title: "All budgets", Sortable: true,
		Head: []page.Column{{Label: "rule", Text: true}, {Label: "share kept"}, {Label: symbol}, {Label: "standard deviation"},
			{Label: "95% interval of the mean"}, {Label: "minus noise-prune’s"}, {Label: "its 95% interval"}},
		Hint: "Means over prunings; differences are paired, pruning by pruning under the same noise.",
	}
	for _, cell := range r.Cells {
		for k, rule := range cell.Rules {
			cells := []page.Cell{{Value: rules.Title(rule.Rule)}, sorted(cell.Keep)}
			cells = append(cells, sweptCells(rule.Over(measure))...)
			t.Rows = append(t.Rows, page.Row{Style: page.RuleStyle(rule.Rule, k), Cells: cells})
		}
	}
	return t
}

// sweptCells are the cells of one measure at one share.
func sweptCells(over *sim.OverPrunings) []page.Cell {
	missing := page.Cell{Value: absent}
	cells := []page.Cell{missing, missing, missing, missing, missing}
	if over == nil {
		return cells
	}
	cells[0] = sorted(over.Values[0])
	if s := over.Spread; s != nil {
		cells[0], cells[1], cells[2] = sorted(s.Mean), sorted(s.Deviation), page.Cell{Value: number(s.Low) + " to " + number(s.High)}
	}
	if d := over.Against; d != nil {
		cells[3], cells[4] = sorted(d.Mean), page.Cell{Value: signed(d.Low) + " to " + signed(d.High)}
	}
	return cells
}

func capitalized(text string) string {
	if text == "" {
		return ""
	}
	return string(text[0]-'a'+'A') + text[1:]
}
