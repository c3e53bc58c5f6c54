package spectra

import (
	"fmt"

	"noiseprune/compare"
	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describe puts the numbers into the outcome, names prefixed: means over prunings of what each
// pruning has over eigenvectors. The table of eigenvectors is that of the first pruning.
func (s *study) describe(o *figure.Outcome, prefix string) {
	var names, perPruning []string
	var values, means [][]float64
	for _, p := range s.present() {
		v := s.versions[p]
		for k, m := range v.draws[0].measures() {
			names, values = append(names, m.name+"_"+v.name), append(values, m.values)
			base := m.name + "_" + v.name
			for _, of := range []struct {
				name string
				of   func(compare.Summary) float64
			}{
				{"q1", func(s compare.Summary) float64 { return s.Q1 }}, {"median", ofMedian}, {"q3", func(s compare.Summary) float64 { return s.Q3 }},
				{"max", func(s compare.Summary) float64 { return s.Max }}, {"mean", ofMean},
			} {
				var each []float64
				for _, one := range v.draws {
					each = append(each, of.of(experiment.Summary(one.measures()[k].values)))
				}
				s.addMean(o, prefix+base+"_"+of.name, each)
				if of.name == "mean" {
					perPruning, means = append(perPruning, base+"_mean"), append(means, each)
				}
			}
		}
	}
	o.Tables = append(o.Tables, figure.Columns(prefix+"spectra", names, values...), figure.Columns(prefix+"prunings", perPruning, means...))
}

// addMean stores the mean over prunings, with its interval where there is more than one.
func (s *study) addMean(o *figure.Outcome, name string, each []float64) {
	if s.draws < 2 {
		o.AddNumber(name, each[0])
		return
	}
	o.AddInterval(name, experiment.MeanInterval(each))
}

// The statistics over eigenvectors by which statements compare.
func ofMean(s compare.Summary) float64          { return s.Mean }
func ofMedian(s compare.Summary) float64        { return s.Median }
func ofUpperQuartile(s compare.Summary) float64 { return s.Q3 }

// measureCount is the number of measures of Section 5.
const measureCount = 3

// measure is one of them.
type measure struct {
	name, label string
	values      []float64
}

func (s spectrum) measures() [measureCount]measure {
	return [measureCount]measure{{"eps_lambda", "ε_λ", s.epsLambda}, {"eps_v", "ε_v", s.epsV}, {"cos_theta", "cos θ", s.cosTheta}}
}

// loss returns the measure as one that is 0 for the original: cos θ as 1 − cos θ, since what is
// left of cos θ is too close to 1 to be compared by eye.
func (m measure) loss() measure {
	if m.name != "cos_theta" {
		return m
	}
	return measure{m.name, "1 − " + m.label, experiment.Complements(m.values)}
}

// losses returns a statistic over eigenvectors of the k-th measure as a loss, for each pruning.
func (v version) losses(k int, of func(compare.Summary) float64) (values []float64) {
	for _, one := range v.draws {
		values = append(values, of(experiment.Summary(one.measures()[k].loss().values)))
	}
	return values
}

// comparison is how far a version is ahead of another on the three measures, in one statistic over
// eigenvectors, over pairs of prunings.
type comparison [measureCount]experiment.Lead

func compareVersions(a, b version, of func(compare.Summary) float64) (c comparison) {
	for k := range c {
		c[k] = experiment.NewLead(a.losses(k, of), b.losses(k, of))
	}
	return c
}

// ahead says whether each difference is one.
func (c comparison) ahead() figure.Condition {
	return figure.All(c[0].Ahead(), c[1].Ahead(), c[2].Ahead())
}

// String lists the differences with their intervals.
func (c comparison) String() string {
	return fmt.Sprintf("%s, %s, %s", c[0].Difference, c[1].Difference, c[2].Difference)
}
