package paper

import (
	"fmt"
	"math"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
	"noiseprune/sim"
)

// exactLocals solves the covariance of unit noise from the differential equation, as the
// authors' code does, and keeps what the synapses can know of it.
func (j *job) exactLocals(net *network.Network) (network.LocalCovariance, error) {
	j.phase("exact covariance", 1)
	locals, err := j.solved(net, func() (network.LocalCovariance, error) {
		exact, err := covariance.Stationary(net, 1)
		if err != nil {
			return network.LocalCovariance{}, err
		}
		return covariance.LocalFrom(net, exact.Covariance), nil
	})
	if err != nil {
		return network.LocalCovariance{}, err
	}
	return locals, j.done()
}

// seen returns what the synapses of noise-prune are shown: all that they can know. A blind
// job shows every one the mean diff-cov, by weight, so that Σ K|w|d and with it the
// expected number of edges stays the same before the clip.
func (j *job) seen(net *network.Network, l network.LocalCovariance) network.LocalCovariance {
	if !j.blind {
		return l
	}
	var scores, weights float64
	for place, e := range net.Weights().Entries() {
		scores += rules.NoisePrune(e.Weight, l.Variance[e.Target], l.Variance[e.Source], l.Covariance[place])
		weights += math.Abs(e.Weight)
	}
	same := nothingKnown(net)
	for i := range same.Variance {
		same.Variance[i] = scores / weights / 2
	}
	return same
}

// stepShare is how much of the largest stable step a covariance run takes. The
// Leimkuhler–Matthews step has no bias in a symmetric network at any stable step.
const stepShare = 0.7

// measureSpec returns the Spec of a covariance run of unit noise that leaves the given
// number of effective samples.
func (j *job) measureSpec(net *network.Network, samples float64) (sim.Spec, error) {
	spec := sim.DefaultSpec()
	spec.Seed = j.opt.Seed
	spec.Covariance.Samples = samples
	spec.Covariance.Exact, spec.Compare.Spectra = sim.No, sim.No
	if !net.Symmetric() {
		return spec, nil
	}
	scales, err := net.TimeScales()
	if err != nil {
		return spec, err
	}
	spec.Integration.Stepper = integrator.LeimkuhlerMatthewsKind
	spec.Integration.StepSize = sim.Exactly(stepShare * scales.LargestStep)
	return spec, nil
}

// measuredLocals estimates the covariance from trajectories, as the paper describes and
// its code never did.
func (j *job) measuredLocals(net *network.Network, samples float64) (measurement, error) {
	spec, err := j.measureSpec(net, samples)
	if err != nil {
		return measurement{}, err
	}
	return j.measure(spec, net)
}

// measurement is a covariance from trajectories, with its error bars.
type measurement struct {
	locals                          network.LocalCovariance
	effectiveSamples, relativeError float64
}

// measure estimates the covariance of a network from trajectories, as a part of the figure
// that goes on from its last checkpoint.
func (j *job) measure(spec sim.Spec, net *network.Network) (measurement, error) {
	name := j.part("measured covariance")
	if data := j.find(name); data != nil {
		m := measurement{locals: nothingKnown(net)}
		if decodeNumbers(data, &m.effectiveSamples, &m.relativeError, m.locals.Variance, m.locals.Covariance) {
			m.locals = j.seen(net, m.locals)
			return m, nil
		}
	}
	opt, forget := j.savedOptions(soFar(name), savingInterval)
	result, err := sim.MeasureCovariance(j.ctx, spec, net, opt)
	if err != nil {
		return measurement{}, err
	}
	defer forget()
	c := result.Covariance
	if c.EffectiveSamples == nil || c.RelativeError == nil {
		return measurement{}, fmt.Errorf("no error bars: %v", result.Notes)
	}
	m := measurement{result.Data.Local, *c.EffectiveSamples, *c.RelativeError}
	err = j.keepNumbers(name, m.effectiveSamples, m.relativeError, m.locals.Variance, m.locals.Covariance)
	m.locals = j.seen(net, m.locals)
	return m, err
}

// solved returns the covariance that solve finds, as far as synapses know it, as a part of
// the figure.
func (j *job) solved(net *network.Network, solve func() (network.LocalCovariance, error)) (network.LocalCovariance, error) {
	name := j.part("exact covariance")
	if data := j.find(name); data != nil {
		locals := nothingKnown(net)
		if decodeNumbers(data, locals.Variance, locals.Covariance) {
			return j.seen(net, locals), nil
		}
	}
	locals, err := solve()
	if err != nil {
		return network.LocalCovariance{}, err
	}
	return j.seen(net, locals), j.keepNumbers(name, locals.Variance, locals.Covariance)
}

// nothingKnown stands for the covariance where a rule does not look at it.
func nothingKnown(net *network.Network) network.LocalCovariance {
	return network.NewLocalCovariance(net)
}

// plans are the probabilities of noise-prune and of the control that sees the weight only,
// which is expected to keep as many edges.
type plans struct{ noise, weight *rules.Plan }

// planBoth makes both plans, for the fraction `keep` of the existing edges.
func planBoth(net *network.Network, locals network.LocalCovariance, keep float64) (p plans, err error) {
	if p.noise, err = noisePlan(net, locals, keep); err != nil {
		return p, err
	}
	p.weight, err = weightPlan(net, p.noise.Expected)
	return p, err
}

// noisePlan is noise-prune's, normalized as in the authors' code: scaled to the fraction
// `keep` of the existing edges, then clipped at 1, so that a few edges fewer are kept.
func noisePlan(net *network.Network, locals network.LocalCovariance, keep float64) (*rules.Plan, error) {
	return rules.NewPlan(net, locals, rules.Request{
		Rule:          rules.NoisePrune,
		Budget:        rules.Budget{Kind: rules.Keep, Value: keep},
		Normalization: rules.ScaleThenClip,
	})
}

// weightPlan returns the control's plan for that many expected edges.
func weightPlan(net *network.Network, edges float64) (*rules.Plan, error) {
	return rules.NewPlan(net, nothingKnown(net), rules.Request{
		Rule: rules.WeightOnly, Budget: rules.Budget{Kind: rules.Edges, Value: edges},
	})
}

// sample draws a pruned network.
func (j *job) sample(p *rules.Plan, draw uint64, d rules.Diagonal) (*network.Network, error) {
	return p.Sample(noise.Key{Seed: j.opt.Seed, Purpose: noise.Prune}, draw, rules.Sampling{Diagonal: d, MaxFactor: math.Inf(1)})
}

// keptText says how many edges a network has and what fraction of the original's that is.
func keptText(original, pruned *network.Network) string {
	return fmt.Sprintf("%s (%.1f%%)", thousands(pruned.Edges()), 100*float64(pruned.Edges())/float64(original.Edges()))
}
