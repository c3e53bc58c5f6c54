package compare

import (
	"fmt"
)

// RandomAnswers are the squares y_i² of the answers y = −A⁻¹z of the chosen neurons to inputs z of independent random signs,
// [i*Probes+k], of the original and of the first pruned network, both to the same inputs. Their mean is (A⁻¹A⁻ᵀ)_ii; over the
// inputs y_i² has the variance 2 (A⁻¹A⁻ᵀ)_ii² − 2 Σ_j (A⁻¹)_ij⁴.
type RandomAnswers struct {
	Probes           int
	Original, Pruned []float64
}

// MeasuredTimes are integrated autocorrelation times over the chosen neurons, of the original and of the first pruned
// network, in units of time, and the ratios of the two; nil where they could not be had.
type MeasuredTimes struct{ Original, Pruned, Ratio *MeasuredQuantiles }

// AutocorrelationTimes returns the times of activity that white noise of that strength σ drives, whose variances are the sums of
// the products over so many observations,
//
//	∫₀^∞ ρ_ii(τ) dτ = σ² (A⁻¹A⁻ᵀ)_ii / (2 C_ii)
//
// since A⁻¹C + CA⁻ᵀ = −σ²A⁻¹A⁻ᵀ. The variance of the pruned network is the original's in all runs and its change in the runs of the
// first pruning. Each time is without its bias to first order, and the noise of inputs and runs is taken out of the spread over
// neurons, by the jackknife. It panics where numbers of neurons differ, or if there are fewer than two inputs or no observations.
func (m *MeasuredActivity) AutocorrelationTimes(a RandomAnswers, strength float64, observations int) MeasuredTimes {
	neurons := len(m.chosen.Neurons)
	if a.Probes < 2 || len(a.Original) != neurons*a.Probes || len(a.Pruned) != len(a.Original) || observations < 1 {
		panic(fmt.Sprintf("compare: %d and %d answers of %d neurons to %d inputs at %d observations",
			len(a.Original), len(a.Pruned), neurons, a.Probes, observations))
	}
	e := timesEstimate{m, a, strength * strength * float64(observations) / 2}
	runs, _ := runsOf(m.prunings)
	values, noise := e.all()
	shares, common := [3]float64{}, e.commonNoise()
	for k := range shares {
		shares[k] = noiseShare(values[k], noise[k], common[k])
	}
	estimate := func(probe, run int) (all []float64) {
		values := e.without(probe, run)
		for k, share := range shares {
			all = append(all, quantilesOrNaN(values[k], share)...)
		}
		return all
	}
	_, byProbes := jackknife(a.Probes, func(k int) []float64 { return estimate(k, -1) })
	_, byRuns := jackknife(runs, func(k int) []float64 { return estimate(-1, k) })
	quantile := func(k int) *MeasuredQuantiles {
		errors := make([]float64, 3)
		for j := range errors {
			errors[j] = rootOfSquares(byProbes[3*k+j], byRuns[3*k+j])
		}
		return newMeasuredQuantiles(quantilesOrNaN(values[k], shares[k]), errors, shares[k])
	}
	return MeasuredTimes{quantile(0), quantile(1), quantile(2)}
}

// runsOf returns the number of runs of all prunings, and of the first.
func runsOf(prunings [][]int) (all, first int) {
	for _, runs := range prunings {
		all += len(runs)
	}
	return all, len(prunings[0])
}

// timesEstimate estimates the three quantities of each neuron.
type timesEstimate struct {
	m       *MeasuredActivity
	answers RandomAnswers
	scale   float64 // σ²/2 times the observations, over which products are summed
}

// timesSums are the sums of one neuron, whole or without an input or a run.
type timesSums struct {
	answers, changed float64 // y² and ỹ² over inputs
	probes           float64
	products, change float64 // of the original over all runs, and its change in those of the first pruning
	runs, first      float64
}

func (e timesEstimate) sums(q int) timesSums {
	all, first := runsOf(e.m.prunings)
	s := timesSums{probes: float64(e.answers.Probes), runs: float64(all), first: float64(first)}
	for k := range e.answers.Probes {
		s.answers += e.answers.Original[q*e.answers.Probes+k]
		s.changed += e.answers.Pruned[q*e.answers.Probes+k]
	}
	for place, runs := range e.m.prunings {
		for _, r := range runs {
			s.addRun(e.m, q, r, place == 0, 1)
		}
	}
	return s
}

func (s *timesSums) addRun(m *MeasuredActivity, q, run int, first bool, sign float64) {
	original := m.original.of(q, run)
	s.products += float64(sign * original)
	if first {
		s.change += float64(sign * (m.pruned.of(q, run) - original))
	}
}

// withoutProbe and withoutRun leave one out.
func (e timesEstimate) withoutProbe(s timesSums, q, probe int) timesSums {
	s.answers -= e.answers.Original[q*e.answers.Probes+probe]
	s.changed -= e.answers.Pruned[q*e.answers.Probes+probe]
	s.probes--
	return s
}

func (e timesEstimate) withoutRun(s timesSums, q, place int) timesSums {
	for k, runs := range e.m.prunings {
		if place >= len(runs) {
			place -= len(runs)
			continue
		}
		s.addRun(e.m, q, runs[place], k == 0, -1)
		s.runs--
		if k == 0 {
			s.first--
		}
		break
	}
	return s
}

// times returns the times and their ratio; ok is false where a variance is not positive.
func (e timesEstimate) times(s timesSums) (t [3]float64, ok bool) {
	variance := s.products / s.runs
	changed := variance + s.change/s.first
	if !(variance > 0 && changed > 0 && s.answers > 0) {
		return t, false
	}
	t[0], t[1] = e.scale*(s.answers/s.probes)/variance, e.scale*(s.changed/s.probes)/changed
	t[2] = t[1] / t[0]
	return t, true
}
