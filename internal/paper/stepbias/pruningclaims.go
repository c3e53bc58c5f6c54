package stepbias

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// ratio returns the mean ε_v of a covariance's draws in units of the unbiased one's, draw by draw.
func (s *study) ratio(epsV []float64) figure.Interval {
	ratios := make([]float64, len(epsV))
	for k, e := range epsV {
		ratios[k] = e / s.unbiased[figure.Noise][k]
	}
	return experiment.MeanInterval(ratios)
}

// drawsOf returns the ε_v of the draws with a stepper's covariance; those of a control in its place.
func (s *study) drawsOf(r figure.Rule, e stepEffect) []float64 {
	if r == figure.Noise {
		return e.epsV
	}
	return s.unbiased[r]
}

func claimStepPruning(o *figure.Outcome, studies []*study) {
	claimUnnoticed(o, studies)
	claimHarmed(o, studies)
}

func claimUnnoticed(o *figure.Outcome, studies []*study) {
	own := studies[0].ownStep()
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "pruning does not notice the step that this program takes by itself, a tenth of Gershgorin's " +
			"bound, nor Leimkuhler–Matthews's at any step",
		Criterion: fmt.Sprintf("the mean ε_v is that with the unbiased covariance within %s up to %g of the largest step, and with "+
			"Leimkuhler–Matthews at every step", figure.Percent(unnoticed), smallSteps),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge(figure.If(own <= smallSteps))
		var small, unbiased figure.Interval // the changes that are farthest from 0
		for _, s := range studies {
			for k, f := range s.fractions {
				leimkuhler := s.ratio(s.drawsOf(r, s.exact[byLeimkuhler][k])).Plus(-1)
				v.Require(leimkuhler.Within(-unnoticed, unnoticed))
				unbiased = farther(unbiased, leimkuhler)
				if f <= smallSteps {
					euler := s.ratio(s.drawsOf(r, s.exact[byEuler][k])).Plus(-1)
					v.Require(euler.Within(-unnoticed, unnoticed))
					small = farther(small, euler)
				}
			}
		}
		v.Found = fmt.Sprintf("mean ε_v changes by %s where it changes most up to %g of the largest step (the program's own step is %s of it "+
			"here), and with Leimkuhler–Matthews by %s where it changes most at any step", small.Percent(), smallSteps, figure.Show(own),
			unbiased.Percent())
		v.Short = "off by " + small.Percent()
		return v
	})
}

// farther returns the interval whose estimate is farther from 0.
func farther(a, b figure.Interval) figure.Interval {
	if math.Abs(b.Value) > math.Abs(a.Value) {
		return b
	}
	return a
}

func claimHarmed(o *figure.Outcome, studies []*study) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "near the largest stable step Euler–Maruyama's bias makes pruning worse",
		Criterion: "at 0.9 of it the 95% interval of the mean ε_v in units of that with the unbiased covariance lies above 1, in both networks",
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var large [2]figure.Interval
		for n, s := range studies {
			large[n] = s.ratio(s.drawsOf(r, s.at(byEuler, 0.9)))
			v.Require(large[n].Above(1))
		}
		v.Found = fmt.Sprintf("at 0.9 of the largest step it is %s times that with the unbiased covariance in the symmetric and %s in the "+
			"directed network", large[0], large[1])
		v.Short = fmt.Sprintf("%s and %s", large[0], large[1])
		return v
	})
}
