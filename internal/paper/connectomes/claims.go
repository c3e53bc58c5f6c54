package connectomes

import (
	"fmt"
	"math"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// claimConnectomes states the claims over all connectomes.
func claimConnectomes(o *figure.Outcome, seed uint64, studies []*study) {
	claimAheadEverywhere(o, studies, figure.Random, "noise-prune does better than pruning random edges, in every connectome")
	claimAheadEverywhere(o, studies, figure.Hidden, figure.CovariancesMatter+", in every connectome")
	claimPreserved(o, studies)
	claimFewEdges(o, studies)
	claimGain(o, seed, studies)
}

// claimAheadEverywhere states that noise-prune does better than another rule in each connectome.
func claimAheadEverywhere(o *figure.Outcome, studies []*study, than figure.Rule, statement string) {
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: statement,
		Criterion: fmt.Sprintf("the same, against the control %s, in each connectome", than.Label()),
	}, func(r figure.Rule) figure.Verdict {
		total, lost, of := 0, 0, 0
		v := figure.Judge()
		var exceptions []string
		for _, s := range studies {
			ahead, _, behind := s.standing(r, than)
			total, lost, of = total+ahead, lost+len(behind), of+s.comparisons()
			mostly := s.mostlyAhead(r, than)
			v.Require(mostly)
			if mostly.Met != figure.Yes {
				exceptions = append(exceptions, s.Title)
			}
		}
		v.Found = fmt.Sprintf("ahead of the control %s in %d of %d comparisons, behind in %d", than.Label(), total, of, lost)
		if len(exceptions) > 0 {
			v.Found += "; not clearly in " + strings.Join(exceptions, ", ")
		}
		v.Short = fmt.Sprintf("ahead in %d of %d", total, of)
		return v
	})
}

// claimPreserved states that the dynamics of the connectomes are preserved.
func claimPreserved(o *figure.Outcome, studies []*study) {
	lost, kept := 0.0, math.Inf(1) // the most synapses of a neuron where the dynamics are lost, the fewest where not
	for _, s := range studies {
		if synapses := keepPreserved * s.perNeuron; s.mean(s.place(keepPreserved), figure.Noise, measureTrajectory) < preservedLimit {
			kept = min(kept, synapses)
		} else {
			lost = max(lost, synapses)
		}
	}
	o.AddJudged(figure.Claim{
		Place: "beyond the paper (Section 5 says it of clustered networks)", Statement: "noise-prune preserves network dynamics in every " +
			"connectome",
		Criterion: fmt.Sprintf("the trajectory error at %g of the edges is below %g, the limit of Figs. 2c–f", keepPreserved, preservedLimit),
		Reason: fmt.Sprintf("where the dynamics are lost, a neuron keeps up to %s synapses on average, where they are preserved %s and "+
			"more; on K_deg see below",
			figure.Show(lost), figure.Show(kept)),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		var found []string
		below := 0
		for _, s := range studies {
			i := s.trajectoryError(s.place(keepPreserved), r)
			found = append(found, fmt.Sprintf("%s %s", s.Title, i))
			v.Require(i.Below(preservedLimit))
			if i.Below(preservedLimit).Met == figure.Yes {
				below++
			}
		}
		v.Found = fmt.Sprintf("the trajectory errors at %g of the edges are ", keepPreserved) + strings.Join(found, ", ")
		v.Short = fmt.Sprintf("below in %d of %d", below, len(studies))
		return v
	})
}

// place returns where a density stands among those of the study.
func (s *study) place(keep float64) int {
	for k, v := range s.keeps {
		if v == keep {
			return k
		}
	}
	panic(fmt.Sprintf("paper: no density %g", keep))
}

// claimFewEdges tests a reason why dynamics are not preserved: the theory's
// K_deg = 4 ln N/ε² edges for each neuron.
func claimFewEdges(o *figure.Outcome, studies []*study) {
	o.AddJudged(figure.Claim{
		Place: "Section 4.1", Statement: "K_deg = 4 ln N/ε² edges for each neuron are needed for accuracy ε: where dynamics are lost, fewer " +
			"are left",
		Criterion: fmt.Sprintf("wherever the trajectory error is %g or more, a neuron keeps fewer than K_deg at ε = 1 on average",
			preservedLimit),
	}, func(r figure.Rule) figure.Verdict {
		v := figure.Judge()
		all, beyond, few, least := 0, 0, 0, math.Inf(1)
		for _, s := range studies {
			for k, keep := range s.keeps {
				all++
				enough, i := experiment.Degree(s.net.Neurons(), 1), s.trajectoryError(k, r)
				if keep*s.perNeuron < enough {
					few++
				} else {
					v.Require(i.Below(preservedLimit))
				}
				if i.Value >= preservedLimit {
					beyond++
					least = min(least, enough/(keep*s.perNeuron))
				}
			}
		}
		v.Found, v.Short = "no network exceeds it", fmt.Sprintf("%d networks beyond", beyond)
		if beyond > 0 {
			v.Found = fmt.Sprintf("of the %d networks whose mean error is %g or more the neurons keep too few synapses for the theory to promise "+
				"anything, by factors of %s and more", beyond, preservedLimit, figure.Show(least))
		}
		v.Found += fmt.Sprintf("; %d of all %d networks keep too few, so that the statement could fail in %d only, where it is held against the "+
			"intervals of the errors over draws", few, all, all-few)
		return v
	})
}
