package sim

import "noiseprune/compare"

// Statistic says what of a measure's distribution within one pruning is meant.
type Statistic string

// The statistics, as in result.json.
const (
	Median Statistic = "median"
	Mean   Statistic = "mean"
	Tail   Statistic = "tail" // the 95% quantile; of cos θ, which is best at 1, that of 1 − cos θ
	Single Statistic = ""     // of a measure that is one number
)

// OverPrunings is one statistic of a measure over the prunings of one rule.
type OverPrunings struct {
	Measure   string          `json:"measure"` // as the field of RuleOutcome
	Statistic Statistic       `json:"statistic,omitempty"`
	Values    []float64       `json:"values"` // of each pruning, in their order
	Spread    *compare.Spread `json:"spread"` // nil of a single pruning
	// Against is this rule's value minus noise-prune's, pruning by pruning; nil for noise-prune itself, of a single pruning,
	// and where one of the two has none.
	Against *compare.Paired `json:"against_noise"`
}

// addOver adds a statistic of a measure over a rule's prunings, and its difference from noise-prune's, which comes first.
func (r *Result) addOver(rule, measure string, s Statistic, values []float64) {
	over := OverPrunings{Measure: measure, Statistic: s, Values: values}
	if spread, err := compare.NewSpread(values); err == nil {
		over.Spread = &spread
	}
	first := r.Data.Rules[0].Name
	if noise := r.Rules[first].Over(measure, s); rule != first && noise != nil && len(noise.Values) == len(values) {
		if paired, err := compare.NewPaired(values, noise.Values); err == nil {
			over.Against = &paired
		}
	}
	r.update(rule, func(o *RuleOutcome) { o.OverPrunings = append(o.OverPrunings, over) })
}

// Over returns a statistic of a measure over the prunings, or nil where there is none.
func (o RuleOutcome) Over(measure string, s Statistic) *OverPrunings {
	for k := range o.OverPrunings {
		if o.OverPrunings[k].Measure == measure && o.OverPrunings[k].Statistic == s {
			return &o.OverPrunings[k]
		}
	}
	return nil
}

// byPruning returns the mean of the runs of each pruning.
func byPruning(runs []float64, prunings int) []float64 {
	means := make([]float64, prunings)
	for k := range means {
		first, end := firstRun(k, len(runs), prunings), firstRun(k+1, len(runs), prunings)
		for _, v := range runs[first:end] {
			means[k] += v
		}
		means[k] /= float64(end - first)
	}
	return means
}
