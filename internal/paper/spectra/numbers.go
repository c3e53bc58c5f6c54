package spectra

import (
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describe puts the numbers into the outcome, names prefixed.
func (s *study) describe(o *figure.Outcome, prefix string) {
	var names []string
	var values [][]float64
	for _, p := range s.present() {
		v := s.versions[p]
		for _, m := range v.measures() {
			names, values = append(names, m.name+"_"+v.name), append(values, m.values)
			five := experiment.Summary(m.values)
			base := prefix + m.name + "_" + v.name
			o.AddNumber(base+"_q1", five.Q1)
			o.AddNumber(base+"_median", five.Median)
			o.AddNumber(base+"_q3", five.Q3)
			o.AddNumber(base+"_max", five.Max)
			o.AddNumber(base+"_mean", five.Mean)
		}
	}
	o.Tables = append(o.Tables, figure.Columns(prefix+"spectra", names, values...))
}

// measure is one of the three measures of Section 5.
type measure struct {
	name, label string
	values      []float64
}

func (v version) measures() []measure {
	return []measure{{"eps_lambda", "ε_λ", v.epsLambda}, {"eps_v", "ε_v", v.epsV}, {"cos_theta", "cos θ", v.cosTheta}}
}

// loss returns the measure as one that is 0 for the original: cos θ as 1 − cos θ.
func (m measure) loss() measure {
	if m.name != "cos_theta" {
		return m
	}
	return measure{m.name, "1 − " + m.label, experiment.Complements(m.values)}
}
