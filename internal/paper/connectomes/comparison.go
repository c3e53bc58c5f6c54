package connectomes

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/figure"
)

// standing counts how often a rule is ahead of another, and says where it is not clearly, and where
// it is behind.
func (s *study) standing(rule, than figure.Rule) (ahead int, undecided, behind []string) {
	for k, keep := range s.keeps {
		for _, m := range headline() {
			where := fmt.Sprintf("%s at %g", measureLabels()[m], keep)
			switch isAhead, isBehind := s.ahead(k, rule, than, m); {
			case isAhead == figure.Yes:
				ahead++
			case isBehind == figure.Yes:
				behind = append(behind, where)
			case isAhead == figure.Undecided:
				undecided = append(undecided, where)
			}
		}
	}
	return ahead, undecided, behind
}

// comparisons returns how many standing makes.
func (s *study) comparisons() int { return len(s.keeps) * len(headline()) }

// mostlyAhead says whether a rule is ahead of another in more than half of the comparisons, and
// behind in none.
func (s *study) mostlyAhead(rule, than figure.Rule) figure.Condition {
	ahead, undecided, behind := s.standing(rule, than)
	switch {
	case len(behind) > 0 || 2*(ahead+len(undecided)) <= s.comparisons():
		return figure.If(false)
	case 2*ahead > s.comparisons():
		return figure.If(true)
	}
	return figure.Condition{Met: figure.Undecided}
}

// claimAhead states that noise-prune does better than pruning by weight.
func (s *study) claimAhead(o *figure.Outcome) {
	ahead, _, behind := s.standing(figure.Noise, figure.Weight)
	o.AddNumber(s.Name+"_ahead_of_weight", float64(ahead))
	o.AddNumber(s.Name+"_behind_weight", float64(len(behind)))
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than the weight-based control: " + s.Title,
		Criterion: fmt.Sprintf("of the %d comparisons of ε_λ, ε_v and trajectory error at each density it is ahead in more than half, and "+
			"behind in none: by the 95%% intervals of the paired differences over draws, all of them together by Bonferroni", s.comparisons()),
	}, func(r figure.Rule) figure.Verdict {
		ahead, undecided, behind := s.standing(r, figure.Weight)
		found := fmt.Sprintf("%s: ahead in %d of %d comparisons", s.Title, ahead, s.comparisons())
		if len(undecided) > 0 {
			found += ", undecided for " + strings.Join(undecided, ", ")
		}
		if len(behind) > 0 {
			found += ", behind for " + strings.Join(behind, ", ")
		}
		v := figure.Judge(s.mostlyAhead(r, figure.Weight))
		v.Found, v.Short = found, fmt.Sprintf("ahead in %d, behind in %d", ahead, len(behind))
		return v
	})
}
