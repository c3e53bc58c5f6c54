package paper

import (
	"fmt"
	"math"
	"slices"

	"noiseprune/integrator"
)

// describe puts the numbers and tables of a study into the outcome.
func (s *rectifiedStudy) describe(o *Outcome) {
	for _, r := range s.runs {
		s.describeRun(o, r)
	}
	if len(s.all) > 0 {
		o.number("worst_noise_all_mean", summary(ruleColumn(s.all, 0)).Mean)
		o.number("worst_weight_all_mean", summary(ruleColumn(s.all, 1)).Mean)
		o.number("worst_promised", s.promised())
	}
	table := Table{Name: s.prefix + "background", Columns: []string{
		"placement", "background", "below_threshold", "effective_samples", "deviation", "allowed", "correlation", "deviation_coloured", "deviation_by_colour",
		"kept_neither_above", "kept_one_above", "kept_both_above",
	}}
	for _, e := range s.excited {
		table.Rows = append(table.Rows, []float64{
			float64(e.placement), e.background, e.below, e.samples, e.white.deviation, e.allowed(), e.white.correlation, e.coloured.deviation, e.colour.deviation,
			e.kept[0], e.kept[1], e.kept[2],
		})
		o.number(s.prefix+"deviation_"+e.name(), e.white.deviation)
		o.number(s.prefix+"deviation_own_"+e.name(), e.own().deviation)
		o.number(s.prefix+"allowed_"+e.name(), e.allowed())
		o.number(s.prefix+"correlation_"+e.name(), e.white.correlation)
		o.number(s.prefix+"below_"+e.name(), e.below)
		if e.placement == integrator.OrnsteinUhlenbeck {
			o.number(s.prefix+"deviation_by_colour", e.colour.deviation)
		}
	}
	o.Tables = append(o.Tables, table)
	for _, r := range s.reckoned {
		o.number(s.prefix+"worst_mean_by_"+r.name, summary(r.worst).Mean)
	}
}

// describeRun does it for the noise at one place.
func (s *rectifiedStudy) describeRun(o *Outcome, r *placementRun) {
	place := s.prefix + r.fine.placement.String()
	for _, one := range []passage{r.fine, r.coarse} {
		at := fmt.Sprintf("%s_h%g", place, one.step)
		o.number("error_noise_"+at, summary(one.noise.ByRun()).Mean)
		o.number("error_weight_"+at, summary(one.weight.ByRun()).Mean)
		o.number("rate_"+at, lateMean(one.rate))
	}
	o.number("below_"+place, 1-lateMean(r.fine.above))
	o.number("active_sets_"+place, float64(len(r.fine.sets)))
	l := leadOf(r.fine)
	o.number("difference_"+place, l.difference)
	o.number("difference_se_"+place, l.se)
	noiseMean, noiseSD := r.fine.noise.OverTime()
	weightMean, weightSD := r.fine.weight.OverTime()
	o.Tables = append(o.Tables,
		columns("errors-"+place, []string{"time", "noise_mean", "noise_sd", "weight_mean", "weight_sd"}, r.fine.times(), noiseMean, noiseSD, weightMean, weightSD),
		columns("runs-"+place, []string{"noise", "weight"}, r.fine.noise.ByRun(), r.fine.weight.ByRun()),
		columns("above-"+place, []string{"time", "share_above_threshold", "mean_rate"}, r.fine.times(), r.fine.above, r.fine.rate))
	if len(r.sizes) > 0 {
		onNoise, onWeight := ruleColumn(r.worst, 0), ruleColumn(r.worst, 1)
		o.Tables = append(o.Tables, columns("sets-"+place, []string{"neurons", "worst_noise", "worst_weight", "worst_noise_all_neurons", "worst_weight_all_neurons"},
			r.sizes, onNoise, onWeight, ruleColumn(s.all, 0), ruleColumn(s.all, 1)))
		o.number("worst_noise_sets_"+place, slices.Max(onNoise))
		o.number("worst_weight_sets_"+place, slices.Max(onWeight))
	}
}

// ruleColumn returns the values of one rule.
func ruleColumn(pairs [][2]float64, rule int) []float64 {
	values := make([]float64, len(pairs))
	for k, pair := range pairs {
		values[k] = pair[rule]
	}
	return values
}

// lead says by how much noise-prune is ahead of the weight-based rule, over paired runs.
type lead struct {
	noise, weight  float64 // mean errors
	difference, se float64 // of the pairs, with its standard error
	won, runs      int
}

func leadOf(r passage) lead { return leadBetween(r.noise.ByRun(), r.weight.ByRun()) }

func leadBetween(a, b []float64) lead {
	l := lead{noise: summary(a).Mean, weight: summary(b).Mean, runs: len(a)}
	differences := make([]float64, len(a))
	for k := range a {
		differences[k] = b[k] - a[k]
		if differences[k] > 0 {
			l.won++
		}
	}
	var sd float64
	l.difference, sd = moments(differences)
	l.se = sd / math.Sqrt(float64(l.runs))
	return l
}

// ahead reports whether the difference is more than aheadBy standard errors, and more than
// rounding.
func (l lead) ahead() bool { return l.difference > aheadBy*l.se && lower(l.noise, l.weight) }

// at returns the excitations with the noise at one place, in ascending background.
func (s *rectifiedStudy) at(p integrator.Placement) (found []*excitation) {
	for _, e := range s.excited {
		if e.placement == p {
			found = append(found, e)
		}
	}
	return found
}
