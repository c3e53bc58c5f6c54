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
	fmt.Fprintf(b, "\n%s over %s: mean difference, pruning by pruning, with its 95%% interval\n",
		s.screen.Heading("Noise-prune"), s.pruningCounts())
	for _, v := range all {
		s.verdict(b, v)
	}
}

// verdict prints the lines of one control, the better in green and the worse in red.
func (s summary) verdict(b *strings.Builder, v sim.Verdict) {
	lines := v.Lines()
	better, worse := linesOf(v.Better), linesOf(v.Worse)
	for k, line := range lines {
		if k := strings.LastIndex(line, ", "); k >= 0 { // in how many of the prunings
			line = line[:k+2] + unbroken(line[k+2:])
		}
		switch {
		case v.LeftOut != "":
			line = s.screen.Warning(line)
		case k < better:
			line = s.screen.Good(line)
		case k < better+worse:
			line = s.screen.Bad(line)
		}
		fmt.Fprintf(b, "  %s\n", line)
	}
}

// linesOf returns how many lines a list has in sim.Verdict.Lines: its heading and one for each of its statistics.
func linesOf(list []sim.Judgement) int {
	if len(list) == 0 {
		return 0
	}
	return 1 + len(list)
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
