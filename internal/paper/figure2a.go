package paper

import (
	"fmt"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/rules"
)

// keepSpectra is what Figs. 2a and 2b keep: "10% density", a fraction of the existing
// edges.
const keepSpectra = 0.1

// measuredSamples is how many effective samples the covariance from trajectories rests on:
// a relative error of √(2/S) = 3%.
const measuredSamples = 2000

// figure2a prunes three clusters of 100 and one of 2,700 neurons to a tenth.
func figure2a(j *job) (*Outcome, error) {
	o := &Outcome{
		Shows: "The paper shows (Fig. 2a) that after pruning a clustered symmetric network to 10% of its edges, " +
			"noise-prune changes eigenvalues (ε_λ) and quadratic forms (ε_v) less than pruning by weight, and keeps eigenvectors closer (cos θ nearer 1).",
		Caption: spectraCaption + fmt.Sprintf(" Second row: the same on logarithmic axes, values below %g at their lower end.", lowestShown),
	}
	s, err := j.spectraStudy(o, clusters2a(j), keepSpectra, true)
	if err != nil {
		return nil, err
	}
	s.describe(o, "")
	o.Picture = s.picture("linear axes")
	s.claimBetter(o, "Section 5, Fig. 2a")
	s.claimOriginalDiagonal(o)
	s.claimMeasured(o)
	return o, nil
}

// clusters2a is the network of Fig. 2a.
func clusters2a(j *job) clusters {
	return j.fitted(clusters{sizes: pick(j, []int{2700, 100, 100, 100}, []int{360, 40, 40, 40}), long: pick(j, authorsLong, 300)})
}

const spectraCaption = "Violins: density estimates; boxes: quartiles and median; dots: values beyond one and a half box heights (at most 60 drawn). " +
	"“exact” and “measured” say where noise-prune's covariance comes from: the Lyapunov equation, or trajectories; weight-based pruning sees none. " +
	"“orig. diag.” leaves the leak as it was; the others match it to the pruned input."

// spectraStudy is one clustered network, pruned in all the ways that Figs. 2a and 2b show.
type spectraStudy struct {
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

// spectraStudy makes the network, prunes it and compares spectra. Without `all` it leaves
// out what rests on trajectories and the original diagonal.
func (j *job) spectraStudy(o *Outcome, c clusters, keep float64, all bool) (*spectraStudy, error) {
	j.phase("network", 1)
	net, err := j.network(c, 0)
	if err != nil {
		return nil, err
	}
	if err := j.done(); err != nil {
		return nil, err
	}
	s, err := j.prunedVersions(o, net, c.sizes[0], keep, all)
	if err != nil {
		return nil, err
	}
	o.set("network", "%s; leak: row sum of |W|, no slack", c.generator())
	o.set("edges", "%s", thousands(net.Edges()))
	o.set("kept", "%g of the edges, scaled then clipped as in the authors' code: noise-prune %s, weight-based %s",
		keep, keptText(net, s.versions[byNoise].net), keptText(net, s.versions[byWeight].net))
	present := s.present()
	shown := make([]version, len(present))
	for k, p := range present {
		shown[k] = s.versions[p]
	}
	reference, err := j.spectra(net, shown)
	if err != nil {
		return nil, err
	}
	s.largest.dwells = dwelling(reference, c.sizes[0])
	for k, p := range present {
		s.versions[p] = shown[k]
		s.versions[p].net = nil // large, and no longer needed
	}
	return s, nil
}

// prunedVersions prunes the network, whose largest cluster comes first, in all the ways.
func (j *job) prunedVersions(o *Outcome, net *network.Network, largest int, keep float64, all bool) (*spectraStudy, error) {
	locals, err := j.exactLocals(net)
	if err != nil {
		return nil, err
	}
	exact, err := planBoth(net, locals, keep)
	if err != nil {
		return nil, err
	}
	s := &spectraStudy{versions: []version{
		{name: "noise", label: "noise, exact", ink: draw.Red()},
		{name: "noise_measured", label: "noise, measured", ink: draw.Orange()},
		{name: "weight", label: "weight", ink: draw.Blue()},
		{name: "noise_original_diagonal", label: "noise, orig. diag.", ink: draw.Red()},
		{name: "weight_original_diagonal", label: "weight, orig. diag.", ink: draw.Blue()},
	}}
	s.largest.size = largest
	s.largest.keptNoise, s.largest.keptWeight = keptWithin(net, exact.noise, largest), keptWithin(net, exact.weight, largest)
	draw := func(place int, plan *rules.Plan, d rules.Diagonal) {
		if err == nil {
			s.versions[place].net, err = j.sample(plan, 0, d)
		}
	}
	draw(byNoise, exact.noise, rules.Matched)
	draw(byWeight, exact.weight, rules.Matched)
	if !all || err != nil {
		return s, err
	}
	draw(byNoiseOriginal, exact.noise, rules.Original)
	draw(byWeightOriginal, exact.weight, rules.Original)
	measured, err := j.measuredLocals(net, measuredSamples)
	if err != nil {
		return nil, err
	}
	o.number("covariance_relative_error", measured.relativeError)
	o.number("covariance_effective_samples", measured.effectiveSamples)
	plan, err := noisePlan(net, measured.locals, keep)
	if err != nil {
		return nil, err
	}
	draw(byMeasured, plan, rules.Matched)
	return s, err
}

// present lists the places of the versions that exist.
func (s *spectraStudy) present() (places []int) {
	for k, v := range s.versions {
		if v.net != nil || v.epsV != nil {
			places = append(places, k)
		}
	}
	return places
}

// describe puts the numbers into the outcome, names prefixed.
func (s *spectraStudy) describe(o *Outcome, prefix string) {
	var names []string
	var values [][]float64
	for _, p := range s.present() {
		v := s.versions[p]
		for _, m := range v.measures() {
			names, values = append(names, m.name+"_"+v.name), append(values, m.values)
			five := summary(m.values)
			base := prefix + m.name + "_" + v.name
			o.number(base+"_q1", five.Q1)
			o.number(base+"_median", five.Median)
			o.number(base+"_q3", five.Q3)
			o.number(base+"_max", five.Max)
			o.number(base+"_mean", five.Mean)
		}
	}
	o.Tables = append(o.Tables, columns(prefix+"spectra", names, values...))
}

// measure is one of the three measures of Section 5.
type measure struct {
	name, label string
	values      []float64
}

func (v version) measures() []measure {
	return []measure{{"eps_lambda", "ε_λ", v.epsLambda}, {"eps_v", "ε_v", v.epsV}, {"cos_theta", "cos θ", v.cosTheta}}
}

// picture draws a row of three panels, and below it the same on logarithmic axes, where
// what is near 0 can be told apart.
func (s *spectraStudy) picture(title string) draw.Picture {
	return draw.Picture{Rows: [][]draw.Panel{s.panels(title), s.logarithmic()}}
}

// lowestShown is where the logarithmic axes begin.
const lowestShown = 1e-4

// logarithmic draws ε_λ, ε_v and 1 − cos θ.
func (s *spectraStudy) logarithmic() []draw.Panel {
	axis := func(label string) draw.Axis {
		return draw.Axis{Label: label, Log: true, From: draw.At(lowestShown)}
	}
	panels := []draw.Panel{
		{Title: "logarithmic axes", Y: axis("change of eigenvalues, ε_λ")}, {Y: axis("change of quadratic forms, ε_v")}, {Y: axis("eigenvectors lost, 1 − cos θ")},
	}
	for at, p := range s.present() {
		v := s.versions[p]
		for k, m := range v.measures() {
			values := m.values
			if m.name == "cos_theta" {
				values = complements(m.values)
			}
			panels[k].X.Names = append(panels[k].X.Names, v.label)
			panels[k].Marks = append(panels[k].Marks, draw.Violin{At: float64(at), Style: v.ink, Values: values})
		}
	}
	return panels
}

func (s *spectraStudy) panels(title string) []draw.Panel {
	panels := []draw.Panel{
		{Title: title, Y: draw.Axis{Label: "change of eigenvalues, ε_λ", From: draw.At(0)}},
		{Y: draw.Axis{Label: "change of quadratic forms, ε_v", From: draw.At(0)}},
		{Y: draw.Axis{Label: "eigenvectors kept, cos θ"}},
	}
	for at, p := range s.present() {
		v := s.versions[p]
		for k, m := range v.measures() {
			panels[k].X.Names = append(panels[k].X.Names, v.label)
			panels[k].Marks = append(panels[k].Marks, draw.Violin{At: float64(at), Style: v.ink, Values: m.values})
		}
	}
	return panels
}
