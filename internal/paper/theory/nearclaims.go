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
		v := figure.Verdict{Meets: s.lacks}
		var found, short []string
		for _, f := range families() {
			largest := 0.0
			for _, worst := range s.with[f] {
				largest = max(largest, slices.Max(worst[r]))
			}
			v.Meets = v.Meets && largest <= accuracy
			found = append(found, fmt.Sprintf("%s: with γ = %g λ_min the mean worst case is %s with the term (%s at γ = 0), and no draw has more "+
				"than %s", f.label(), s.shares[last], figure.Show(experiment.Mean(s.with[f][last][r])),
				figure.Show(experiment.Mean(s.with[f][0][r])), figure.Show(largest)))
			short = append(short, fmt.Sprintf("%s, %s", figure.Show(largest), f.label()))
		}
		v.Found, v.Short = strings.Join(found, "; "), "at most "+strings.Join(short, "; ")
		return v
	})
}

// claimWithoutTerm states that the error may grow without it.
func (s *nearStudy) claimWithoutTerm(o *figure.Outcome) {
	o.AddJudged(figure.Claim{
		Place: "Section 6", Statement: "the analysis has additional sources of error: without the additive term the error may grow with γ",
		Criterion: fmt.Sprintf("in the clustered network the mean worst case without the term grows by a factor %g or more, with the "+
			"probabilities of A or with those of the dominant network", atLeast),
	}, func(r figure.Rule) figure.Verdict {
		growth := func(all []byRule) float64 {
			means := meansOf(all, r)
			return means[len(means)-1] / means[0]
		}
		own, others := growth(s.without), growth(s.unseen)
		return figure.Verdict{
			Found: fmt.Sprintf("without the term it grows by a factor %s, and by %s with the probabilities of the dominant network: those of A "+
				"itself see the slow mode, whose activity grows as it loses its leak, and keep the edges that it rests on",
				figure.Show(own), figure.Show(others)),
			Short: figure.Show(own) + " and " + figure.Show(others), Meets: max(own, others) >= atLeast,
		}
	})
}
