package theory

import (
	"fmt"
	"slices"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// atLeast is by which factor the error must grow to count as growing.
const atLeast = 1.1

// claimWithTerm states that (10) holds with the additive term.
func (s *nearStudy) claimWithTerm(o *figure.Outcome) {
	last := len(s.shares) - 1
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "for a network that is not diagonally dominant, (10) holds with an additive term εγ",
		Criterion: "the networks lack dominance, and no draw exceeds ε with the term, " + eachFamily,
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge(figure.If(s.lacks))
		var found, short []string
		for _, f := range families() {
			largest := largestOfDraws(s.with[f], r)
			above := experiment.FrequencyAbove(largest, accuracy)
			v.Require(figure.If(above.Count == 0))
			found = append(found, fmt.Sprintf("%s: with γ = %g λ_min the mean worst case is %s with the term (%s at γ = 0), no draw has more "+
				"than %s, and at any γ it exceeds ε in %s", f.label(), s.shares[last], experiment.MeanInterval(s.with[f][last][r]),
				experiment.MeanInterval(s.with[f][0][r]), figure.Show(slices.Max(largest)), above))
			short = append(short, fmt.Sprintf("%s, %s", figure.Show(slices.Max(largest)), f.label()))
		}
		v.Found, v.Short = strings.Join(found, "; "), "at most "+strings.Join(short, "; ")
		return v
	})
}

// claimWithoutTerm states that the error may grow without it.
func (s *nearStudy) claimWithoutTerm(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "the analysis has additional sources of error: without the additive term the error may grow with γ",
		Criterion: fmt.Sprintf("in the clustered network the mean worst case without the term grows by a factor above %g, with the "+
			"probabilities of A or with those of the dominant network", atLeast),
	}, func(r figure.Rule) figure.Verdict {
		growth := func(all []byRule) figure.Interval {
			return experiment.RatioOfMeans(all[len(all)-1][r], all[0][r])
		}
		own, others := growth(s.without), growth(s.unseen)
		v := figure.Judge(figure.Any(own.Above(atLeast), others.Above(atLeast)))
		v.Found = fmt.Sprintf("without the term it grows by a factor %s, and by %s with the probabilities of the dominant network: those of A "+
			"itself see the slow mode, whose activity grows as it loses its leak, and keep the edges that it rests on", own, others)
		v.Short = fmt.Sprintf("%s and %s", own, others)
		return v
	})
}
