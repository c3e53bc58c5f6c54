package sim

import (
	"fmt"
	"strings"

	"noiseprune/compare"
	"noiseprune/rules"
)

// Sentence says down to which share of the synapses each rule keeps a measure below a level, with the 95% interval of the
// mean over prunings: "noise-prune keeps the trajectory error below 10% down to 31% of the synapses (28–34%), weight-only
// down to 52% (50–54%)". A rule whose curves do not cross within the sweep is below its smallest share, or above its largest.
// It is empty where no rule has the measure.
func (s *SweepResult) Sentence(measure string, level float64) string {
	keeps := s.Keeps()
	return crossingSentence(MeasureSymbol(measure), level, keeps[0], keeps[len(keeps)-1], s.Crossings(measure, level))
}

// crossingSentence makes the sentence for a sweep from the share smallest to largest.
func crossingSentence(symbol string, level, smallest, largest float64, all []Crossing) string {
	var parts []string
	for k, c := range all {
		of, clause := "", rules.Title(c.Rule)
		if k == 0 {
			of, clause = " of the synapses", fmt.Sprintf("%s keeps the %s below %s", clause, symbol, percentage(level))
		}
		parts = append(parts, clause+" "+c.phrase(smallest, largest, of))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + "."
}

// phrase states the share: "down to 31% of the synapses (28–34%)".
func (c Crossing) phrase(smallest, largest float64, of string) string {
	switch prunings := len(c.Shares); {
	case c.Below == prunings:
		return "down to below " + percentage(smallest) + of
	case c.Above == prunings:
		return "only above " + percentage(largest) + of
	case c.Below > 0 && c.Above > 0:
		return fmt.Sprintf("down to between %s and %s%s", percentage(smallest), percentage(largest), of)
	case c.Below > 0:
		return fmt.Sprintf("down to at most %s%s (%d of %d prunings below %s)",
			percentage(c.Spread.Mean), of, c.Below, prunings, percentage(smallest))
	case c.Above > 0:
		return fmt.Sprintf("down to at least %s%s (%d of %d prunings above %s)",
			percentage(c.Spread.Mean), of, c.Above, prunings, percentage(largest))
	case c.Spread == nil:
		return fmt.Sprintf("down to %s%s (one pruning)", percentage(c.Shares[0]), of)
	}
	return "down to " + withInterval(*c.Spread, of)
}

// withInterval formats a mean share with its interval: "31% of the synapses (28–34%)", with as many decimal places as the
// interval needs.
func withInterval(s compare.Spread, of string) string {
	places := 0
	for width := 100 * (s.High - s.Low); places < 3 && width < 2; width *= 10 {
		places++
	}
	return fmt.Sprintf("%.*f%%%s (%.*f–%.*f%%)", places, 100*s.Mean, of, places, 100*max(0, s.Low), places, 100*s.High)
}

// percentage formats a share with two significant digits, or without decimal places from 10% on.
func percentage(v float64) string {
	if v >= 0.1 {
		return fmt.Sprintf("%.0f%%", 100*v)
	}
	return fmt.Sprintf("%.2g%%", 100*v)
}
