package paper

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/rules"
)

// undersampling checks Section 6, "Approximate probabilities": p̂ = α p inflates ε to ε/√α.
func undersampling(j *job) (*Outcome, error) {
	n, draws := pick(j, 1000, 400), pick(j, 20, 6)
	alphas := []float64{1, 0.5, 0.25, 0.125, 0.0625}
	o := &Outcome{
		Shows: "The paper argues (Section 6) that undersampling edges by a factor α inflates ε by 1/√α and no more.",
		Caption: "Worst-case ε of (3) against α: dots are draws, the red line their mean; grey: the promise ε/√α; " +
			"black: the mean at the smallest α, times what the pruned edges' variance changes by, which goes as 1/√α where p is small.",
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
	panel := draw.Panel{
		X: draw.Axis{Label: "α, factor on all probabilities", Log: true}, Y: draw.Axis{Label: "worst-case ε of (3)", Log: true}, Legend: draw.TopRight,
	}
	var means, promise, scatter, keptShare []float64
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
		scatter = append(scatter, scatterOf(net, locals, p))
		keptShare = append(keptShare, p.Expected/float64(p.Edges))
		within = within && slices.Max(worst) <= promise[len(promise)-1]
		panel.Marks = append(panel.Marks, draw.Line{Style: draw.Red(), X: same(alpha, draws), Y: worst, PointsOnly: true})
		o.number(fmt.Sprintf("worst_mean_alpha%g", alpha), means[len(means)-1])
		o.number(fmt.Sprintf("worst_max_alpha%g", alpha), slices.Max(worst))
	}
	last := len(alphas) - 1
	var guide []float64
	for _, s := range scatter {
		guide = append(guide, means[last]*s/scatter[last])
	}
	o.Tables = append(o.Tables, columns("", []string{"alpha", "fraction_kept", "worst_mean", "promise", "guide"}, alphas, keptShare, means, promise, guide))
	claimUndersampling(o, alphas, means, promise, within)
	claimGrowth(o, alphas, means, guide)
	panel.Marks = append(panel.Marks,
		draw.Line{Name: "promised, ε/√α", Style: draw.Grey(), X: alphas, Y: promise},
		draw.Line{Name: "as the variance says", Style: draw.Black(), X: alphas, Y: guide},
		draw.Line{Name: "mean over draws", Style: draw.Red(), X: alphas, Y: means})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{{panel, {
		X: draw.Axis{Label: "α, factor on all probabilities", Log: true}, Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)},
		Marks: []draw.Mark{draw.Line{Style: draw.Red(), X: alphas, Y: keptShare, Dots: true}},
	}}}}
	return o, nil
}

// scatterOf returns the root of E‖B^(−½) (B^sparse − B) B^(−½)‖² in the Frobenius norm: the
// scatter of Ĩ about I in (9). Its square is Σ r² (1−p)/p over the edges, with the norms
// r = 2|w|d of (8) at unit noise.
func scatterOf(net *network.Network, locals rules.Locals, p *rules.Plan) float64 {
	sum := 0.0
	for place, e := range net.Weights().Entries() {
		if e.Target <= e.Source {
			continue
		}
		r := 2 * rules.NoisePrune(e.Weight, locals.Variance[e.Target], locals.Variance[e.Source], locals.Covariance[place])
		sum += r * r * (1 - p.Probabilities[place]) / p.Probabilities[place]
	}
	return math.Sqrt(sum)
}

// claimUndersampling holds the bound against the paper.
func claimUndersampling(o *Outcome, alphas, means, promise []float64, within bool) {
	last := len(alphas) - 1
	o.claim(Claim{
		Place: "Section 6", Statement: "(10) still holds, albeit with ε̂ = ε/√α",
		Criterion: "no draw exceeds ε/√α",
		Found: fmt.Sprintf("the mean worst case is %s at α = 1 and %s at α = %g, where %s is promised",
			show(means[0]), show(means[last]), alphas[last], show(promise[last])),
		Agrees: within,
	})
}

// growthTolerance is how far the worst case may be from the guide.
const growthTolerance = 0.2

// claimGrowth holds the law against the paper: 1/√α where p is small, and what the variance
// of the edges says where it is not.
func claimGrowth(o *Outcome, alphas, means, guide []float64) {
	last := len(alphas) - 1
	small := math.Log(means[last]/means[last-1]) / math.Log(alphas[last]/alphas[last-1])
	whole := slope(alphas, means)
	off := 0.0
	for k, g := range guide {
		off = max(off, math.Abs(means[k]/g-1))
	}
	o.number("slope", whole)
	o.number("slope_smallest_alphas", small)
	o.number("largest_distance_from_guide", off)
	o.claim(Claim{
		Place: "Section 6", Statement: "ε grows as 1/√α",
		Criterion: fmt.Sprintf("the exponent of the mean worst case between the two smallest α, where p is small, lies in −0.6 … −0.45, "+
			"and at every α the mean is within %.0f%% of what the variance of the edges says, Σ r² (1−p)/p with the norms r of (8)", 100*growthTolerance),
		Found: fmt.Sprintf("between α = %g and %g it grows as α^%s, and over all α, where many edges are nearly certain at first, as α^%s; it is within %.0f%% of what the variance says",
			alphas[last-1], alphas[last], show(small), show(whole), 100*off),
		Agrees: small > -0.6 && small < -0.45 && off <= growthTolerance,
		Reason: fmt.Sprintf("where p is not small, the variance itself grows faster: between the two smallest α as α^%s here",
			show(math.Log(guide[last]/guide[last-1])/math.Log(alphas[last]/alphas[last-1]))),
	})
}
