package paper

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/draw"
	"noiseprune/network"
	"noiseprune/rules"
)

// scalingEpsilon is the accuracy asked for: with it the networks that a desk computer can
// decompose already lose most of their edges.
const scalingEpsilon = 0.7

// keepScaling is the fraction of edges kept where ε is to fall.
const keepScaling = 0.2

// scaling checks Section 4.1: worst-case ε against N, the fraction of edges kept, and the
// bound (7).
func scaling(j *job) (*Outcome, error) {
	sizes := pick(j, []int{250, 500, 1000, 2000}, []int{100, 200, 400})
	draws := pick(j, 12, 8)
	o := &Outcome{
		Shows: "The paper proves (Section 4.1) that K_deg = 4 ln N/ε² keeps all quadratic forms within ε with high probability while the fraction of edges kept goes to 0, " +
			"and that at a fixed fraction ε goes to 0.",
		Caption: "Top left: worst-case ε of (3), dots: draws, line: their mean. Top right: fraction of edges that K_deg = 4 ln N/ε² keeps. " +
			"Bottom left: worst-case ε when a fixed fraction is kept. Bottom right: at the smallest N, how often the worst case exceeds ε′ at the same K_deg, beside the bound (7).",
	}
	o.set("networks", "clustered, in the proportions of Fig. 2c, N = %v; covariance exact, matched diagonal", sizes)
	o.set("accuracy", "ε = %g; %d draws of each network", scalingEpsilon, draws)
	s := &scalingStudy{}
	for _, n := range sizes {
		net, err := j.theoryNetwork(n)
		if err != nil {
			return nil, err
		}
		if err := s.add(j, net, draws); err != nil {
			return nil, err
		}
	}
	if err := s.violations(j, sizes[0], pick(j, 200, 80)); err != nil {
		return nil, err
	}
	s.describe(o)
	s.claims(o)
	s.draw(o)
	return o, nil
}

// scalingStudy holds one value for each N.
type scalingStudy struct {
	n, fraction, edges            []float64
	noise, weight, fixed          [][]float64 // worst cases of the draws
	levels, frequency, bound      []float64   // of violations, at the smallest N
	violationDraws                int
	noiseMean, weightMean, atKept []float64
}

// add does one network.
func (s *scalingStudy) add(j *job, net *network.Network, draws int) error {
	locals, err := j.exactLocals(net)
	if err != nil {
		return err
	}
	byEpsilon, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	byWeight, err := weightPlan(net, byEpsilon.Expected)
	if err != nil {
		return err
	}
	byKeep, err := noisePlan(net, locals, keepScaling)
	if err != nil {
		return err
	}
	j.phase(fmt.Sprintf("worst cases, N = %d", net.Neurons()), 3*draws)
	var worst [3][]float64
	for k, p := range []*rules.Plan{byEpsilon, byWeight, byKeep} {
		if worst[k], err = j.worstOf(net, p, draws, 0); err != nil {
			return err
		}
	}
	s.n = append(s.n, float64(net.Neurons()))
	s.edges = append(s.edges, byEpsilon.Expected)
	s.fraction = append(s.fraction, byEpsilon.Expected/float64(byEpsilon.Edges))
	s.noise, s.weight, s.fixed = append(s.noise, worst[0]), append(s.weight, worst[1]), append(s.fixed, worst[2])
	s.noiseMean = append(s.noiseMean, summary(worst[0]).Mean)
	s.weightMean = append(s.weightMean, summary(worst[1]).Mean)
	s.atKept = append(s.atKept, summary(worst[2]).Mean)
	return nil
}

// violations measures how often the worst case exceeds each of many levels, beside (7) at
// M = 1/K_deg: N e^{−ε²K_deg/2} + N e^{−ε²K_deg/3}.
func (s *scalingStudy) violations(j *job, n, draws int) error {
	net, err := j.theoryNetwork(n)
	if err != nil {
		return err
	}
	locals, err := j.exactLocals(net)
	if err != nil {
		return err
	}
	p, err := planEpsilon(net, locals, 1, nil)
	if err != nil {
		return err
	}
	j.phase("violations", draws)
	worst, err := j.worstOf(net, p, draws, 0)
	if err != nil {
		return err
	}
	s.violationDraws = draws
	for level := 0.05; level < 1; level += 0.025 {
		k := degree(n, scalingEpsilon) * level * level
		s.levels = append(s.levels, level)
		s.frequency = append(s.frequency, shareAbove(worst, level))
		s.bound = append(s.bound, min(1, float64(n)*(math.Exp(-k/2)+math.Exp(-k/3))))
	}
	return nil
}

func (s *scalingStudy) describe(o *Outcome) {
	o.Tables = append(o.Tables,
		columns("sizes", []string{"n", "expected_edges", "fraction_kept", "worst_noise_mean", "worst_weight_mean", "worst_noise_fixed_fraction_mean"},
			s.n, s.edges, s.fraction, s.noiseMean, s.weightMean, s.atKept),
		columns("violations", []string{"epsilon", "frequency", "bound"}, s.levels, s.frequency, s.bound))
	for k, n := range s.n {
		o.number(fmt.Sprintf("worst_noise_n%g_max", n), slices.Max(s.noise[k]))
		o.number(fmt.Sprintf("worst_weight_n%g_mean", n), s.weightMean[k])
		o.number(fmt.Sprintf("fraction_kept_n%g", n), s.fraction[k])
	}
	o.number("slope_fixed_fraction", slope(s.n, s.atKept))
	o.number("slope_fraction_kept", slope(s.n, s.fraction))
}

func (s *scalingStudy) claims(o *Outcome) {
	largest, count, above := 0.0, 0, 0
	for _, worst := range s.noise {
		largest = max(largest, slices.Max(worst))
		for _, w := range worst {
			count++
			if w > scalingEpsilon {
				above++
			}
		}
	}
	last := len(s.n) - 1
	o.claim(Claim{
		Place: "Section 4.1, (10)", Statement: "K_deg = 4 ln N/ε² keeps every quadratic form within ε, with high probability",
		Criterion: "the worst-case ε of (3) exceeds ε in at most 5% of the draws",
		Found: fmt.Sprintf("with ε = %g the worst case reaches %s at most and exceeds ε in %d of %d draws (pruning by weight to as many edges: mean %s at N = %g)",
			scalingEpsilon, show(largest), above, count, show(s.weightMean[last]), s.n[last]),
		Agrees: float64(above) <= 0.05*float64(count),
	})
	expected := true
	for k, n := range s.n {
		expected = expected && s.edges[k] <= 1.0001*n*degree(int(n), scalingEpsilon)
	}
	o.claim(Claim{
		Place: "Section 4.1", Statement: "the number of edges is N K_deg = 4 N ln N/ε², so that the fraction needed for fixed ε goes to 0",
		Criterion: "at every N at most that many edges are expected (fewer by the clip at 1), and the fraction kept falls with N",
		Found:     fmt.Sprintf("the fraction kept falls from %s at N = %g to %s at N = %g", show(s.fraction[0]), s.n[0], show(s.fraction[last]), s.n[last]),
		Agrees:    expected && slices.IsSortedFunc(s.fraction, func(a, b float64) int { return -order(a, b) }),
	})
	exponent := slope(s.n, s.atKept)
	o.claim(Claim{
		Place: "Section 4.1", Statement: "at a small but fixed fraction of edges the approximation becomes arbitrarily good with N (ε → 0)",
		Criterion: "the mean worst case falls with N, as N to a power of −0.3 or steeper (√(ln N/N) would be about −0.4 here)",
		Found:     fmt.Sprintf("with %g of the edges it falls from %s to %s, as N^%s", keepScaling, show(s.atKept[0]), show(s.atKept[last]), show(exponent)),
		Agrees:    exponent <= -0.3,
	})
	holds, at := true, 0.0
	for k, f := range s.frequency {
		se := math.Sqrt(s.bound[k] * (1 - s.bound[k]) / float64(s.violationDraws))
		holds = holds && f <= s.bound[k]+3*se
		if f > 0.05 {
			at = s.levels[k]
		}
	}
	o.claim(Claim{
		Place: "Section 4.1, (7)", Statement: "the matrix Chernoff bound (7) limits how often the worst case exceeds ε",
		Criterion: "at no ε is the measured frequency above the bound by more than 3 standard errors",
		Found:     fmt.Sprintf("the worst case exceeds ε′ in more than 5%% of %d draws only up to ε′ = %s, while (7) promises that for ε = %g", s.violationDraws, show(at), scalingEpsilon),
		Agrees:    holds,
	})
}

func order(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func (s *scalingStudy) draw(o *Outcome) {
	size := draw.Axis{Label: "neurons N", Log: true}
	worst := draw.Panel{Title: fmt.Sprintf("asked for ε = %g", scalingEpsilon), X: size, Y: draw.Axis{Label: "worst-case ε of (3)", From: draw.At(0)}, Legend: draw.TopLeft}
	fixed := draw.Panel{Title: fmt.Sprintf("%g of the edges kept", keepScaling), X: size, Y: draw.Axis{Label: "worst-case ε of (3)", Log: true}}
	for k, n := range s.n {
		worst.Marks = append(worst.Marks,
			draw.Line{Style: draw.Red(), X: same(n, len(s.noise[k])), Y: s.noise[k], PointsOnly: true},
			draw.Line{Style: draw.Blue(), X: same(n, len(s.weight[k])), Y: s.weight[k], PointsOnly: true})
		fixed.Marks = append(fixed.Marks, draw.Line{Style: draw.Red(), X: same(n, len(s.fixed[k])), Y: s.fixed[k], PointsOnly: true})
	}
	worst.Marks = append(worst.Marks,
		draw.Line{Name: "weight-based", Style: draw.Blue(), X: s.n, Y: s.weightMean},
		draw.Line{Name: "noise-prune", Style: draw.Red(), X: s.n, Y: s.noiseMean},
		draw.Line{Name: "ε asked for", Style: draw.Grey(), X: s.n, Y: same(scalingEpsilon, len(s.n))})
	fixed.Marks = append(fixed.Marks, draw.Line{Style: draw.Red(), X: s.n, Y: s.atKept})
	o.Picture = draw.Picture{Rows: [][]draw.Panel{
		{worst, {
			X: size, Y: draw.Axis{Label: "fraction of edges kept", From: draw.At(0)}, Title: "edges needed",
			Marks: []draw.Mark{draw.Line{Style: draw.Red(), X: s.n, Y: s.fraction, Dots: true}},
		}},
		{fixed, {
			Title: fmt.Sprintf("N = %g, %d draws", s.n[0], s.violationDraws), Legend: draw.TopRight,
			X: draw.Axis{Label: "ε′"}, Y: draw.Axis{Label: "P(worst case > ε′)", From: draw.At(0), To: draw.At(1.05)},
			Marks: []draw.Mark{
				draw.Line{Name: "bound (7)", Style: draw.Grey(), X: s.levels, Y: s.bound},
				draw.Line{Name: "measured", Style: draw.Red(), X: s.levels, Y: s.frequency, Dots: true},
			},
		}},
	}}
}

// same returns n times the same value.
func same(v float64, n int) []float64 {
	values := make([]float64, n)
	for k := range values {
		values[k] = v
	}
	return values
}
