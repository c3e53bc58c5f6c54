package theory

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claims states what Section 4.1 proves.
func (s *scalingStudy) claims(o *figure.Outcome) {
	s.claimAccuracy(o)
	s.claimFraction(o)
	s.claimFixedFraction(o)
	s.claimBound(o)
}

// claimAccuracy states that K_deg is enough for ε.
func (s *scalingStudy) claimAccuracy(o *figure.Outcome) {
	largest, count, above := 0.0, 0, 0
	for _, worst := range s.noise {
		largest = max(largest, slices.Max(worst))
		for _, w := range worst {
			count++
			if w > accuracy {
				above++
			}
		}
	}
	last := len(s.n) - 1
	o.AddClaim(figure.Claim{
		Place: "Section 4.1, (10)", Statement: "K_deg = 4 ln N/ε² keeps every quadratic form within ε, with high probability",
		Criterion: "the worst-case ε of (3) exceeds ε in at most 5% of the draws",
		Found: fmt.Sprintf("with ε = %g the worst case reaches %s at most and exceeds ε in %d of %d draws (pruning by weight to as many "+
			"edges: mean %s at N = %g)",
			accuracy, figure.Show(largest), above, count, figure.Show(s.weightMean[last]), s.n[last]),
		Agrees: float64(above) <= 0.05*float64(count),
	})
}

// claimFraction states that the fraction of edges needed falls with N.
func (s *scalingStudy) claimFraction(o *figure.Outcome) {
	expected, last := true, len(s.n)-1
	for k, n := range s.n {
		expected = expected && s.edges[k] <= 1.0001*n*experiment.Degree(int(n), accuracy)
	}
	o.AddClaim(figure.Claim{
		Place: "Section 4.1", Statement: "the number of edges is N K_deg = 4 N ln N/ε², so that the fraction needed for fixed ε goes to 0",
		Criterion: "at every N at most that many edges are expected (fewer by the clip at 1), and the fraction kept falls with N",
		Found: fmt.Sprintf("the fraction kept falls from %s at N = %g to %s at N = %g", figure.Show(s.fraction[0]), s.n[0],
			figure.Show(s.fraction[last]), s.n[last]),
		Agrees: expected && slices.IsSortedFunc(s.fraction, func(a, b float64) int { return cmp.Compare(b, a) }),
	})
}

// claimFixedFraction states that ε falls with N at a fixed fraction of edges.
func (s *scalingStudy) claimFixedFraction(o *figure.Outcome) {
	last := len(s.n) - 1
	exponent := experiment.LogSlope(s.n, s.atKept)
	o.AddClaim(figure.Claim{
		Place: "Section 4.1", Statement: "at a small but fixed fraction of edges the approximation becomes arbitrarily good with N (ε → 0)",
		Criterion: "the mean worst case falls with N, as N to a power of −0.3 or steeper (√(ln N/N) would be about −0.4 here)",
		Found: fmt.Sprintf("with %g of the edges it falls from %s to %s, as N^%s", keepScaling, figure.Show(s.atKept[0]),
			figure.Show(s.atKept[last]), figure.Show(exponent)),
		Agrees: exponent <= -0.3,
	})
}

// claimBound states that violations are at most as frequent as (7) allows.
func (s *scalingStudy) claimBound(o *figure.Outcome) {
	holds, at := true, 0.0
	for k, f := range s.frequency {
		se := math.Sqrt(s.bound[k] * (1 - s.bound[k]) / float64(s.violationDraws))
		holds = holds && f <= s.bound[k]+3*se
		if f > 0.05 {
			at = s.levels[k]
		}
	}
	o.AddClaim(figure.Claim{
		Place: "Section 4.1, (7)", Statement: "the matrix Chernoff bound (7) limits how often the worst case exceeds ε",
		Criterion: "at no ε is the measured frequency above the bound by more than 3 standard errors",
		Found: fmt.Sprintf("the worst case exceeds ε′ in more than 5%% of %d draws only up to ε′ = %s, while (7) promises that for ε = %g",
			s.violationDraws, figure.Show(at), accuracy),
		Agrees: holds,
	})
}
