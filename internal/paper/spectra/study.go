package spectra

import (
	"noiseprune/internal/draw"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
	"noiseprune/rules"
)

// study is one clustered network, pruned several times in all ways that Figs. 2a and 2b compare.
type study struct {
	versions [versionCount]version // those of other extents are empty
	largest  largestCluster
	draws    int // prunings of each version
}

// The places of the versions in a study: first the rules with matched diagonal, then the rules with
// the original one, then noise-prune by a measured covariance.
const (
	original     = int(figure.RuleCount) // added to a rule
	byMeasured   = 2 * original
	versionCount = byMeasured + 1
)

// extent says how much of a study is computed.
type extent struct {
	draws int
	rules []figure.Rule
	all   bool // also with the original diagonal, and by a covariance from trajectories
}

// allRules returns noise-prune and its controls.
func allRules() []figure.Rule { return append([]figure.Rule{figure.Noise}, figure.Controls()...) }

// newStudy makes the network, prunes it and compares spectra.
func newStudy(run *figure.Run, o *figure.Outcome, c experiment.Clusters, keep float64, much extent) (*study, error) {
	net, err := c.Generate(run)
	if err != nil {
		return nil, err
	}
	s, err := plannedVersions(run, o, net, c.Sizes[0], keep, much)
	if err != nil {
		return nil, err
	}
	o.AddSetting("network", "%s; leak: row sum of |W|, no slack", c.Generator())
	o.AddSetting("edges", "%s", figure.Thousands(net.Edges()))
	o.AddSetting("kept", "%g of the edges, scaled then clipped as in the authors' code: %s expected, of the controls as many",
		keep, figure.Thousands(int(s.versions[figure.Noise].expected+0.5)))
	if s.draws > 1 {
		o.AddSetting("prunings", "%d by each rule; statements are about means over them, with intervals of Student's t at 95%% confidence for "+
			"paired differences", s.draws)
	}
	shown := make([]*version, 0, versionCount)
	for _, p := range s.present() {
		shown = append(shown, &s.versions[p])
	}
	reference, err := fillSpectra(run, net, shown, s.draws)
	if err != nil {
		return nil, err
	}
	s.largest.localized = localizedIn(reference, c.Sizes[0])
	for _, v := range shown {
		v.sample = nil // holds the plan, which is large
	}
	return s, nil
}

// plannedVersions makes the probabilities by which the network, whose largest cluster comes first,
// is pruned.
func plannedVersions(
	run *figure.Run, o *figure.Outcome, net *network.Network, largest int, keep float64, much extent,
) (*study, error) {
	locals, err := experiment.ExactLocals(run, net)
	if err != nil {
		return nil, err
	}
	plans, err := experiment.NewPlans(net, locals, keep)
	if err != nil {
		return nil, err
	}
	s := &study{draws: much.draws}
	s.largest.keptNoise, s.largest.keptWeight = keptWithin(net, plans[figure.Noise], largest), keptWithin(net, plans[figure.Weight], largest)
	for _, r := range much.rules {
		s.versions[r] = newVersion(run, r.Name(), pictureLabel(r), colourOf(r), plans[r], rules.Matched)
		if much.all {
			s.versions[original+int(r)] = newVersion(run, r.Name()+"_original_diagonal", pictureLabel(r)+", orig. diag.", colourOf(r), plans[r],
				rules.Original)
		}
	}
	if !much.all {
		return s, nil
	}
	s.versions[figure.Noise].label = "noise, exact"
	plan, err := measuredPlan(run, o, net, keep)
	if err != nil {
		return nil, err
	}
	s.versions[byMeasured] = newVersion(run, "noise_measured", "noise, measured", draw.Orange(), plan, rules.Matched)
	return s, nil
}

// pictureLabel is the name of a rule in pictures.
func pictureLabel(r figure.Rule) string {
	return [figure.RuleCount]string{"noise", "weight", "random", "hidden"}[r]
}

// colourOf is the colour of a rule in pictures.
func colourOf(r figure.Rule) draw.Style {
	return [figure.RuleCount]draw.Style{draw.Red(), draw.Blue(), draw.Grey(), draw.Purple()}[r]
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
		if v.name != "" {
			places = append(places, k)
		}
	}
	return places
}

// shown lists the places of the versions that are drawn, from left to right.
func (s *study) shown() (places []int) {
	for _, p := range []int{
		int(figure.Noise), byMeasured, int(figure.Weight), original + int(figure.Noise), original + int(figure.Weight),
	} {
		if s.versions[p].name != "" {
			places = append(places, p)
		}
	}
	return places
}
