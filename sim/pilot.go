package sim

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// The pilot run, in units of the network's typical time constant.
const (
	pilotReplicas = 16 // those that follow the run's own
	pilotEdges    = 128
	pilotGrid     = 0.1 // between two looks
	pilotSpan     = 25  // at first; then doubled, where activity is slower
	pilotLongest  = 200
	pilotTimes    = 500 // integrated autocorrelation times that all replicas together must span
	thinningLoss  = 0.1 // of the effective samples, by not watching every step
)

// pilot measures how long the edges' activity remembers itself, and decides by that how
// often and how many times the covariance is sampled: an open interval becomes the
// longest at which a tenth of the effective samples is lost, and each replica is sampled
// until a typical edge has its share of those asked for. Where nothing can be measured,
// the schedule stays what Resolve made of the leak alone.
func (r *run) pilot(net *network.Network, reference []float64) error {
	facts, typical, h := r.result.Covariance, r.result.Network.RateTypical, r.schedule.StepSize
	facts.ExpectedCorrelationTime = value(1 / (2 * typical))
	grid := max(1, whole(math.Round(pilotGrid/(typical*h))))
	correlation, err := r.watch(net, reference, grid)
	if err != nil {
		return err
	}
	if correlation.At == nil {
		r.note("the correlation time of the edges' activity is not known, since none of them varied; the sampling interval follows from the leak")
		return nil
	}
	if !correlation.WindowFound {
		r.note("the edges' activity is slower than the pilot run could see; a typical edge may have fewer effective samples than asked for")
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

// watch runs the pilot's replicas, looking every grid steps, until what it sees is long
// enough. It returns an empty autocorrelation if no edge varies.
func (r *run) watch(net *network.Network, reference []float64, grid int) (covariance.Autocorrelation, error) {
	var found covariance.Autocorrelation
	if known, err := r.ledger.restore("pilot", &found); known || err != nil {
		return found, err
	}
	stepper, err := newStepper(r, net, pack[float64](r, net, pilotReplicas), r.spec.Noise.Strength, noise.Drive)
	if err != nil {
		return found, err
	}
	block := integrator.NewBlock[float64](net.Neurons(), pilotReplicas, r.spec.Covariance.Replicas)
	for i, m := range reference {
		fill(block.State[i*block.Width:(i+1)*block.Width], m)
	}
	series := covariance.NewSeries(r.net, pilotReplicas, reference, pilotEdges)
	const name = "pilot/under"
	if data, ok := r.ledger.get(name); ok {
		if err := decodeBlock(data, block, series.UnmarshalBinary); err != nil {
			return found, unfit(name, err)
		}
	}
	p := r.accompany(r.ctx, name, pilotReplicas, func() []byte { return bundle(marshal(block), marshal(series)) })
	observer := sampler{uint64(r.schedule.BurnInSteps), uint64(grid), []accumulator{series}}
	looks := whole(pilotSpan / pilotGrid)
	r.opt.Progress.Phase("correlation time", int64(r.schedule.BurnInSteps+looks*grid)*pilotReplicas)
	r.opt.Progress.Skip(int64(block.Step) * pilotReplicas)
	for end := r.schedule.BurnInSteps + looks*grid; ; looks, end = 2*looks, end+looks*grid {
		if block.Step > uint64(end) {
			continue // the look at that time was taken before the interruption
		}
		if err := march(p, stepper, block, end, observer); err != nil {
			return found, err
		}
		var enough bool
		if found, enough = longEnough(series, looks); enough {
			break
		}
	}
	r.ledger.leave(name)
	r.ledger.keep("pilot", func() []byte { return marshal(found) })
	return found, nil
}

// longEnough returns the series' autocorrelation and whether that many looks are enough
// for it, or as many as are taken. It is empty, and that enough, if no edge varies.
func longEnough(series *covariance.Series, looks int) (covariance.Autocorrelation, bool) {
	correlation, err := series.Autocorrelation()
	if err != nil {
		return covariance.Autocorrelation{}, true
	}
	enough := correlation.WindowFound && float64(looks*pilotReplicas) >= pilotTimes*0.5*correlation.IntegratedTime(1)
	return correlation, enough || looks >= whole(pilotLongest/pilotGrid)
}
