package sim

import (
	"fmt"
	"strings"

	"noiseprune/compare"
	"noiseprune/rules"
)

// Sentence says down to which share of the synapses each rule keeps a measure below a level, with the 95% interval of the
// mean over prunings: "noise-prune keeps the trajectory error below 10% down to 31% of the synapses (28–34%), weight-only
// down to 52% (50–54%)". Where the curves of some prunings do not cross within the sweep it has the median: "down to a median of
// 31% (at most 34%, 5 of 16 prunings below 30%)". A rule of which none does is below the smallest share, or above the largest.
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
	case c.Median != nil:
		return fmt.Sprintf("down to %s (%s)", c.Median.phrase(of), strings.Join(c.doubts(smallest, largest), ", "))
	case c.Spread == nil:
		return fmt.Sprintf("down to %s%s (one pruning)", percentage(c.Shares[0]), of)
	}
	return "down to " + withInterval(*c.Spread, of)
}

// doubts states the interval of the median, or the bound that is known, and how many prunings do not cross.
func (c Crossing) doubts(smallest, largest float64) []string {
	var all []string
	switch low, high := c.Median.Low, c.Median.High; {
	case low != nil && high != nil:
		all = append(all, intervalText(*low, *high))
	case high != nil:
		all = append(all, "at most "+percentage(*high))
	case low != nil:
		all = append(all, "at least "+percentage(*low))
	}
	prunings := fmt.Sprintf("%%d of %d prunings %%s %%s", len(c.Shares))
	if c.Below > 0 {
		all = append(all, fmt.Sprintf(prunings, c.Below, "below", percentage(smallest)))
		prunings = "%d %s %s"
	}
	if c.Above > 0 {
		all = append(all, fmt.Sprintf(prunings, c.Above, "above", percentage(largest)))
	}
	return all
}

// phrase states the median: "a median of 31% of the synapses".
func (m CensoredMedian) phrase(of string) string {
	switch {
	case m.Least == nil && m.Most == nil:
		return "an unknown share" + of
	case m.Least == nil:
		return "a median of at most " + percentage(*m.Most) + of
	case m.Most == nil:
		return "a median of at least " + percentage(*m.Least) + of
	}
	places := 0
	if m.Low != nil && m.High != nil {
		places = placesOf(*m.Low, *m.High)
	}
	return fmt.Sprintf("a median of %.*f%%%s", places, 100**m.Least, of)
}

// withInterval formats a mean share with its interval: "31% of the synapses (28–34%)".
func withInterval(s compare.Spread, of string) string {
	return fmt.Sprintf("%.*f%%%s (%s)", placesOf(s.Low, s.High), 100*s.Mean, of, intervalText(s.Low, s.High))
}

// intervalText formats an interval of shares: "28–34%".
func intervalText(low, high float64) string {
	places := placesOf(low, high)
	return fmt.Sprintf("%.*f–%.*f%%", places, 100*max(0, low), places, 100*min(1, high))
}

// placesOf returns how many decimal places an interval of shares needs in percent.
func placesOf(low, high float64) (places int) {
	for width := 100 * (high - low); places < 3 && width < 2; width *= 10 {
		places++
	}
	return places
}

// percentage formats a share with two significant digits, or without decimal places from 10% on.
func percentage(v float64) string {
	if v >= 0.1 {
		return fmt.Sprintf("%.0f%%", 100*v)
	}
	return fmt.Sprintf("%.2g%%", 100*v)
}
