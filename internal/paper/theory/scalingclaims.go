package theory

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claims states what Section 4.1 proves.
func (s *scalingStudy) claims(o *figure.Outcome) {
	s.claimAccuracy(o)
	s.claimFraction(o)
	s.claimFixedFraction(o)
	s.claimBound(o)
	s.claimLarge(o)
}

// eachFamily is why statements are tried on both families.
const eachFamily = "in both kinds of network, since a promise to every dominant network holds in the harder ones, too"

// claimAccuracy states that K_deg is enough for ε.
func (s *scalingStudy) claimAccuracy(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 4.1, (10)", Statement: "K_deg = 4 ln N/ε² keeps every quadratic form within ε, with high probability",
		Criterion: "the worst-case ε of (3) exceeds ε in at most 5% of the draws, " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var found, short []string
		for _, f := range families() {
			var all []float64
			for _, one := range s.sizes[f] {
				all = append(all, one.enough[r]...)
			}
			share := experiment.ShareAbove(all, accuracy)
			v.Meets = v.Meets && share <= 0.05
			above := fmt.Sprintf("%.0f of %d", share*float64(len(all)), len(all))
			found = append(found, fmt.Sprintf("%s: %s at most, above ε in %s draws", f.label(), figure.Show(slices.Max(all)), above))
			short = append(short, fmt.Sprintf("above ε in %s, %s", above, f.label()))
		}
		v.Found = fmt.Sprintf("with ε = %g the worst case is, ", accuracy) + strings.Join(found, "; ")
		v.Short = strings.Join(short, ", ")
		return v
	})
}

// claimFraction states that the fraction of edges needed falls with N.
func (s *scalingStudy) claimFraction(o *figure.Outcome) {
	expected, last, fraction := true, len(s.n)-1, s.fractions()
	for _, f := range families() {
		for k, n := range s.n {
			expected = expected && s.sizes[f][k].edges <= 1.0001*n*experiment.Degree(int(n), accuracy)
		}
	}
	o.AddClaim(figure.Claim{
		Place: "Section 4.1", Statement: "the number of edges is N K_deg = 4 N ln N/ε², so that the fraction needed for fixed ε goes to 0",
		Criterion: "at every N at most that many edges are expected (fewer by the clip at 1), and the fraction kept falls with N",
		Found: fmt.Sprintf("the fraction kept falls from %s at N = %g to %s at N = %g", figure.Show(fraction[0]), s.n[0],
			figure.Show(fraction[last]), s.n[last]),
		Agrees: expected && slices.IsSortedFunc(fraction, func(a, b float64) int { return cmp.Compare(b, a) }),
		NoRule: "a number of edges, of which the controls are given as many",
	})
}

// claimFixedFraction states that ε falls with N at a fixed fraction of edges.
func (s *scalingStudy) claimFixedFraction(o *figure.Outcome) {
	last := len(s.n) - 1
	o.AddJudged(figure.Claim{
		Place: "Section 4.1", Statement: "at a small but fixed fraction of edges the approximation becomes arbitrarily good with N (ε → 0)",
		Criterion: "the mean worst case falls with N, as N to a power of −0.3 or steeper (√(ln N/N) would be about −0.4 here), " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var found, short []string
		for _, f := range families() {
			mean := means(s.sizes[f], ofFixed, r)
			exponent := experiment.LogSlope(s.n, mean)
			v.Meets = v.Meets && exponent <= -0.3
			found = append(found, fmt.Sprintf("%s: from %s to %s, as N^%s", f.label(), figure.Show(mean[0]), figure.Show(mean[last]),
				figure.Show(exponent)))
			short = append(short, fmt.Sprintf("N^%s, %s", figure.Show(exponent), f.label()))
		}
		v.Found = fmt.Sprintf("with %g of the edges it falls, ", keepScaling) + strings.Join(found, "; ")
		v.Short = strings.Join(short, ", ")
		return v
	})
}

// claimBound states that violations are at most as frequent as (7) allows.
func (s *scalingStudy) claimBound(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 4.1, (7)", Statement: "the matrix Chernoff bound (7) limits how often the worst case exceeds ε",
		Criterion: "at no ε is the measured frequency above the bound by more than 3 standard errors, " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Verdict{Meets: true}
		var at []string
		for _, f := range families() {
			highest := 0.0
			for k, frequency := range s.frequency[f][r] {
				se := math.Sqrt(s.bound[k] * (1 - s.bound[k]) / float64(s.violationDraws))
				v.Meets = v.Meets && frequency <= s.bound[k]+3*se
				if frequency > 0.05 {
					highest = s.levels[k]
				}
			}
			at = append(at, fmt.Sprintf("%s, %s", figure.Show(highest), f.label()))
		}
		v.Short = "up to " + strings.Join(at, "; ")
		v.Found = fmt.Sprintf("the worst case exceeds ε′ in more than 5%% of %d draws only up to ε′ = %s, while (7) promises that for ε = %g",
			s.violationDraws, strings.Join(at, "; "), accuracy)
		return v
	})
}
