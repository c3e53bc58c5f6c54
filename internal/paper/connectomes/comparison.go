package connectomes

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// standing counts how often a rule is ahead of another, and says where it is not clearly, and where
// it is behind.
func (s *study) standing(rule, than figure.Rule) (ahead int, undecided, behind []string) {
	for k, keep := range s.keeps {
		for _, m := range headline() {
			where := fmt.Sprintf("%s at %g", measureLabels()[m], keep)
			switch lead := s.lead(k, rule, than, m); {
			case lead > experiment.AheadBy:
				ahead++
			case lead < -experiment.AheadBy:
				behind = append(behind, where)
			default:
				undecided = append(undecided, where)
			}
		}
	}
	return ahead, undecided, behind
}

// comparisons returns how many standing makes.
func (s *study) comparisons() int { return len(s.keeps) * len(headline()) }

// mostlyAhead reports whether a rule is ahead of another in more than half of the comparisons, and
// behind in none.
func (s *study) mostlyAhead(rule, than figure.Rule) bool {
	ahead, _, behind := s.standing(rule, than)
	return 2*ahead > s.comparisons() && len(behind) == 0
}

// claimAhead states that noise-prune does better than pruning by weight.
func (s *study) claimAhead(o *figure.Outcome) {
	ahead, _, behind := s.standing(figure.Noise, figure.Weight)
	o.AddNumber(s.Name+"_ahead_of_weight", float64(ahead))
	o.AddNumber(s.Name+"_behind_weight", float64(len(behind)))
	o.AddJudged(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than the weight-based control: " + s.Title,
		Criterion: fmt.Sprintf("of the comparisons of ε_λ, ε_v and trajectory error at each density it is ahead by more than %d standard "+
			"errors in more than half, and behind by as much in none", experiment.AheadBy),
	}, func(r figure.Rule) figure.Verdict {
		ahead, undecided, behind := s.standing(r, figure.Weight)
		found := fmt.Sprintf("%s: ahead in %d of %d comparisons", s.Title, ahead, s.comparisons())
		if len(undecided) > 0 {
			found += ", undecided for " + strings.Join(undecided, ", ")
		}
		if len(behind) > 0 {
			found += ", behind for " + strings.Join(behind, ", ")
		}
		return figure.Verdict{
			Found: found, Short: fmt.Sprintf("ahead in %d, behind in %d", ahead, len(behind)), Meets: s.mostlyAhead(r, figure.Weight),
		}
	})
}
