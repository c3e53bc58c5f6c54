package compare

// VarianceRatios returns the quantiles of C̃_ii/C_ii over the chosen neurons in one pruned network: over neurons and prunings, of
//
//	1 + (Ĉ̃_ii − Ĉ_ii of the pruning's runs)/(Ĉ_ii of all runs)
//
// Original and pruned network have the same noise, most of which the difference does not have; the sampling noise that it has is
// taken out of the spread. It returns nil where no neuron is active.
func (m *MeasuredActivity) VarianceRatios() *MeasuredQuantiles {
	values, noise := m.varianceRatios(m.prunings)
	if len(values) == 0 {
		return nil
	}
	share := noiseShare(values, noise, m.commonNoise())
	sets, left := leavings(m.prunings)
	quantiles, errors := jackknife(sets, func(without int) []float64 {
		if without < 0 {
			return quantilesOrNaN(values, share)
		}
		values, _ := m.varianceRatios(left(without))
		return quantilesOrNaN(values, share)
	})
	return newMeasuredQuantiles(quantiles, errors, share)
}

// varianceRatios returns the ratios of active neurons in each pruning, and the variances of their noise.
func (m *MeasuredActivity) varianceRatios(prunings [][]int) (values, noise []float64) {
	for q := range m.chosen.Neurons {
		whole := meanOf(m.original, q, prunings)
		if !(whole > 0) {
			continue
		}
		for _, runs := range prunings {
			mean, variance := m.change(q, runs)
			values, noise = append(values, 1+mean/whole), append(noise, variance/whole/whole)
		}
	}
	return values, noise
}

// commonNoise returns the variance of the mean over all ratios, from the mean change over neurons in each run.
func (m *MeasuredActivity) commonNoise() (variance float64) {
	for _, runs := range m.prunings {
		n, changes, mean := float64(len(runs)), make([]float64, len(runs)), 0.0
		for k, r := range runs {
			changes[k] = m.meanChange(r)
			mean += changes[k] / n
		}
		for _, v := range changes {
			variance += float64((v-mean)*(v-mean)) / n / (n - 1)
		}
	}
	prunings := float64(len(m.prunings))
	return variance / prunings / prunings * m.original.noiseFactor()
}

// meanChange returns the mean over active neurons of a run's change relative to the original's mean over all runs.
func (m *MeasuredActivity) meanChange(run int) float64 {
	total, active := 0.0, 0
	for q := range m.chosen.Neurons {
		if whole := meanOf(m.original, q, m.prunings); whole > 0 {
			total += (m.pruned.of(q, run) - m.original.of(q, run)) / whole
			active++
		}
	}
	return total / float64(active)
}
