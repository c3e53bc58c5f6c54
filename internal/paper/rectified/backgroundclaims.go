package rectified

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimBackground states that enough background makes the rectified network the linear
// one.
func claimBackground(o *figure.Outcome, s *study) {
	agrees := true
	var found []string
	for _, p := range placements() {
		all := s.at(p)
		e := all[len(all)-1]
		agrees = agrees && e.below == 0 && math.Abs(e.own().deviation/e.allowed()-1) < samplingMargin
		text := fmt.Sprintf("%s: %s where sampling makes %s", placementLabel(p), figure.Show(e.own().deviation), figure.Show(e.allowed()))
		if e.colour.deviation > 0 {
			text += fmt.Sprintf(" (%s against white noise: the colour alone makes %s)", figure.Show(e.white.deviation),
				figure.Show(e.colour.deviation))
		}
		found = append(found, text)
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "a simple way to determine the probabilities of the linear network is to add background excitation that " +
			"pushes neurons away from the threshold",
		Criterion: fmt.Sprintf("with a background of %g no neuron is below threshold, and the probabilities measured in the rectified "+
			"network deviate from those of the linear network under the same noise by √(2/S), "+
			"which is what S independent samples allow, within %.0f%%", enoughBackground, 100*samplingMargin),
		Found:  "root mean square deviation over edges, with the noise " + strings.Join(found, "; "),
		Agrees: agrees,
		NoRule: "a measured covariance against the exact one",
	})
}

// meansBy returns the mean ε of (3) by the origin of the probabilities.
func (s *study) meansBy() map[string]float64 {
	by := map[string]float64{}
	for _, r := range s.byOrigin {
		by[r.name] = experiment.Summary(r.worst).Mean
	}
	return by
}

// asGoodAsLinear reports whether a mean ε is that of the linear network's probabilities, and not
// that of the weights alone.
func asGoodAsLinear(mean float64, by map[string]float64) bool {
	return math.Abs(mean/by["linear"]-1) < 0.1 && mean < 0.9*by["weight"]
}

// meanFor returns the mean ε of a rule in the place of noise-prune by measured probabilities, those of
// the excitation.
func meanFor(r figure.Rule, e *excitation, by map[string]float64) float64 {
	if r == figure.Noise {
		return by[e.name()]
	}
	return by[originOf(r)]
}

// claimServes states that pruning by measured probabilities is as good.
func claimServes(o *figure.Outcome, s *study) {
	by := s.meansBy()
	o.AddJudged(figure.Claim{
		Place: section, Statement: "probabilities measured under background excitation serve as well as those of the linear network",
		Criterion: fmt.Sprintf("with the noise at each place the smallest ε of (3), averaged over %d draws, is within 10%% of that with the "+
			"linear network's exact probabilities, and more than 10%% below that with the weights alone", len(s.byOrigin[0].worst)),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var found []string
		for _, p := range placements() {
			all := s.at(p)
			mean := meanFor(r, all[len(all)-1], by)
			v.Meets, v.Short = v.Meets && asGoodAsLinear(mean, by), figure.Show(mean)
			found = append(found, fmt.Sprintf("%s: %s", placementLabel(p), figure.Show(mean)))
		}
		v.Found = fmt.Sprintf("probabilities measured under a background of %g give a mean ε of, with the noise %s; the linear network's %s, "+
			"the weights alone %s",
			enoughBackground, strings.Join(found, ", "), figure.Show(by["linear"]), figure.Show(by["weight"]))
		return v
	})
}

// claimWithout states that without background the probabilities are others, and worse,
// where the noise passes the rectifier, as in (13).
func claimWithout(o *figure.Outcome, s *study) {
	by, agrees := s.meansBy(), true
	var found []string
	for _, p := range placements()[1:] {
		e := s.at(p)[0]
		agrees = agrees && e.own().deviation > 3*e.allowed() && by[e.name()] > 1.5*by["linear"]
		found = append(found, fmt.Sprintf("%s, %.0f%% below threshold: deviation %s (correlation of diff-cov %s; edges between two silent "+
			"neurons get %s of their probability, with one silent neuron %s, with none %s), mean ε %s",
			placementLabel(p), 100*e.below, figure.Show(e.own().deviation), figure.Show(e.white.correlation), figure.Show(e.kept[0]),
			figure.Show(e.kept[1]), figure.Show(e.kept[2]), figure.Show(by[e.name()])))
	}
	o.AddClaim(figure.Claim{
		Place: section, Statement: "the background is needed: the argument requires probabilities from the dynamical system with coupling " +
			"matrix A",
		Criterion: "without it, with the noise in the bracket as in (13), the deviation is more than 3 times what sampling allows, and the " +
			"mean ε more than half larger than with the linear network's probabilities",
		Found: fmt.Sprintf("without background, with the noise %s; with the linear network's probabilities it is %s", strings.Join(found,
			"; "), figure.Show(by["linear"])),
		Agrees: agrees,
		NoRule: "two covariances, the same rule",
	})
	e := s.at(placements()[0])[0]
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "where the noise does not pass the rectifier, the background is hardly needed, since a silent " +
			"neuron still shows its own noise",
		Criterion: "with the noise outside and no background, the mean ε is within 10% of that with the linear network's probabilities, and " +
			"more than 10% below that with the weights alone",
	}, func(r figure.Rule) figure.Verdict {
		mean := meanFor(r, e, by)
		return figure.Verdict{
			Found: fmt.Sprintf("with the noise outside and %.0f%% below threshold the deviation is %s, of which sampling leaves %s unexplained "+
				"(correlation of diff-cov %s); the mean ε is %s, with the linear network's probabilities %s",
				100*e.below, figure.Show(e.white.deviation), figure.Show(beyondSampling(e)), figure.Show(e.white.correlation),
				figure.Show(mean), figure.Show(by["linear"])),
			Short: figure.Show(mean), Meets: asGoodAsLinear(mean, by),
		}
	})
}

// beyondSampling returns the part of a deviation that sampling does not explain.
func beyondSampling(e *excitation) float64 {
	d, a := e.own().deviation, e.allowed()
	return math.Sqrt(max(0, d*d-a*a))
}
