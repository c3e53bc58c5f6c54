package samples

import (
	"fmt"
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// from returns the smallest S from which on a condition holds at every count, or infinity.
func (s *study) from(holds func(k int) bool) float64 {
	least := math.Inf(1)
	for k := len(s.counts) - 1; k >= 0 && holds(k); k-- {
		least = s.samples()[k]
	}
	return least
}

// excesses returns how far a measure of each repetition lies above that with the exact covariance, in units of its mean.
func (s *study) excesses(k, measure int) []float64 {
	differences, exact := values(s.measured[k], measure), average(s.by[figure.Noise], measure)
	for r, v := range values(s.by[figure.Noise], measure) {
		differences[r] = (differences[r] - v) / exact
	}
	return differences
}

// notWorse says by how much mean ε_v and trajectory error are off from enoughSamples on, on average over S in each
// repetition, from which S on they are within asGood, and whether they count as good as with the exact covariance.
func (s *study) notWorse() (off [2]figure.Interval, from [2]float64, asExact figure.Condition) {
	asExact = figure.If(true)
	for n, measure := range []int{ofForms, ofTrajectory} {
		sums, counts := make([]float64, s.repetitions), 0.0
		for k, effective := range s.samples() {
			if effective < enoughSamples {
				continue
			}
			counts++
			excesses := s.excesses(k, measure)
			for r, e := range excesses {
				sums[r] += e
			}
			if experiment.MeanInterval(excesses).Within(-asGood, asGood).Met == figure.No {
				asExact = figure.If(false)
			}
		}
		off[n] = experiment.MeanInterval(sums).Times(1 / counts)
		asExact = figure.All(asExact, off[n].Within(-asGood, asGood))
		from[n] = s.from(func(k int) bool {
			return experiment.MeanInterval(s.excesses(k, measure)).Within(-asGood, asGood).Met == figure.Yes
		})
	}
	return off, from, asExact
}

func claimEnough(s *study, o *figure.Outcome) {
	_, from, _ := s.notWorse()
	o.AddNumber("samples_enough_eps_v", from[0])
	o.AddNumber("samples_enough_trajectory", from[1])
	o.AddJudged(figure.Claim{
		Place: figure.BeyondPaper, Statement: "a few dozen effective samples are as good as the exact covariance, although d is then off by " +
			"a fifth",
		Criterion: fmt.Sprintf("averaged over the S from %d on, mean ε_v and trajectory error are within %s of those with the exact "+
			"covariance, and at none of these S does the interval lie wholly outside", enoughSamples, figure.Percent(asGood)),
	}, func(r figure.Rule) figure.Verdict {
		off, from, asExact := s.as(r).notWorse()
		v := figure.Judge(asExact)
		v.Found = fmt.Sprintf("from S = %d on mean ε_v and trajectory error are off by %s and %s on average; their intervals lie within %s from "+
			"S = %s and S = %s on", enoughSamples, off[0].Percent(), off[1].Percent(), figure.Percent(asGood), figure.Show(from[0]),
			figure.Show(from[1]))
		v.Short = "off by " + off[0].Percent() + " and " + off[1].Percent()
		return v
	})
}
