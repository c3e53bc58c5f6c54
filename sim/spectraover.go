package sim

import (
	"math"
	"slices"

	"noiseprune/compare"
)

// drawn is one pruning by one rule, by their numbers.
type drawn struct{ rule, pruning int }

// drawsOf lists the prunings of all rules, those of each rule in their order.
func drawsOf(rules, prunings int) (all []drawn) {
	for rule := range rules {
		for k := range prunings {
			all = append(all, drawn{rule, k})
		}
	}
	return all
}

// fullSpectraCost is how many N³ the spectra of pruned networks may take, where those of a directed network count
// directedCost times: some seconds on two cores with gonum's LAPACK.
const (
	fullSpectraCost = 5e9
	directedCost    = 5
)

// spectraPrunings returns of how many of the prunings by that many rules full spectra are compared, as
// RunPlan.SpectraPrunings has it.
func spectraPrunings(size ProblemSize, rules, prunings int) int {
	n := float64(size.Neurons)
	cost := n * n * n * float64(rules)
	if !size.Symmetric {
		cost *= directedCost
	}
	return min(prunings, max(2, int(math.Min(fullSpectraCost/cost, float64(prunings)))))
}

// spectraOver collects the statistics of spectral measures over the prunings of every rule.
type spectraOver struct{ values map[statisticOf][]float64 }

// statisticOf names a statistic of a measure of one rule.
type statisticOf struct {
	rule      int
	measure   string
	statistic Statistic
}

// add adds the measures of one pruning, in the order of the prunings of each rule.
func (o spectraOver) add(d drawn, reference *compare.Eigendecomposition, s spectrum, f forms) {
	if s.worst != nil {
		o.put(d.rule, "epsilon_worst", Single, s.worst.Epsilon())
	}
	if reference == nil {
		return
	}
	o.distribution(d.rule, "eps_lambda", reference.RelativeChanges(s.values), tailShare)
	o.distribution(d.rule, "eps_v", f.epsV, tailShare)
	o.distribution(d.rule, "cos_theta", f.cosTheta, 1-tailShare) // which is best at 1
}

// tailShare is the quantile that Tail is.
const tailShare = 0.95

// distribution adds median, mean and tail of values.
func (o spectraOver) distribution(rule int, measure string, values []float64, tail float64) {
	s, err := compare.Summarize(values)
	if err != nil {
		return // which the summary of the first pruning says
	}
	o.put(rule, measure, Median, s.Median)
	o.put(rule, measure, Mean, s.Mean)
	o.put(rule, measure, Tail, compare.Quantile(slices.Sorted(slices.Values(values)), tail))
}

func (o spectraOver) put(rule int, measure string, s Statistic, value float64) {
	key := statisticOf{rule, measure, s}
	o.values[key] = append(o.values[key], value)
}

// describe takes the statistics into the result.
func (o spectraOver) describe(r *Result) {
	for k, rule := range r.Data.Rules {
		for _, measure := range []string{"eps_lambda", "eps_v", "cos_theta", "epsilon_worst"} {
			for _, s := range []Statistic{Median, Mean, Tail, Single} {
				if values := o.values[statisticOf{k, measure, s}]; len(values) > 0 {
					r.addOver(rule.Name, measure, s, values)
				}
			}
		}
	}
}
