package main

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"noiseprune/compare"
	"noiseprune/sim"
)

// lineWidth is the width of a terminal that every line fits.
const lineWidth = 80

// survives says what survives of the stationary activity in the noise-pruned network, or the only one.
func (s summary) survives(b *strings.Builder) {
	columns := s.columns()
	if len(columns) == 0 || columns[0].outcome.Stationary == nil {
		survivesMeasured(b, columns)
		return
	}
	found, which := columns[0].outcome.Stationary, ""
	if found.Prunings > 1 {
		which = "first pruning; "
	}
	fmt.Fprintf(b, "\n%s, %s (%smedian and 5–95%% of neurons)\n", s.screen.Heading("What survives"), columns[0].title, which)
	factor := func(v float64) string { return fmt.Sprintf("%.2f", v) }
	survivesLine(b, "variance", "× ", found.VarianceRatio, factor)
	survivesLine(b, "autocorrelation time", "× ", found.AutocorrelationTimeRatio, factor)
	survivesLine(b, "answer to inputs", "off by ", found.UnitInputError, percent)
	survivesLine(b, "answer along slow modes", "off by ", found.SlowInputError, percent)
	on, off := found.CorrelationOnEdges, found.CorrelationOffEdges
	fmt.Fprintf(b, "  %-28s%s of %s on edges, %s of %s off\n", "correlations, r.m.s. change",
		twoDigits(on.RMS), twoDigits(on.Original), twoDigits(off.RMS), twoDigits(off.Original))
	fmt.Fprintf(b, "  %-28s%s\n", "neurons that suffer most", worst(found.WorstNeurons))
}

// survivesLine prints the quantiles over neurons of one thing, if there are any.
func survivesLine(b *strings.Builder, name, sign string, q *compare.Quantiles, text func(float64) string) {
	if q != nil {
		fmt.Fprintf(b, "  %-28s%s%s (%s – %s)\n", name, sign, text(q.Median), text(q.Low), text(q.High))
	}
}

// worst lists the first three neurons and their errors, or as many as fit a line.
func worst(neurons []sim.NeuronError) string {
	const listed, indent = 3, 30
	line := ""
	for k, n := range neurons[:min(listed, len(neurons))] {
		item := fmt.Sprintf("%s %s", n.Label, percent(n.Error))
		if k > 0 {
			item = ", " + item
		}
		if k > 0 && utf8.RuneCountInString(line+item) > lineWidth-indent {
			break
		}
		line += item
	}
	return line
}

// twoDigits formats v with two significant digits.
func twoDigits(v float64) string { return fmt.Sprintf("%.2g", v) }
