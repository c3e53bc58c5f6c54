package sim

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
)

// The pilot run, in units of the network's typical time constant, with coloured noise plus the noise's.
const (
	pilotReplicas = 16 // those that follow the run's own
	pilotEdges    = 128
	pilotGrid     = 0.1 // between two observations
	pilotSpan     = 25  // at first; then doubled, where activity is slower
	pilotLongest  = 200
	pilotTimes    = 500 // integrated autocorrelation times that all replicas together must span
	thinningLoss  = 0.1 // of the effective samples, by not observing every step
)

// pilotGridSteps returns the number of steps between two observations of the pilot.
func pilotGridSteps(r *run) int {
	unit := 1 / r.result.Network.RateTypical
	if r.spec.Noise.Placement == integrator.OrnsteinUhlenbeck {
		unit += r.spec.Noise.CorrelationTime
	}
	return max(1, clampToInt(math.Round(pilotGrid*unit/r.schedule.StepSize)))
}

// pilotFound is what the pilot measures.
type pilotFound struct {
	correlation covariance.Autocorrelation // empty if no edge varies
	mean        []float64                  // of each neuron, over replicas and observations
}

// runPilot observes the network and chooses how it is sampled.
//
// A cycle needs no pilot: its samples are nearly independent on typical edges.
func runPilot(r *run, net *network.Network, reference []float64) (pilotFound, error) {
	if r.measuring().cycle != nil {
		return pilotFound{}, nil
	}
	grid := pilotGridSteps(r)
	found, err := observePilot(r, net, reference, grid)
	if err != nil {
		return found, err
	}
	return found, chooseSampling(r, found.correlation, grid)
}

// chooseSampling decides by the autocorrelation of the edges' activity, which the pilot observed
// every grid steps, how often and how many times the covariance is sampled: an open interval
// becomes the longest at which a tenth of the effective samples is lost, and each replica is
// sampled until a typical edge has its share of those asked for. Where nothing can be measured,
// the schedule stays what Resolve made of the leak alone.
func chooseSampling(r *run, correlation covariance.Autocorrelation, grid int) error {
	facts, h := r.result.Covariance, r.schedule.StepSize
	facts.ExpectedCorrelationTime = value(1 / (2 * r.result.Network.RateTypical))
	if time := correlation.IntegratedTime; correlation.At == nil || math.IsNaN(time(1)) || math.IsInf(time(1), 0) {
		r.result.note("the correlation time of the edges' activity is not known, since none of them varied; " +
			"the sampling interval follows from the leak")
		return nil
	}
	if !correlation.WindowFound {
		r.result.note("the edges' activity is slower than the pilot run could see; " +
			"a typical edge may have fewer effective samples than asked for")
	}
	facts.CorrelationTime = value(0.5 * correlation.IntegratedTime(1) * float64(grid) * h)
	if r.intervalOpen {
		r.schedule.IntervalSteps = correlation.Interval(thinningLoss) * grid
		r.spec.Covariance.Interval = Exactly(float64(r.schedule.IntervalSteps) * h)
	}
	perIndependent := correlation.IntegratedTime(float64(r.schedule.IntervalSteps) / float64(grid))
	r.schedule.SamplesPerReplica = samplesPerReplica(r.spec.Covariance, perIndependent)
	r.result.Spec, r.result.Schedule = r.spec, r.schedule
	return r.schedule.check()
}
