package spectra

import (
	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// study is one clustered network, pruned in all ways that Figs. 2a and 2b show.
type study struct {
	versions []version // noise exact, noise measured, weight; then noise and weight with the original diagonal
	largest  largestCluster
}

// The places of the versions in a study.
const (
	byNoise = iota
	byMeasured
	byWeight
	byNoiseOriginal
	byWeightOriginal
)

// newStudy makes the network, prunes it and compares spectra. Without `all` it leaves
// out the versions from trajectories and with the original diagonal.
func newStudy(run *figure.Run, o *figure.Outcome, c experiment.Clusters, keep float64, all bool) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	s, err := prunedVersions(run, o, net, c.Sizes[0], keep, all)
	if err != nil {
		return nil, err
	}
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack", c.Generator())
	o.AddSetting("edges", "%s", figure.Thousands(net.Edges()))
	o.AddSetting("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s",
		keep, experiment.KeptText(net, s.versions[byNoise].net), experiment.KeptText(net, s.versions[byWeight].net))
	present := s.present()
	shown := make([]version, len(present))
	for k, p := range present {
		shown[k] = s.versions[p]
	}
	reference, err := fillSpectra(run, net, shown)
	if err != nil {
		return nil, err
	}
	s.largest.localized = localizedIn(reference, c.Sizes[0])
	for k, p := range present {
		s.versions[p] = shown[k]
		s.versions[p].net = nil // large, and not needed any more
	}
	return s, nil
}

// prunedVersions prunes the network, whose largest cluster comes first, in all ways.
func prunedVersions(run *figure.Run, o *figure.Outcome, net *network.Network, largest int, keep float64, all bool) (*study, error) {
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return nil, err
	}
	exact, err := experiment.NewPlans(net, locals, keep)
	if err != nil {
		return nil, err
	}
	s := &study{versions: []version{
		{name: "noise", label: "noise, exact", colour: draw.Red()},
		{name: "noise_measured", label: "noise, measured", colour: draw.Orange()},
		{name: "weight", label: "weight", colour: draw.Blue()},
		{name: "noise_original_diagonal", label: "noise, orig. diag.", colour: draw.Red()},
		{name: "weight_original_diagonal", label: "weight, orig. diag.", colour: draw.Blue()},
	}}
	s.largest.keptNoise, s.largest.keptWeight = keptWithin(net, exact.Noise, largest), keptWithin(net, exact.Weight, largest)
	sample := func(place int, plan *rules.Plan, d rules.Diagonal) {
		if err == nil {
			s.versions[place].net, err = experiment.Sample(run, plan, 0, d)
		}
	}
	sample(byNoise, exact.Noise, rules.Matched)
	sample(byWeight, exact.Weight, rules.Matched)
	if !all || err != nil {
		return s, err
	}
	sample(byNoiseOriginal, exact.Noise, rules.Original)
	sample(byWeightOriginal, exact.Weight, rules.Original)
	if err != nil {
		return nil, err
	}
	plan, err := measuredPlan(run, o, net, keep)
	if err != nil {
		return nil, err
	}
	sample(byMeasured, plan, rules.Matched)
	return s, err
}

// measuredPlan makes noise-prune's plan from a covariance that is measured in trajectories.
func measuredPlan(run *figure.Run, o *figure.Outcome, net *network.Network, keep float64) (*rules.Plan, error) {
	spec, err := experiment.MeasureSpec(run, net, measuredSamples)
	if err != nil {
		return nil, err
	}
	measured, err := experiment.Measure(run, spec, net)
	if err != nil {
		return nil, err
	}
	o.AddNumber("covariance_relative_error", measured.RelativeError)
	o.AddNumber("covariance_effective_samples", measured.EffectiveSamples)
	return experiment.NoisePlan(net, measured.Locals, keep)
}

// present lists the places of the versions that exist.
func (s *study) present() (places []int) {
	for k, v := range s.versions {
		if v.net != nil || v.epsV != nil {
			places = append(places, k)
		}
	}
	return places
}
