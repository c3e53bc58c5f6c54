package rectified

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What counts as the same, and as other, in the statements on backgrounds.
const (
	sameMean  = 0.1 // relative change of the mean ε
	muchMore  = 3.0 // times the deviation that sampling allows
	muchWorse = 1.5 // times the mean ε
)

// claimBackground states that enough background makes the rectified network the linear
// one.
func claimBackground(o *figure.Outcome, s *study) {
	v := figure.Judge()
	var found []string
	for _, p := range placements() {
		all := s.at(p)
		e := all[len(all)-1]
		v.Require(figure.If(e.below == 0), e.asSampled())
		text := fmt.Sprintf("%s: %s where sampling makes %s", placementLabel(p), e.own().deviation, figure.Show(e.allowed()))
		if e.colour.deviation.Value > 0 {
			text += fmt.Sprintf(" (%s against white noise: the colour alone makes %s)", e.white.deviation, e.colour.deviation)
		}
		found = append(found, text)
	}
	v.Found = "root mean square deviation over edges, with intervals by the jackknife over groups of neurons, with the noise " +
		strings.Join(found, "; ")
	o.AddFound(figure.Claim{
		Place: section, Statement: "a simple way to determine the probabilities of the linear network is to add background excitation that " +
			"pushes neurons away from the threshold",
		Criterion: fmt.Sprintf("with a background of %g no neuron is below threshold, and the probabilities measured in the rectified "+
			"network deviate from those of the linear network under the same noise by √(2/S), "+
			"which is what S independent samples allow, within %.0f%%", enoughBackground, 100*samplingMargin),
		NoRule: "a measured covariance against the exact one",
	}, v)
}

// worstBy returns the smallest ε of (3) of each draw by probabilities of an origin.
func (s *study) worstBy(name string) []float64 {
	for _, r := range s.byOrigin {
		if r.name == name {
			return r.worst
		}
	}
	panic("paper: no probabilities by " + name)
}

// asGoodAsLinear says whether a mean ε is that of the linear network's probabilities, and not
// that of the weights alone.
func (s *study) asGoodAsLinear(worst []float64) figure.Condition {
	return figure.All(
		experiment.RatioOfMeans(worst, s.worstBy("linear")).Within(1-sameMean, 1+sameMean),
		experiment.RatioOfMeans(worst, s.worstBy("weight")).Below(1-sameMean))
}

// worstFor returns ε of the draws by a rule in the place of noise-prune by measured probabilities, those of
// the excitation.
func (s *study) worstFor(r figure.Rule, e *excitation) []float64 {
	if r == figure.Noise {
		return s.worstBy(e.name())
	}
	return s.worstBy(originOf(r))
}

// claimServes states that pruning by measured probabilities is as good.
func claimServes(o *figure.Outcome, s *study) {
	linear, weight := s.worstBy("linear"), s.worstBy("weight")
	o.AddJudged(figure.Claim{
		Place: section, Statement: "probabilities measured under background excitation serve as well as those of the linear network",
		Criterion: fmt.Sprintf("with the noise at each place the smallest ε of (3), averaged over %d draws, is within %.0f%% of that with the "+
			"linear network's exact probabilities, and more than %.0f%% below that with the weights alone: the intervals of the ratios",
			len(linear), 100*sameMean, 100*sameMean),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found []string
		for _, p := range placements() {
			all := s.at(p)
			worst := s.worstFor(r, all[len(all)-1])
			v.Require(s.asGoodAsLinear(worst))
			v.Short = experiment.RatioOfMeans(worst, linear).String() + " times"
			found = append(found, fmt.Sprintf("%s: %s and %s times", placementLabel(p), experiment.RatioOfMeans(worst, linear),
				experiment.RatioOfMeans(worst, weight)))
		}
		v.Found = fmt.Sprintf("probabilities measured under a background of %g give a mean ε that is, with the noise %s those with the linear "+
			"network's probabilities, %s, and with the weights alone, %s", enoughBackground, strings.Join(found, ", "),
			experiment.MeanInterval(linear), experiment.MeanInterval(weight))
		return v
	})
}

// claimWithout states that without background the probabilities are others, and worse,
// where the noise passes the rectifier, as in (13).
func claimWithout(o *figure.Outcome, s *study) {
	linear := s.worstBy("linear")
	v := figure.Judge()
	var found []string
	for _, p := range placements()[1:] {
		e := s.at(p)[0]
		growth := experiment.RatioOfMeans(s.worstBy(e.name()), linear)
		v.Require(e.own().deviation.Above(muchMore*e.allowed()), growth.Above(muchWorse))
		found = append(found, fmt.Sprintf("%s, %.0f%% below threshold: deviation %s where sampling makes %s (correlation of diff-cov %s; edges "+
			"between two silent neurons get %s of their probability, with one silent neuron %s, with none %s), mean ε %s times",
			placementLabel(p), 100*e.below, e.own().deviation, figure.Show(e.allowed()), figure.Show(e.white.correlation),
			figure.Show(e.kept[0]), figure.Show(e.kept[1]), figure.Show(e.kept[2]), growth))
	}
	v.Found = fmt.Sprintf("without background, with the noise %s that with the linear network's probabilities, %s", strings.Join(found, "; "),
		experiment.MeanInterval(linear))
	o.AddFound(figure.Claim{
		Place: section, Statement: "the background is needed: the argument requires probabilities from the dynamical system with coupling " +
			"matrix A",
		Criterion: fmt.Sprintf("without it, with the noise in the bracket as in (13), the deviation is more than %g times what sampling allows, "+
			"and the mean ε more than %g times that with the linear network's probabilities", muchMore, muchWorse),
		NoRule: "two covariances, the same rule",
	}, v)
	claimOutside(o, s)
}

// claimOutside states that noise outside the rectifier needs no background.
func claimOutside(o *figure.Outcome, s *study) {
	e, linear := s.at(placements()[0])[0], s.worstBy("linear")
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "where the noise does not pass the rectifier, the background is hardly needed, since a silent " +
			"neuron still shows its own noise",
		Criterion: fmt.Sprintf("with the noise outside and no background, the mean ε is within %.0f%% of that with the linear network's "+
			"probabilities, and more than %.0f%% below that with the weights alone: the intervals of the ratios", 100*sameMean, 100*sameMean),
	}, func(r figure.Rule) figure.Verdict {
		worst := s.worstFor(r, e)
		v := figure.Judge(s.asGoodAsLinear(worst))
		v.Found = fmt.Sprintf("with the noise outside and %.0f%% below threshold the deviation is %s, of which sampling leaves %s unexplained "+
			"(correlation of diff-cov %s); the mean ε is %s times that with the linear network's probabilities",
			100*e.below, e.white.deviation, figure.Show(beyondSampling(e)), figure.Show(e.white.correlation),
			experiment.RatioOfMeans(worst, linear))
		v.Short = experiment.RatioOfMeans(worst, linear).String() + " times"
		return v
	})
}

// beyondSampling returns the part of a deviation that sampling does not explain.
func beyondSampling(e *excitation) float64 {
	d, a := e.own().deviation.Value, e.allowed()
	return math.Sqrt(max(0, d*d-a*a))
}
