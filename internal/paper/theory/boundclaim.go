package theory

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimBound states that violations are at most as frequent as (7) allows.
func (s *scalingStudy) claimBound(o *figure.Outcome) {
	least := experiment.Frequency{Draws: s.violationDraws}.Interval().High // a lower bound cannot be confirmed
	o.AddJudged(figure.Claim{
		Place: "Section 4.1, (7)", Statement: "the matrix Chernoff bound (7) limits how often the worst case exceeds ε",
		Criterion: fmt.Sprintf("wherever (7) allows a frequency that %d draws can confirm, %s or more, the measured frequency is below it by "+
			"its bound at 95%%, and nowhere above it by the bound on the other side, %s", s.violationDraws, figure.Percent(least), eachFamily),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var at []string
		for _, f := range families() {
			highest := 0.0
			for k, frequency := range s.frequency[f][r] {
				i := frequency.Interval()
				if i.Low > s.bound[k] || s.bound[k] >= least && s.bound[k] < 1 {
					v.Require(i.Below(math.Nextafter(s.bound[k], 1)))
				}
				if i.High > 0.05 {
					highest = s.levels[k]
				}
			}
			at = append(at, fmt.Sprintf("%s, %s", figure.Show(highest), f.label()))
		}
		v.Short = "up to " + strings.Join(at, "; ")
		v.Found = fmt.Sprintf("that the worst case exceeds ε′ in more than 5%% of the draws cannot be excluded, of %d draws at 95%%, only up to "+
			"ε′ = %s, while (7) promises that for ε = %g", s.violationDraws, strings.Join(at, "; "), accuracy)
		return v
	})
}
