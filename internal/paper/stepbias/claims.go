package stepbias

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What counts as agreement in the figure "step-bias".
const (
	smallSteps   = 0.1   // of the largest stable step: up to here an error that is of first order shows its order
	firstOrder   = 0.1   // how far an exponent may lie from 1
	rounding     = 1e-9  // relative; a part in 10¹² of one weight, and the error of the solver
	muchSmaller  = 20.0  // times
	farStandard  = 10.0  // standard errors: not by chance
	withinErrors = 4.0   // standard errors, of 15 degrees of freedom, that one of 12 points exceeds by chance in a run out of 80
	unnoticed    = 0.025 // relative change of the mean ε_v
)

// The places of the steppers in a study.
const (
	byEuler = iota
	byLeimkuhler
)

// claimSteps adds all claims to the outcome.
func claimSteps(o *figure.Outcome, studies []*study) {
	claimEuler(o, studies)
	claimLeimkuhler(o, studies)
	claimMeasuredSteps(o, studies)
	claimStepPlans(o, studies)
	claimStepPruning(o, studies)
}

// exponent returns that with which the relative bias of d grows up to smallSteps.
func (s *study) exponent(stepper int) float64 {
	var h, bias []float64
	for k, f := range s.fractions {
		if f <= smallSteps {
			h, bias = append(h, f), append(bias, s.exact[stepper][k].rmsD)
		}
	}
	return experiment.LogSlope(h, bias)
}

// at returns the effect of the stepper at one step.
func (s *study) at(stepper int, fraction float64) stepEffect {
	return s.exact[stepper][s.placeOf(fraction)]
}

// ratio returns the mean ε_v of a covariance's draws in units of the unbiased one's, draw
// by draw, with its standard error.
func (s *study) ratio(epsV []float64) (mean, se float64) {
	ratios := make([]float64, len(epsV))
	for k, e := range epsV {
		ratios[k] = e / s.unbiased[figure.Noise][k]
	}
	return experiment.MeanAndError(ratios)
}

func claimEuler(o *figure.Outcome, studies []*study) {
	symmetric, directed := studies[0], studies[1]
	a, b := symmetric.exponent(byEuler), directed.exponent(byEuler)
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper, Statement: "Euler–Maruyama's bias of d grows linearly with its step",
		Criterion: fmt.Sprintf("up to %g of the largest stable step, the exponent in h lies within %g of 1", smallSteps, firstOrder),
		Found: fmt.Sprintf("Euler–Maruyama's bias of d grows as h^%s in the symmetric and h^%s in the directed network, to %s and %s at %g "+
			"of the largest step and %s and %s at 0.9 (root mean square)",
			figure.Show(a), figure.Show(b), figure.Percent(symmetric.at(byEuler, smallSteps).rmsD), figure.Percent(directed.at(byEuler,
				smallSteps).rmsD), smallSteps,
			figure.Percent(symmetric.at(byEuler, 0.9).rmsD), figure.Percent(directed.at(byEuler, 0.9).rmsD)),
		Agrees: math.Abs(a-1) <= firstOrder && math.Abs(b-1) <= firstOrder,
		NoRule: "a stepper",
	})
}

func claimLeimkuhler(o *figure.Outcome, studies []*study) {
	symmetric, directed := studies[0], studies[1]
	largest, times := 0.0, math.Inf(1)
	for k := range symmetric.fractions {
		largest = max(largest, symmetric.exact[byLeimkuhler][k].rmsD)
		times = min(times, directed.exact[byEuler][k].rmsD/directed.exact[byLeimkuhler][k].rmsD)
	}
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper, Statement: "Leimkuhler–Matthews has no bias in a symmetric network, at any stable step",
		Criterion: fmt.Sprintf("its equation, solved as that of any network, gives d within %.0e (relative) at every step", rounding),
		Found: fmt.Sprintf("with Leimkuhler–Matthews d differs from the differential equation's by at most %s in the symmetric network "+
			"(root mean square, up to 0.9 of the largest step)", figure.Show(largest)),
		Agrees: largest <= rounding,
		NoRule: "a stepper",
	})
	order := directed.exponent(byLeimkuhler)
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper, Statement: "in a directed network Leimkuhler–Matthews has a bias of first order too, but a much smaller one",
		Criterion: fmt.Sprintf("the exponent lies within %g of 1, and at every step the bias is at least %g times smaller than "+
			"Euler–Maruyama's", firstOrder, muchSmaller),
		Found: fmt.Sprintf("in the directed one its bias grows as h^%s, to %s at %g of the largest step and %s at 0.9, and Euler–Maruyama's "+
			"is at least %s times larger",
			figure.Show(order), figure.Percent(directed.at(byLeimkuhler, smallSteps).rmsD), smallSteps, figure.Percent(directed.at(byLeimkuhler,
				0.9).rmsD), figure.Show(times)),
		Agrees: math.Abs(order-1) <= firstOrder && times >= muchSmaller,
		NoRule: "a stepper",
	})
}

func claimMeasuredSteps(o *figure.Outcome, studies []*study) {
	own, far, points := 0.0, math.Inf(1), 0
	for _, s := range studies {
		for stepper, found := range s.measured {
			for _, p := range found {
				points++
				own = max(own, math.Abs(p.stepper)/p.stepperSE)
				if stepper == byEuler {
					far = min(far, math.Abs(p.equation)/p.equationSE)
				}
			}
		}
	}
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper, Statement: "trajectories have the covariance of their stepper, not of the differential equation",
		Criterion: fmt.Sprintf("every measured mean of d lies within %g standard errors of the stepper's exact value, and Euler–Maruyama's "+
			"more than %g from the equation's", withinErrors, farStandard),
		Found: fmt.Sprintf("the %d measured points lie within %s standard errors of their stepper's value, and Euler–Maruyama's %s or more "+
			"from the equation's",
			points, figure.Show(own), figure.Show(far)),
		Agrees: own <= withinErrors && far > farStandard,
		NoRule: "a covariance",
	})
}

func claimStepPlans(o *figure.Outcome, studies []*study) {
	least := math.Inf(1)
	for _, s := range studies {
		for _, e := range s.exact[byEuler] {
			least = min(least, e.rmsD/e.rmsP)
		}
	}
	symmetric, directed := studies[0].at(byEuler, smallSteps), studies[1].at(byEuler, smallSteps)
	o.AddClaim(figure.Claim{
		Place: figure.BeyondPaper, Statement: "most of Euler–Maruyama's bias is common to all synapses, and drops out of the probabilities " +
			"when the number of edges is given",
		Criterion: "at every step the relative bias of p is less than a third of that of d (root mean squares)",
		Found: fmt.Sprintf("at %g of the largest step p is off by %s and %s where d is off by %s and %s; at every step by at least %s times less",
			smallSteps, figure.Percent(symmetric.rmsP), figure.Percent(directed.rmsP), figure.Percent(symmetric.rmsD),
			figure.Percent(directed.rmsD), figure.Show(least)),
		Agrees: least > 3,
		NoRule: "a covariance, and the same rule on both sides",
	})
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
		small, unbiased := 0.0, 0.0
		for _, s := range studies {
			for k, f := range s.fractions {
				euler, _ := s.ratio(s.drawsOf(r, s.exact[byEuler][k]))
				leimkuhler, _ := s.ratio(s.drawsOf(r, s.exact[byLeimkuhler][k]))
				unbiased = max(unbiased, math.Abs(leimkuhler-1))
				if f <= smallSteps {
					small = max(small, math.Abs(euler-1))
				}
			}
		}
		return figure.Verdict{
			Found: fmt.Sprintf("mean ε_v changes by at most %s up to %g of the largest step (the program's own step is %s of it here), and with "+
				"Leimkuhler–Matthews by at most %s at any step",
				figure.Percent(small), smallSteps, figure.Show(own), figure.Percent(unbiased)),
			Short: "off by " + figure.Percent(small), Meets: small <= unnoticed && unbiased <= unnoticed && own <= smallSteps,
		}
	})
}

func claimHarmed(o *figure.Outcome, studies []*study) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "near the largest stable step Euler–Maruyama's bias makes pruning worse",
		Criterion: "at 0.9 of it the mean ε_v is larger than with the unbiased covariance by more than 3 standard errors, in both networks",
	}, func(r figure.Rule) figure.Verdict {
		harmed := true
		var large [2]string
		for n, s := range studies {
			mean, se := s.ratio(s.drawsOf(r, s.at(byEuler, 0.9)))
			harmed = harmed && mean-1 > 3*se
			large[n] = fmt.Sprintf("%s ± %s", figure.Show(mean), figure.Show(se))
		}
		return figure.Verdict{
			Found: fmt.Sprintf("at 0.9 of the largest step it is %s times that with the unbiased covariance in the symmetric and %s in the "+
				"directed network (s.e.)", large[0], large[1]),
			Short: large[0] + " and " + large[1], Meets: harmed,
		}
	})
}
