package stepbias

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// What counts as agreement in the figure "step-bias".
const (
	smallSteps  = 0.1   // of the largest stable step: up to here an error that is of first order shows its order
	firstOrder  = 0.1   // how far an exponent may lie from 1
	rounding    = 1e-9  // relative; a part in 10¹² of one weight, and the error of the solver
	muchSmaller = 20.0  // times
	unnoticed   = 0.025 // relative change of the mean ε_v
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

func claimEuler(o *figure.Outcome, studies []*study) {
	symmetric, directed := studies[0], studies[1]
	a, b := symmetric.exponent(byEuler), directed.exponent(byEuler)
	v := figure.Judge(figure.If(math.Abs(a-1) <= firstOrder && math.Abs(b-1) <= firstOrder))
	v.Found = fmt.Sprintf("Euler–Maruyama's bias of d grows as h^%s in the symmetric and h^%s in the directed network, to %s and %s at %g "+
		"of the largest step and %s and %s at 0.9 (root mean square)%s",
		figure.Show(a), figure.Show(b), figure.Percent(symmetric.at(byEuler, smallSteps).rmsD),
		figure.Percent(directed.at(byEuler, smallSteps).rmsD), smallSteps,
		figure.Percent(symmetric.at(byEuler, 0.9).rmsD), figure.Percent(directed.at(byEuler, 0.9).rmsD), figure.NothingDrawn)
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper, Statement: "Euler–Maruyama's bias of d grows linearly with its step",
		Criterion: fmt.Sprintf("up to %g of the largest stable step, the exponent in h lies within %g of 1", smallSteps, firstOrder),
		NoRule:    "a stepper",
	}, v)
}

func claimLeimkuhler(o *figure.Outcome, studies []*study) {
	symmetric, directed := studies[0], studies[1]
	largest, times := 0.0, math.Inf(1)
	for k := range symmetric.fractions {
		largest = max(largest, symmetric.exact[byLeimkuhler][k].rmsD)
		times = min(times, directed.exact[byEuler][k].rmsD/directed.exact[byLeimkuhler][k].rmsD)
	}
	v := figure.Judge(figure.If(largest <= rounding))
	v.Found = fmt.Sprintf("with Leimkuhler–Matthews d differs from the differential equation's by at most %s in the symmetric network "+
		"(root mean square, up to 0.9 of the largest step)%s", figure.Show(largest), figure.NothingDrawn)
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper, Statement: "Leimkuhler–Matthews has no bias in a symmetric network, at any stable step",
		Criterion: fmt.Sprintf("its equation, solved as that of any network, gives d within %.0e (relative) at every step", rounding),
		NoRule:    "a stepper",
	}, v)
	order := directed.exponent(byLeimkuhler)
	v = figure.Judge(figure.If(math.Abs(order-1) <= firstOrder && times >= muchSmaller))
	v.Found = fmt.Sprintf("in the directed one its bias grows as h^%s, to %s at %g of the largest step and %s at 0.9, and Euler–Maruyama's "+
		"is at least %s times larger%s",
		figure.Show(order), figure.Percent(directed.at(byLeimkuhler, smallSteps).rmsD), smallSteps,
		figure.Percent(directed.at(byLeimkuhler, 0.9).rmsD), figure.Show(times), figure.NothingDrawn)
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper, Statement: "in a directed network Leimkuhler–Matthews has a bias of first order too, but a much smaller one",
		Criterion: fmt.Sprintf("the exponent lies within %g of 1, and at every step the bias is at least %g times smaller than "+
			"Euler–Maruyama's", firstOrder, muchSmaller),
		NoRule: "a stepper",
	}, v)
}

func claimStepPlans(o *figure.Outcome, studies []*study) {
	least := math.Inf(1)
	for _, s := range studies {
		for _, e := range s.exact[byEuler] {
			least = min(least, e.rmsD/e.rmsP)
		}
	}
	symmetric, directed := studies[0].at(byEuler, smallSteps), studies[1].at(byEuler, smallSteps)
	v := figure.Judge(figure.If(least > 3))
	v.Found = fmt.Sprintf("at %g of the largest step p is off by %s and %s where d is off by %s and %s; at every step by at least %s times "+
		"less%s", smallSteps, figure.Percent(symmetric.rmsP), figure.Percent(directed.rmsP), figure.Percent(symmetric.rmsD),
		figure.Percent(directed.rmsD), figure.Show(least), figure.NothingDrawn)
	o.AddFound(figure.Claim{
		Place: figure.BeyondPaper, Statement: "most of Euler–Maruyama's bias is common to all synapses, and drops out of the probabilities " +
			"when the number of edges is given",
		Criterion: "at every step the relative bias of p is less than a third of that of d (root mean squares)",
		NoRule:    "a covariance, and the same rule on both sides",
	}, v)
}
