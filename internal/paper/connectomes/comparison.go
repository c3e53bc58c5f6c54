package connectomes

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// standing counts how often noise-prune is ahead of another rule, and says where it is not
// clearly, and where it is behind.
func (s *study) standing(than int) (ahead int, undecided, behind []string) {
	for k, keep := range s.keeps {
		for _, m := range headline() {
			where := fmt.Sprintf("%s at %g", measureLabels()[m], keep)
			switch lead := s.lead(k, than, m); {
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

// claimAhead states that noise-prune does better than pruning by weight.
func (s *study) claimAhead(o *figure.Outcome) {
	ahead, undecided, behind := s.standing(ruleWeight)
	all := s.comparisons()
	o.AddNumber(s.Name+"_ahead_of_weight", float64(ahead))
	o.AddNumber(s.Name+"_behind_weight", float64(len(behind)))
	found := fmt.Sprintf("%s: ahead in %d of %d comparisons", s.Title, ahead, all)
	if len(undecided) > 0 {
		found += ", undecided for " + strings.Join(undecided, ", ")
	}
	if len(behind) > 0 {
		found += ", behind for " + strings.Join(behind, ", ")
	}
	o.AddClaim(figure.Claim{
		Place: "beyond the paper", Statement: "noise-prune does better than the weight-based control: " + s.Title,
		Criterion: fmt.Sprintf("of the comparisons of ε_λ, ε_v and trajectory error at each density it is ahead by more than %d standard "+
			"errors in more than half, and behind by as much in none", experiment.AheadBy),
		Found:  found,
		Agrees: 2*ahead > all && len(behind) == 0,
	})
}
