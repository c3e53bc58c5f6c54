package main

import (
	"fmt"
	"strings"

	"noiseprune/sim"
)

// verdicts says by which measures noise-prune does better than each control, worse, or not distinguishably.
func (s summary) verdicts(b *strings.Builder) {
	all := s.result.Verdicts()
	if len(all) == 0 {
		if len(s.result.Data.Rules) > 1 {
			b.WriteString("\nOne pruning by each rule is no ground for a verdict; take --prunings 16.\n")
		}
		return
	}
	fmt.Fprintf(b, "\n%s\n", wrapSentence(
		"Noise-prune over "+s.pruningCounts()+": mean difference, pruning by pruning, with its 95% interval"))
	for _, v := range all {
		for _, line := range v.Lines() {
			fmt.Fprintf(b, "  %s\n", line)
		}
	}
}

// pruningCounts says over how many prunings statements are made: "16 prunings", or with other numbers for spectra and for
// stationary activity.
func (s summary) pruningCounts() string {
	most, spectral, stationary := 0, 0, 0
	for _, o := range s.result.Rules {
		for _, over := range o.OverPrunings {
			switch most = max(most, len(over.Values)); over.Measure {
			case sim.TrajectoryMeasure, sim.SignedTrajectoryMeasure:
			case sim.StationaryMeasure, sim.CorrelationMeasure:
				stationary = len(over.Values)
			default:
				spectral = len(over.Values)
			}
		}
	}
	text := counted(most, "pruning")
	if spectral > 0 && spectral < most {
		text += fmt.Sprintf(", spectra over %d", spectral)
	}
	if stationary > 0 && stationary < most {
		text += fmt.Sprintf(", stationary activity over %d", stationary)
	}
	return text
}
