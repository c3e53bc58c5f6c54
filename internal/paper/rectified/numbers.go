package rectified

import (
	"fmt"
	"slices"

	"noiseprune/integrator"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describe puts the numbers and tables of a study into the outcome.
func (s *study) describe(o *figure.Outcome) {
	for _, r := range s.runs {
		s.describeRun(o, r)
	}
	if len(s.all) > 0 {
		for r := range figure.RuleCount {
			o.AddInterval("worst_"+r.Name()+"_all_mean", experiment.MeanInterval(ruleColumn(s.all, r)))
		}
		o.AddNumber("worst_promised", s.promised())
	}
	table := figure.Table{Name: s.prefix + "background", Columns: []string{
		"placement", "background", "below_threshold", "effective_samples", "deviation", "allowed", "correlation", "deviation_coloured",
		"deviation_by_colour",
		"kept_neither_above", "kept_one_above", "kept_both_above",
	}}
	for _, e := range s.excitations {
		table.Rows = append(table.Rows, []float64{
			float64(e.placement), e.background, e.below, e.samples, e.white.deviation.Value, e.allowed(), e.white.correlation,
			e.coloured.deviation.Value, e.colour.deviation.Value,
			e.kept[0], e.kept[1], e.kept[2],
		})
		o.AddInterval(s.prefix+"deviation_"+e.name(), e.white.deviation)
		o.AddInterval(s.prefix+"deviation_own_"+e.name(), e.own().deviation)
		o.AddNumber(s.prefix+"allowed_"+e.name(), e.allowed())
		o.AddNumber(s.prefix+"correlation_"+e.name(), e.white.correlation)
		o.AddNumber(s.prefix+"below_"+e.name(), e.below)
		if e.placement == integrator.OrnsteinUhlenbeck {
			o.AddInterval(s.prefix+"deviation_by_colour", e.colour.deviation)
		}
	}
	o.Tables = append(o.Tables, table)
	for _, r := range s.byOrigin {
		o.AddInterval(s.prefix+"worst_mean_by_"+r.name, experiment.MeanInterval(r.worst))
	}
}

// describeRun does it for the noise at one place.
func (s *study) describeRun(o *figure.Outcome, r *placementRun) {
	place := s.prefix + r.fine.Placement.String()
	for _, one := range []stepRun{r.fine, r.coarse} {
		at := fmt.Sprintf("%s_h%g", place, one.Step)
		for r := range figure.RuleCount {
			o.AddInterval("error_"+r.Name()+"_"+at, one.Interval(r))
		}
		o.AddNumber("rate_"+at, lateMean(one.rate))
	}
	o.AddNumber("below_"+place, 1-lateMean(r.fine.above))
	o.AddNumber("active_sets_"+place, float64(len(r.fine.sets)))
	l := r.fine.Lead(figure.Noise, figure.Weight)
	o.AddInterval("difference_"+place, l.Difference)
	noiseMean, noiseSD := r.fine.Errors[figure.Noise].OverTime()
	weightMean, weightSD := r.fine.Errors[figure.Weight].OverTime()
	o.Tables = append(o.Tables,
		figure.Columns("errors-"+place, []string{"time", "noise_mean", "noise_sd", "weight_mean", "weight_sd"}, r.fine.Times(), noiseMean,
			noiseSD, weightMean, weightSD),
		figure.Columns("runs-"+place, []string{"noise", "weight"}, r.fine.Errors[figure.Noise].ByRun(), r.fine.Errors[figure.Weight].ByRun()),
		figure.Columns("above-"+place, []string{"time", "share_above_threshold", "mean_rate"}, r.fine.Times(), r.fine.above, r.fine.rate))
	if len(r.sizes) > 0 {
		onNoise, onWeight := ruleColumn(r.worst, figure.Noise), ruleColumn(r.worst, figure.Weight)
		o.Tables = append(o.Tables, figure.Columns("sets-"+place, []string{"neurons", "worst_noise", "worst_weight", "worst_noise_all_neurons",
			"worst_weight_all_neurons"},
			r.sizes, onNoise, onWeight, ruleColumn(s.all, figure.Noise), ruleColumn(s.all, figure.Weight)))
		o.AddNumber("worst_noise_sets_"+place, slices.Max(onNoise))
		o.AddNumber("worst_weight_sets_"+place, slices.Max(onWeight))
	}
}

// ruleColumn returns the values of one rule.
func ruleColumn(draws []epsilons, r figure.Rule) []float64 {
	values := make([]float64, len(draws))
	for k, one := range draws {
		values[k] = one[r]
	}
	return values
}

// at returns the excitations with the noise at one place, in ascending background.
func (s *study) at(p integrator.Placement) (found []*excitation) {
	for _, e := range s.excitations {
		if e.placement == p {
			found = append(found, e)
		}
	}
	return found
}
