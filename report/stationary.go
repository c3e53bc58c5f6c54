package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"noiseprune/compare"
	"noiseprune/internal/page"
	"noiseprune/sim"
)

// stationaryHint says how the table of stationary activity is read.
const stationaryHint = "Of original and pruned network under the same noise. " +
	"The stationary error is √(E‖x − x̃‖²/E‖x‖²): 0 where the activity is the same, 1 where the pruned network has none, and √2 where " +
	"it has as much that is unrelated. All else is that of the first pruning: medians over neurons, below them the 5% and 95% " +
	"quantiles; variances and autocorrelation times as ratios to the original's; root mean squares of the changes of correlations, " +
	"below them those of the correlations; relative errors of the answer to a constant input into one neuron, and of that along " +
	"each of the slowest eigenvectors."

// stationaryTable says what survives of the stationary activity under each rule; nil where that is not known.
func stationaryTable(rules []rule) page.Part {
	t := rulesTable("Stationary activity, exactly", stationaryHint,
		"stationary error", "of a neuron", "variance, ×", "autocorrelation time, ×",
		"correlations on edges", "off them", "answer to inputs", "along slow modes")
	for _, rule := range rules {
		s := rule.outcome.Stationary
		if s == nil {
			continue
		}
		addRule(t, rule,
			overCell(rule.outcome.Over(sim.StationaryMeasure, sim.Single), s.Error), quantilesCell(s.NeuronError),
			quantilesCell(s.VarianceRatio), quantilesCell(s.AutocorrelationTimeRatio),
			correlationCell(s.CorrelationOnEdges), correlationCell(s.CorrelationOffEdges),
			quantilesCell(s.UnitInputError), quantilesCell(s.SlowInputError))
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// worstTable lists the neurons that suffer most under each rule, with their errors; nil where they are not known.
func worstTable(rules []rule) page.Part {
	most := 0
	for _, rule := range rules {
		most = max(most, len(rule.outcome.WorstNeurons()))
	}
	if most == 0 {
		return nil
	}
	var ranks []string
	for k := range most {
		ranks = append(ranks, strconv.Itoa(k+1))
	}
	t := rulesTable("The neurons that suffer most", "Below each neuron its relative error √(E(x − x̃)²/E x²).", ranks...)
	for _, rule := range rules {
		worst := rule.outcome.WorstNeurons()
		if worst == nil {
			continue
		}
		cells := make([]page.Cell, most)
		for k := range cells {
			cells[k] = cell(absent, "")
			if k < len(worst) {
				cells[k] = cell(worst[k].Label, number(worst[k].Error))
			}
		}
		addRule(t, rule, cells...)
	}
	return t
}

// overCell shows a number of the first pruning, or its mean over prunings with their standard deviation below it.
func overCell(over *sim.OverPrunings, first float64) page.Cell {
	if over == nil || over.Spread == nil {
		return cell(number(first), "")
	}
	return cell(number(over.Spread.Mean), fmt.Sprintf("± %s over %d", number(over.Spread.Deviation), over.Spread.Count))
}

// quantilesCell shows the median over neurons, the quantiles 5% and 95% below it.
func quantilesCell(q *compare.Quantiles) page.Cell {
	if q == nil {
		return cell(absent, "")
	}
	return cell(number(q.Median), number(q.Low)+" … "+number(q.High))
}

// correlationCell shows the root mean square of changes, that of the original's correlations below it.
func correlationCell(c compare.CorrelationChange) page.Cell {
	if c.Pairs == 0 {
		return cell(absent, "")
	}
	return cell(number(c.RMS), "of "+number(c.Original))
}

// survivalFinding says in a sentence what survives after a rule as it was measured; empty where nothing is known.
func survivalFinding(label string, s sim.Survival) string {
	parts := slices.DeleteFunc([]string{
		measuredText("variances", s.VarianceRatio), measuredText("autocorrelation times", s.AutocorrelationTimeRatio),
		correlationText("on edges", s.CorrelationOnEdges), correlationText("off edges", s.CorrelationOffEdges),
		answerText("answers to inputs", s.UnitInputError), answerText("answers along slow modes", s.SlowInputError),
	}, func(text string) bool { return text == "" })
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("Measured after %s, as medians and 5–95%% of neurons: %s.", label, strings.Join(parts, "; "))
}

// measuredText shows measured ratios with the standard error of their median.
func measuredText(what string, q *compare.MeasuredQuantiles) string {
	if q == nil {
		return ""
	}
	text := fmt.Sprintf("%s × %s ± %s (%s … %s", what, number(q.Median), number(q.Errors.Median), number(q.Low), number(q.High))
	if q.NoiseShare == nil {
		text += ", with sampling noise"
	}
	return text + ")"
}

// correlationText shows a measured change of correlations with its standard error.
func correlationText(where string, c *compare.MeasuredCorrelation) string {
	if c == nil {
		return ""
	}
	return fmt.Sprintf("r.m.s. change of correlations %s %s ± %s of %s", where, number(c.RMS), number(c.RMSError), number(c.Original))
}

// answerText shows relative errors of answers.
func answerText(what string, q *compare.Quantiles) string {
	if q == nil {
		return ""
	}
	return fmt.Sprintf("%s off by %s (%s … %s)", what, percent(q.Median), percent(q.Low), percent(q.High))
}
