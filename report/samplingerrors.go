package report

import (
	"math"

	"noiseprune/internal/page"
	"noiseprune/sim"
)

// samplingErrors shows the errors of the covariance against samples beside the line that is expected; nil where there are fewer than
// two.
func samplingErrors(id string, c *sim.CovarianceFacts) page.Part {
	if c == nil || len(c.Errors) < 2 {
		return nil
	}
	view := page.CurveView{Y: page.Axis{Label: "relative error of diff-cov", Log: true}}
	estimated := page.Line{Label: "standard error", Style: page.Original, Dots: true}
	exact := page.Line{Label: "against the exact value", Style: page.Third, Dots: true}
	expected := page.Line{Label: "expected, 1/√samples", Style: page.Expected}
	for _, e := range c.Errors {
		view.X = append(view.X, float64(e.Samples))
		estimated.Values = append(estimated.Values, orNaN(e.RelativeError))
		exact.Values = append(exact.Values, orNaN(e.ExactError))
		expected.Values = append(expected.Values, e.Expected)
	}
	caption := "Up to the samples of one block of replicas the root mean square over the blocks, from there on of all blocks together. " +
		"The standard error is that of a typical edge, from the differences between groups of replicas. "
	for _, line := range []page.Line{estimated, exact} {
		if anyNumber(line.Values) {
			view.Lines = append(view.Lines, line)
		}
	}
	if anyNumber(exact.Values) {
		caption += "Against the exact value is the root mean square over the edges of what the measured diff-cov lies off. "
	}
	view.Lines = append(view.Lines, expected)
	return &page.Figure{
		ID: id, Title: "Error of the covariance against samples",
		Caption: caption + "The line through the error that is asked for falls as 1/√samples: " +
			"above it, samples are less independent than planned.",
		Chart: &page.Curves{X: page.Axis{Label: "samples (replicas × times)", Log: true}, Views: []page.CurveView{view}},
	}
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

// anyNumber reports whether a logarithmic axis shows any of the values.
func anyNumber(values []float64) bool {
	for _, v := range values {
		if v > 0 && !math.IsInf(v, 0) {
			return true
		}
	}
	return false
}
