package theory

import (
	"cmp"
	"fmt"
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
		Criterion: "the frequency with which the worst-case ε of (3) exceeds ε is below 5%, by its bound at 95%, " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found, short []string
		for _, f := range families() {
			var all []float64
			for _, one := range s.sizes[f] {
				all = append(all, one.enough[r]...)
			}
			above := experiment.FrequencyAbove(all, accuracy)
			v.Require(above.Interval().Below(0.05))
			found = append(found, fmt.Sprintf("%s: %s at most, above ε in %s", f.label(), figure.Show(slices.Max(all)), above))
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
	v := figure.Judge(figure.If(expected && slices.IsSortedFunc(fraction, func(a, b float64) int { return cmp.Compare(b, a) })))
	v.Found = fmt.Sprintf("the fraction kept falls from %s at N = %g to %s at N = %g%s", figure.Show(fraction[0]), s.n[0],
		figure.Show(fraction[last]), s.n[last], figure.NothingDrawn)
	o.AddFound(figure.Claim{
		Place: "Section 4.1", Statement: "the number of edges is N K_deg = 4 N ln N/ε², so that the fraction needed for fixed ε goes to 0",
		Criterion: "at every N at most that many edges are expected (fewer by the clip at 1), and the fraction kept falls with N",
		NoRule:    "a number of edges, of which the controls are given as many",
	}, v)
}

// claimFixedFraction states that ε falls with N at a fixed fraction of edges.
func (s *scalingStudy) claimFixedFraction(o *figure.Outcome) {
	last := len(s.n) - 1
	o.AddJudged(figure.Claim{
		Place: "Section 4.1", Statement: "at a small but fixed fraction of edges the approximation becomes arbitrarily good with N (ε → 0)",
		Criterion: "the mean worst case falls with N, as N to a power below −0.3 (√(ln N/N) would be about −0.4 here), " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found, short []string
		for _, f := range families() {
			exponent := s.exponentAtFixedFraction(f, r)
			v.Require(exponent.Below(-0.3))
			found = append(found, fmt.Sprintf("%s: from %s to %s, as N to the power of %s", f.label(),
				experiment.MeanInterval(s.sizes[f][0].fixed[r]), experiment.MeanInterval(s.sizes[f][last].fixed[r]), exponent))
			short = append(short, fmt.Sprintf("exponent %s, %s", exponent, f.label()))
		}
		v.Found = fmt.Sprintf("with %g of the edges it falls, ", keepScaling) + strings.Join(found, "; ")
		v.Short = strings.Join(short, ", ")
		return v
	})
}

// exponentAtFixedFraction returns the exponent with which the mean worst case of a rule grows with N. The draws of one
// number at all N are left out together, since they share their random numbers.
func (s *scalingStudy) exponentAtFixedFraction(f family, r figure.Rule) figure.Interval {
	return experiment.Jackknife(len(s.sizes[f][0].fixed[r]), func(chosen []int) float64 {
		var means []float64
		for _, one := range s.sizes[f] {
			means = append(means, experiment.MeanOf(one.fixed[r], chosen))
		}
		return experiment.LogSlope(s.n, means)
	})
}
