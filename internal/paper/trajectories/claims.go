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
		o.AddNumber("error_"+name+"_mean", r.Mean(figure.Rule(rule)))
		o.AddNumber("error_"+name+"_final", mean[last])
	}
	o.AddTables(figure.Columns("errors", overTime.Columns, columns...), figure.Columns("runs", byRun.Columns, runs...))
	l := r.Lead(figure.Noise, figure.Weight)
	o.AddNumber("difference", l.Difference)
	o.AddNumber("difference_se", l.SE)
	o.AddNumber("runs_won", float64(l.Won))
}

// claim states that noise-prune preserves the response, and does so better than the control.
func claim(o *figure.Outcome, r *experiment.Responses, neurons int) {
	place, limit := "Section 5, Fig. 2c–f", experiment.PreservedAt(neurons)
	final := func(rule figure.Rule) float64 {
		mean, _ := r.Errors[rule].OverTime()
		return mean[len(mean)-1]
	}
	var within []string
	for _, rule := range figure.Controls() {
		if r.Mean(rule) < limit {
			within = append(within, rule.Label())
		}
	}
	o.AddJudged(figure.Claim{
		Place: place, Statement: "noise-prune preserves the network response trajectory as a whole",
		Criterion: experiment.PreservedCriterion(limit),
	}, func(rule figure.Rule) figure.Verdict {
		v := figure.Verdict{
			Found: fmt.Sprintf("the relative error of the state after noise-prune averages %s (95%% interval over runs; %s at the end)",
				r.MeanWithInterval(rule), figure.Show(final(rule))),
			Short: figure.Show(r.Mean(rule)), Meets: r.Preserves(rule, limit),
		}
		if len(within) > 0 {
			v.Found += fmt.Sprintf("; %s is met by %s, too", figure.Show(limit), strings.Join(within, ", "))
		}
		return v
	})
	o.AddJudged(figure.Claim{
		Place: place, Statement: "noise-prune significantly outperforms the purely weight-based strategy",
		Criterion: fmt.Sprintf("the error is smaller by more than %d standard errors of the paired difference over runs", experiment.AheadBy),
	}, func(rule figure.Rule) figure.Verdict {
		l := r.Lead(rule, figure.Weight)
		return figure.Verdict{
			Found: fmt.Sprintf("after weight-based pruning it averages %s (%s at the end); the difference is %s ± %s (s.e.), and noise-prune "+
				"wins %d of %d runs", figure.Show(l.Other), figure.Show(final(figure.Weight)), figure.Show(l.Difference), figure.Show(l.SE), l.Won,
				l.Runs),
			Short: l.String(), Meets: l.Ahead(),
		}
	})
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: figure.CovariancesMatter,
		Criterion: fmt.Sprintf("the error is smaller than with the covariance hidden, by more than %d standard errors of the paired "+
			"difference over runs", experiment.AheadBy),
	}, func(rule figure.Rule) figure.Verdict {
		l := r.Lead(rule, figure.Hidden)
		return figure.Verdict{
			Found: fmt.Sprintf("with the covariance hidden it averages %s; the difference is %s (s.e.), and noise-prune wins %d of %d runs",
				figure.Show(l.Other), l, l.Won, l.Runs),
			Short: l.String(), Meets: l.Ahead(),
		}
	})
}
