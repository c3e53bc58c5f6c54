package trajectories

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describe puts numbers and tables into the outcome.
func describe(o *figure.Outcome, r *experiment.Responses, times []float64) {
	noiseMean, noiseSD := r.Noise.OverTime()
	weightMean, weightSD := r.Weight.OverTime()
	noiseRuns, weightRuns := r.Noise.ByRun(), r.Weight.ByRun()
	o.AddTables(
		figure.Columns("errors", []string{"time", "noise_mean", "noise_sd", "weight_mean", "weight_sd"}, times, noiseMean, noiseSD, weightMean,
			weightSD),
		figure.Columns("runs", []string{"noise", "weight"}, noiseRuns, weightRuns),
	)
	difference, se, won := pairedDifference(noiseRuns, weightRuns)
	last := len(times) - 1
	for name, v := range map[string]float64{
		"error_noise_mean": experiment.Summary(noiseRuns).Mean, "error_weight_mean": experiment.Summary(weightRuns).Mean,
		"difference": difference, "difference_se": se,
		"error_noise_final": noiseMean[last], "error_weight_final": weightMean[last], "runs_won": float64(won),
	} {
		o.AddNumber(name, v)
	}
}

// pairedDifference returns the mean of b − a over runs, its standard error, and in how many
// runs b is larger. It rounds otherwise than experiment.NewLead.
func pairedDifference(a, b []float64) (difference, se float64, won int) {
	squares, runs := 0.0, float64(len(a))
	for k, e := range a {
		d := b[k] - e
		if d > 0 {
			won++
		}
		difference += d / runs
		squares += d * d / runs
	}
	return difference, math.Sqrt(max(0, squares-difference*difference) / (runs - 1)), won
}

// claim states that noise-prune preserves the response, and does so better than the control.
func claim(o *figure.Outcome, r *experiment.Responses, neurons int) {
	noiseMean, _ := r.Noise.OverTime()
	weightMean, _ := r.Weight.OverTime()
	noiseRuns, weightRuns := r.Noise.ByRun(), r.Weight.ByRun()
	noiseError, weightError := experiment.Summary(noiseRuns).Mean, experiment.Summary(weightRuns).Mean
	difference, se, won := pairedDifference(noiseRuns, weightRuns)
	last := len(noiseMean) - 1
	place, limit := "Section 5, Fig. 2c–f", experiment.PreservedAt(neurons)
	o.AddClaim(figure.Claim{
		Place: place, Statement: "noise-prune preserves the network response trajectory as a whole",
		Criterion: fmt.Sprintf("the relative error, averaged over time and runs, is below %g at N = 2,000, as 1/√N at other sizes: here %s",
			experiment.Preserved, figure.Show(limit)),
		Found: fmt.Sprintf("the relative error of the state after noise-prune averages %s (%s at the end)", figure.Show(noiseError),
			figure.Show(noiseMean[last])),
		Agrees: noiseError < limit,
	})
	o.AddClaim(figure.Claim{
		Place: place, Statement: "noise-prune significantly outperforms the purely weight-based strategy",
		Criterion: "the error is smaller by more than 3 standard errors of the paired difference over runs",
		Found: fmt.Sprintf("after weight-based pruning it averages %s (%s at the end); the difference is %s ± %s (s.e.), and noise-prune "+
			"wins %d of %d runs",
			figure.Show(weightError), figure.Show(weightMean[last]), figure.Show(difference), figure.Show(se), won, len(noiseRuns)),
		Agrees: difference > 3*se && experiment.Lower(noiseError, weightError),
	})
}
