package main

import (
	"fmt"
	"strings"

	"noiseprune/compare"
)

// survivesMeasured says the same where it was not computed but measured, with standard errors.
func survivesMeasured(b *strings.Builder, columns []column) {
	if len(columns) == 0 || columns[0].outcome.StationaryMeasured == nil {
		return
	}
	found := columns[0].outcome.StationaryMeasured
	fmt.Fprintf(b, "\nWhat survives, %s (measured; median and 5–95%% of neurons)\n", columns[0].title)
	measuredLine(b, "variance", found.VarianceRatio)
	measuredLine(b, "autocorrelation time", found.AutocorrelationTimeRatio)
	survivesLine(b, "answer to inputs", "off by ", found.UnitInputError, percent)
	survivesLine(b, "answer along slow modes", "off by ", found.SlowInputError, percent)
	correlationLine(b, "correlations on edges", found.CorrelationOnEdges)
	correlationLine(b, "correlations off edges", found.CorrelationOffEdges)
	fmt.Fprintf(b, "  %-28s%s\n", "neurons that suffer most", worst(columns[0].outcome.WorstNeurons()))
	fmt.Fprintf(b, "  %-28s%s\n", "measured over", "the last third of trajectories from 0")
}

// measuredLine prints measured quantiles over neurons, if there are any: the median with its standard error.
func measuredLine(b *strings.Builder, name string, q *compare.MeasuredQuantiles) {
	if q == nil {
		return
	}
	noisy := ""
	if q.NoiseShare == nil {
		noisy = ", with noise"
	}
	fmt.Fprintf(b, "  %-28s× %.2f ± %.2f (%.2f – %.2f%s)\n", name, q.Median, q.Errors.Median, q.Low, q.High, noisy)
}

// correlationLine prints the measured change of correlations, if it is known.
func correlationLine(b *strings.Builder, name string, c *compare.MeasuredCorrelation) {
	if c != nil {
		fmt.Fprintf(b, "  %-28sr.m.s. change %s ± %s of %s\n", name, twoDigits(c.RMS), twoDigits(c.RMSError), twoDigits(c.Original))
	}
}
