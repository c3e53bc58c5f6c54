package report

import (
	"fmt"
	"slices"
	"strings"
)

// activityFindings says what dominates the trajectory error, how the stationary error was measured, where it was, and what
// survives by the same measurement.
func activityFindings(rules []rule) []string {
	all := []string{uniformFinding(rules), noiseFinding(rules), measuredFinding(rules)}
	for _, rule := range rules {
		if m := rule.outcome.StationaryMeasured; m != nil && rule.broken == "" {
			all = append(all, survivalFinding(rule.label, m.Survival))
		}
	}
	return slices.DeleteFunc(all, func(text string) bool { return text == "" })
}

// uniformFinding says that positive starts flatter, where more than half of them lies on the uniform vector; else it is empty.
func uniformFinding(rules []rule) string {
	for _, rule := range rules {
		if share := rule.outcome.UniformShare; share != nil && *share > 0.5 {
			return percent(*share) + " of a positive start lies on the uniform vector, whose decay row sums decide, " +
				"which pruning keeps on average."
		}
	}
	return ""
}

// noiseFinding says what part noise has of the squared errors from positive starts; empty where it is not known.
func noiseFinding(rules []rule) string {
	var parts []string
	noise, transient := true, true
	for _, rule := range rules {
		share := rule.outcome.NoiseShare
		if share == nil || rule.broken != "" {
			continue
		}
		parts = append(parts, fmt.Sprintf("%s after %s", percent(*share), rule.label))
		noise, transient = noise && *share > 0.5, transient && *share < 0.5
	}
	switch {
	case parts == nil:
		return ""
	case noise:
		parts[len(parts)-1] += ": noise dominates it, rather than the initial transient"
	case transient:
		parts[len(parts)-1] += ": the initial transient dominates it, rather than noise"
	}
	return "Of the squared trajectory error from positive starts, noise alone makes " + strings.Join(parts, ", ") + "."
}

// measuredFinding says how the stationary error was measured; empty where it was not.
func measuredFinding(rules []rule) string {
	for _, rule := range rules {
		if m := rule.outcome.StationaryMeasured; m != nil && rule.broken == "" {
			return fmt.Sprintf("The stationary error is measured over the last third of trajectories from 0, "+
				"when variances are within e^−%s of their stationary values.", number(m.Decayed))
		}
	}
	return ""
}
