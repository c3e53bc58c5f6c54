package paper

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/paper/figure"
)

// undersampling checks Section 6, "Approximate probabilities": p̂ = α p inflates ε to ε/√α.
func undersampling(j *job) (*Outcome, error) {
	n, draws := pick(j, 1000, 200), pick(j, 20, 10)
	alphas := []float64{1, 0.5, 0.25, 0.125}
	o := &Outcome{
		Shows:   "The paper argues (Section 6) that undersampling edges by a factor α inflates ε by 1/√α and no more.",
		Caption: "Worst-case ε of (3) against α: dots are draws, the line their mean; grey: the promise ε/√α, and the mean at α = 1 times 1/√α.",
	}
	net, err := j.theoryNetwork(n)
	if err != nil {
		return nil, err
	}
	locals, err := j.exactLocals(net)
	if err != nil {
		return nil, err
	}
	o.set("network", "clustered, in the proportions of Fig. 2c, N = %d; covariance exact, matched diagonal", n)
	o.set("accuracy", "ε = %g at α = 1; %d draws", scalingEpsilon, draws)
	j.phase("worst cases", draws*len(alphas))
	panel := figure.Panel{
		X: figure.Axis{Label: "α, factor on all probabilities", Log: true}, Y: figure.Axis{Label: "worst-case ε of (3)", Log: true}, Legend: figure.TopRight,
	}
	var means, promise, guide, keptShare []float64
	within := true
	for _, alpha := range alphas {
		p, err := planEpsilon(net, locals, alpha, nil)
		if err != nil {
			return nil, err
		}
		worst, err := j.worstOf(net, p, draws, 0)
		if err != nil {
			return nil, err
		}
		means = append(means, summary(worst).Mean)
		promise = append(promise, scalingEpsilon/math.Sqrt(alpha))
		guide = append(guide, means[0]/math.Sqrt(alpha))
		keptShare = append(keptShare, p.Expected/float64(p.Edges))
		within = within && slices.Max(worst) <= promise[len(promise)-1]
		panel.Marks = append(panel.Marks, figure.Line{Ink: figure.Red(), X: same(alpha, draws), Y: worst, Loose: true})
		o.number(fmt.Sprintf("worst_mean_alpha%g", alpha), means[len(means)-1])
		o.number(fmt.Sprintf("worst_max_alpha%g", alpha), slices.Max(worst))
	}
	exponent := slope(alphas, means)
	o.number("slope", exponent)
	o.Tables = append(o.Tables, columns("", []string{"alpha", "fraction_kept", "worst_mean", "promise"}, alphas, keptShare, means, promise))
	claimUndersampling(o, alphas, means, promise, exponent, within)
	panel.Marks = append(panel.Marks,
		figure.Line{Name: "promised, ε/√α", Ink: figure.Grey(), X: alphas, Y: promise},
		figure.Line{Name: "mean at 1, times 1/√α", Ink: figure.Black(), X: alphas, Y: guide},
		figure.Line{Name: "mean over draws", Ink: figure.Red(), X: alphas, Y: means})
	o.Picture = figure.Picture{Rows: [][]figure.Panel{{panel, {
		X: figure.Axis{Label: "α, factor on all probabilities", Log: true}, Y: figure.Axis{Label: "fraction of edges kept", From: figure.At(0)},
		Marks: []figure.Mark{figure.Line{Ink: figure.Red(), X: alphas, Y: keptShare, Dots: true}},
	}}}}
	return o, nil
}

// claimUndersampling holds what was found against the paper.
func claimUndersampling(o *Outcome, alphas, means, promise []float64, exponent float64, within bool) {
	o.claim(Claim{
		Place: "Section 6", Statement: "(10) still holds, albeit with ε̂ = ε/√α",
		Criterion: "no draw exceeds ε/√α",
		Found:     fmt.Sprintf("the mean worst case is %s at α = 1 and %s at α = %g, where %s is promised", show(means[0]), show(means[3]), alphas[3], show(promise[3])),
		Agrees:    within,
	})
	o.claim(Claim{
		Place: "Section 6", Statement: "ε grows as 1/√α",
		Criterion: "the exponent of the mean worst case in α lies in −0.65 … −0.4",
		Found:     fmt.Sprintf("it grows as α^%s", show(exponent)),
		Agrees:    exponent > -0.65 && exponent < -0.4,
	})
}
