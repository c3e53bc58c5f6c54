package sim

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/network"
)

// What the test of stationarity decides.
const (
	stationarityLevel = 0.001 // of p, below which activity is not taken for stationary: the rate of false alarms
	mostExtensions    = 2     // of an open burn-in; each makes it as long as what was simulated before, and the sampling is done again
)

// StationarityFacts is what covariance.Stationarity found: the activity of the second half of every
// replica's samples against that of the first.
type StationarityFacts struct {
	Stationary bool                 `json:"stationary"` // p_value is at least 0.001
	PValue     float64              `json:"p_value"`    // corrected for the number of tests
	Tests      int                  `json:"tests"`
	Groups     int                  `json:"groups"`    // of replicas that the halves are compared in
	Statistic  covariance.Statistic `json:"statistic"` // the one that changed most significantly
	Where      string               `json:"where"`     // the neuron or edge, by label; empty for the overall variance
	Change     *float64             `json:"change"`    // from the first half to the second: relative, of a mean in standard deviations
	Extensions int                  `json:"-"`         // how often the burn-in was extended because the test had failed
}

// describeStationarity fills the result of the test, which is nil where there is none.
func (r *run) describeStationarity(s covariance.Stationarity, extensions int) {
	facts := &StationarityFacts{
		Stationary: s.PValue >= stationarityLevel, PValue: s.PValue, Tests: s.Tests, Groups: s.Groups,
		Statistic: s.Statistic, Where: where(r.net, s), Change: value(s.Change), Extensions: extensions,
	}
	r.result.Covariance.Stationarity = facts
	if facts.Stationary {
		return
	}
	r.notStationary = &NotStationaryError{fmt.Sprintf("%s, with p = %.2g; raise covariance.burn_in above %.4g",
		facts.change(), facts.PValue, float64(r.schedule.BurnInSteps)*r.schedule.StepSize)}
	reason := r.notStationary.Error()
	r.result.Incomplete = &reason
}

// NotStationaryError is the error of a run that has done everything with a covariance of activity
// that was not stationary.
type NotStationaryError struct{ Reason string }

// Error says what changes in time, and the cure.
func (e *NotStationaryError) Error() string { return "the activity is not stationary: " + e.Reason }

// change says in a sentence what has changed.
func (f StationarityFacts) change() string {
	changes := "changes from the first to the second half of the samples"
	if f.Change != nil && f.Statistic != covariance.Mean {
		changes = fmt.Sprintf("changes by %+.2g%% from the first to the second half of the samples", 100**f.Change)
	}
	switch f.Statistic {
	case covariance.Overall:
		return "the variance over all neurons " + changes
	case covariance.DiffCov:
		return fmt.Sprintf("the diff-cov of edge %s %s", f.Where, changes)
	case covariance.Mean, covariance.Variance:
	}
	return fmt.Sprintf("the %s of neuron %s %s", f.Statistic, f.Where, changes)
}

func where(net *network.Network, s covariance.Stationarity) string {
	switch {
	case s.Neuron < 0:
		return ""
	case s.Source < 0:
		return net.Label(s.Neuron)
	}
	return net.Label(s.Source) + " → " + net.Label(s.Neuron)
}
