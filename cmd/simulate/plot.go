package main

import (
	"strings"

	"noiseprune/internal/terminal"
	"noiseprune/internal/termplot"
	"noiseprune/rules"
	"noiseprune/sim"
)

// The sizes of a plot, in columns and rows.
const (
	widestPlot = 80
	plotRows   = 10
)

// plotMark returns the mark of the kth rule.
func plotMark(k int) rune {
	const marks = "ox+*#%"
	return rune(marks[k%len(marks)])
}

// plot shows the error over time of each rule, where the screen wants plots.
func (s summary) plot(b *strings.Builder) {
	if !s.screen.Plots {
		return
	}
	name, curve := errorCurves(s.result.Data)
	plot := newPlot("Error over time, " + name)
	for k, rule := range s.result.Data.Rules {
		if y := curve(rule); len(y) > 0 {
			plot.Lines = append(plot.Lines, termplot.Line{
				Name: rules.Title(rule.Name), Mark: plotMark(k), X: s.result.Data.Times[:len(y)], Y: y,
			})
		}
	}
	draw(b, plot, s.screen)
}

// errorCurves returns what the plot shows and the curve of a rule: the errors from starts of random signs, which flatter less
// than positive ones, and those where there are no others.
func errorCurves(d sim.Data) (name string, curve func(sim.RuleData) []float64) {
	for _, rule := range d.Rules {
		if len(rule.SignedErrorMean) > 0 {
			return "random signs", func(r sim.RuleData) []float64 { return r.SignedErrorMean }
		}
	}
	return "positive starts", func(r sim.RuleData) []float64 { return r.ErrorMean }
}

// plot shows the measure of each rule against the share of the edges, where the screen wants plots.
func (n sweptResult) plot(b *strings.Builder, level float64, screen terminal.Screen) {
	if !screen.Plots {
		return
	}
	plot := newPlot(capitalized(sim.MeasureSymbol(n.Measure)) + " against the share of the edges kept")
	plot.X, plot.Y.Log, plot.Level = termplot.Axis{Log: true, Ticks: n.Result.Keeps(), Text: shareText}, true, &level
	for k, rule := range n.Result.Cells[0].Rules {
		line := termplot.Line{Name: rules.Title(rule.Rule), Mark: plotMark(k)}
		for _, cell := range n.Result.Cells {
			if v, ok := meanOf(cell.Rules[k].Over(n.Measure)); ok {
				line.X, line.Y = append(line.X, cell.Keep), append(line.Y, v)
			}
		}
		plot.Lines = append(plot.Lines, line)
	}
	draw(b, plot, screen)
}

// meanOf returns the mean over prunings, or the value of a single one.
func meanOf(over *sim.OverPrunings) (v float64, ok bool) {
	switch {
	case over == nil:
		return 0, false
	case over.Spread == nil:
		return over.Values[0], true
	}
	return over.Spread.Mean, true
}

// newPlot returns a plot without lines.
func newPlot(title string) termplot.Plot {
	return termplot.Plot{
		Title: title, X: termplot.Axis{Text: fourDigits}, Y: termplot.Axis{Text: fourDigits}, Height: plotRows,
	}
}

// draw adds a plot, if it shows anything.
func draw(b *strings.Builder, p termplot.Plot, screen terminal.Screen) {
	p.Width = min(screen.Width, widestPlot)
	p.Title = screen.Heading(p.Title)
	if text := p.Draw(screen.Line); text != "" {
		b.WriteString("\n" + text)
	}
}

// capitalized returns the text with an upper-case first letter, of which there is one in ASCII.
func capitalized(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
