package report

import (
	"fmt"
	"strconv"

	"noiseprune/compare"
	"noiseprune/sim"
)

// stationaryTable says what survives of the stationary activity under each rule; nil where that is not known.
func stationaryTable(rules []rule) *table {
	t := &table{Head: []string{
		"stationary error", "of a neuron", "variance, ×", "autocorrelation time, ×",
		"correlations on edges", "off them", "answer to inputs", "along slow modes",
	}}
	for _, rule := range rules {
		s := rule.outcome.Stationary
		if s == nil {
			continue
		}
		t.Rows = append(t.Rows, row{rule.style.Class, rule.marked(rule.label), []cell{
			overCell(rule.outcome.Over(sim.StationaryMeasure, sim.Single), s.Error), quantilesCell(s.NeuronError),
			quantilesCell(s.VarianceRatio), quantilesCell(s.AutocorrelationTimeRatio),
			correlationCell(s.CorrelationOnEdges), correlationCell(s.CorrelationOffEdges),
			quantilesCell(s.UnitInputError), quantilesCell(s.SlowInputError),
		}})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// worstTable lists the neurons that suffer most under each rule, with their errors; nil where they are not known.
func worstTable(rules []rule) *table {
	t := &table{}
	for _, rule := range rules {
		worst := rule.outcome.WorstNeurons()
		if worst == nil {
			continue
		}
		var cells []cell
		for _, n := range worst {
			cells = append(cells, cell{n.Label, number(n.Error)})
		}
		for k := len(t.Head); k < len(cells); k++ {
			t.Head = append(t.Head, strconv.Itoa(k+1))
		}
		t.Rows = append(t.Rows, row{rule.style.Class, rule.marked(rule.label), cells})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return t
}

// overCell shows a number of the first pruning, or its mean over prunings with their standard deviation below it.
func overCell(over *sim.OverPrunings, first float64) cell {
	if over == nil || over.Spread == nil {
		return cell{number(first), ""}
	}
	return cell{number(over.Spread.Mean), fmt.Sprintf("± %s over %d", number(over.Spread.Deviation), over.Spread.Count)}
}

// quantilesCell shows the median over neurons, the quantiles 5% and 95% below it.
func quantilesCell(q *compare.Quantiles) cell {
	if q == nil {
		return cell{absent, ""}
	}
	return cell{number(q.Median), number(q.Low) + " … " + number(q.High)}
}

// correlationCell shows the root mean square of changes, that of the original's correlations below it.
func correlationCell(c compare.CorrelationChange) cell {
	if c.Pairs == 0 {
		return cell{absent, ""}
	}
	return cell{number(c.RMS), "of " + number(c.Original)}
}
