package trajectories

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describe puts numbers and tables into the outcome.
func describe(o *figure.Outcome, r *experiment.Responses, times []float64) {
	overTime, byRun := figure.Table{}, figure.Table{}
	columns, runs := [][]float64{times}, [][]float64{}
	overTime.Columns = []string{"time"}
	last := len(times) - 1
	for rule, errors := range r.Errors {
		name := figure.Rule(rule).Name()
		mean, sd := errors.OverTime()
		overTime.Columns, columns = append(overTime.Columns, name+"_mean", name+"_sd"), append(columns, mean, sd)
		byRun.Columns, runs = append(byRun.Columns, name), append(runs, errors.ByRun())
		o.AddInterval("error_"+name+"_mean", r.Interval(figure.Rule(rule)))
		o.AddNumber("error_"+name+"_final", mean[last])
	}
	o.AddTables(figure.Columns("errors", overTime.Columns, columns...), figure.Columns("runs", byRun.Columns, runs...))
	l := r.Lead(figure.Noise, figure.Weight)
	o.AddInterval("difference", l.Difference)
	o.AddNumber("runs_won", float64(l.Won))
}

// claim states that noise-prune preserves the response, and does so better than the control.
func claim(o *figure.Outcome, r *experiment.Responses, neurons int) {
	place, limit := "Section 5, Fig. 2c–f", experiment.PreservedAt(neurons)
	var within []string
	for _, rule := range figure.Controls() {
		if r.Interval(rule).Below(limit).Met == figure.Yes {
			within = append(within, rule.Label())
		}
	}
	o.AddJudged(figure.Claim{
		Place: place, Statement: "noise-prune preserves the network response trajectory as a whole",
		Criterion: experiment.PreservedCriterion(limit),
	}, func(rule figure.Rule) figure.Verdict {
		v := figure.Judge(r.Preserves(rule, limit))
		v.Found = fmt.Sprintf("the relative error of the state after noise-prune averages %s over runs, and %s at the end", r.Interval(rule),
			r.AtEnd(rule))
		v.Short = r.Interval(rule).String()
		if len(within) > 0 {
			v.Found += fmt.Sprintf("; %s is met by %s, too", figure.Show(limit), strings.Join(within, ", "))
		}
		return v
	})
	o.AddJudged(figure.Claim{
		Place: place, Statement: "noise-prune significantly outperforms the purely weight-based strategy",
		Criterion: "the error is smaller: " + experiment.AheadOverRuns,
	}, func(rule figure.Rule) figure.Verdict {
		l := r.Lead(rule, figure.Weight)
		v := figure.Judge(l.Ahead())
		v.Found = fmt.Sprintf("after weight-based pruning it averages %s, and %s at the end; %s", l.Other, r.AtEnd(figure.Weight), l)
		v.Short = l.Difference.String()
		return v
	})
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: figure.CovariancesMatter,
		Criterion: "the error is smaller than with the covariance hidden: " + experiment.AheadOverRuns,
	}, func(rule figure.Rule) figure.Verdict {
		l := r.Lead(rule, figure.Hidden)
		v := figure.Judge(l.Ahead())
		v.Found, v.Short = fmt.Sprintf("with the covariance hidden it averages %s; %s", l.Other, l), l.Difference.String()
		return v
	})
}
