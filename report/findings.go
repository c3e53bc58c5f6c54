package report

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/page"
	"noiseprune/rules"
	"noiseprune/sim"
)

// verdictParts compares noise-prune with each control, by all measures that are known of several prunings; nil where there
// are none.
func verdictParts(r *sim.Result, shown []rule) (parts []page.Part) {
	for _, v := range r.Verdicts() {
		if v.LeftOut != "" {
			parts = append(parts, &page.Text{Paragraphs: v.Sentences()})
			continue
		}
		parts = append(parts, verdictTable(v))
	}
	if parts != nil {
		parts = append(parts, &page.Text{Tone: page.Hint, Paragraphs: []string{fmt.Sprintf(
			"Each rule pruned %s times. Differences are noise-prune's value minus the control's, means over pairs of prunings under the same "+
				"noise, with their 95%% intervals; a verdict is given where the interval leaves 0 out. All measures are best at 0, "+
				"but for cos θ, which is best at 1.", count(int(r.Spec.Prune.Prunings.Value())))}})
	}
	if activity := activityFindings(shown); len(activity) > 0 {
		parts = append(parts, &page.Text{Paragraphs: activity})
	}
	return parts
}

// verdictTable has a row for each statistic.
func verdictTable(v sim.Verdict) page.Part {
	title := rules.Title(v.Control)
	t := &page.Table{
		Title: "Noise-prune against " + title,
		Head: []page.Column{{Label: "measure", Text: true}, {Label: "difference"}, {Label: "95% interval"}, {Label: "pairs of that sign"},
			{Label: "noise-prune is", Text: true}},
	}
	add := func(judged []sim.Judgement, verdict func(sim.Judgement) string) {
		for _, j := range judged {
			d := j.Difference
			t.Rows = append(t.Rows, page.Row{Cells: []page.Cell{
				{Value: j.Name()}, {Value: signed(d.Mean)}, {Value: fmt.Sprintf("%s to %s", signed(d.Low), signed(d.High))},
				{Value: fmt.Sprintf("%s of %s", count(ofSign(d)), count(d.Pairs))}, {Value: verdict(j)},
			}})
		}
	}
	add(v.Better, func(sim.Judgement) string { return "✓ better" })
	add(v.Worse, func(sim.Judgement) string { return "✗ worse" })
	add(v.Open, func(j sim.Judgement) string { return "not distinguishable; " + j.Needed() })
	return t
}

// ofSign returns how many pairs have the sign of the mean difference.
func ofSign(d compare.Paired) int {
	if d.Mean < 0 {
		return d.Less
	}
	return d.Greater
}

// signed prints a number with its sign.
func signed(v float64) string {
	if v > 0 {
		return "+" + number(v)
	}
	return number(v)
}
