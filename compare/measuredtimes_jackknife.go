package compare

// without returns the times and ratios of the neurons without one input or one run, −1 for none.
func (e timesEstimate) without(probe, run int) (values [3][]float64) {
	for q := range e.m.chosen.Neurons {
		s := e.sums(q)
		if probe >= 0 {
			s = e.withoutProbe(s, q, probe)
		}
		if run >= 0 {
			s = e.withoutRun(s, q, run)
		}
		if t, ok := e.times(s); ok {
			for k, v := range t {
				values[k] = append(values[k], v)
			}
		}
	}
	return values
}

// all returns the times and ratios of the neurons, without their bias, and the variances of their noise.
func (e timesEstimate) all() (values, noise [3][]float64) {
	for q := range e.m.chosen.Neurons {
		whole := e.sums(q)
		t, ok := e.times(whole)
		if !ok {
			continue
		}
		biases, variances := e.scatter(q, whole, t)
		for k := range t {
			values[k], noise[k] = append(values[k], t[k]-biases[k]), append(noise[k], variances[k])
		}
	}
	return values, noise
}

// scatter returns bias and variance of one neuron's estimates by three jackknives: over the inputs, over the runs of the first
// pruning, and over those of the others.
func (e timesEstimate) scatter(q int, whole timesSums, t [3]float64) (bias, variance [3]float64) {
	runs, first := runsOf(e.m.prunings)
	for _, part := range []struct {
		units  int
		factor float64
		leave  func(k int) timesSums
	}{
		{e.answers.Probes, 1, func(k int) timesSums { return e.withoutProbe(whole, q, k) }},
		{first, e.m.original.noiseFactor(), func(k int) timesSums { return e.withoutRun(whole, q, k) }},
		{runs - first, e.m.original.noiseFactor(), func(k int) timesSums { return e.withoutRun(whole, q, first+k) }},
	} {
		if part.units < 2 {
			continue
		}
		b, v := e.jackknife(part.units, t, part.leave)
		for k := range t {
			bias[k] += b[k]
			variance[k] += float64(v[k] * part.factor)
		}
	}
	return bias, variance
}

// jackknife returns (n − 1)(t̄ − t) and (n − 1)/n Σ(t_k − t̄)².
func (e timesEstimate) jackknife(units int, t [3]float64, leave func(k int) timesSums) (bias, variance [3]float64) {
	n, left := float64(units), make([][3]float64, 0, units)
	var mean [3]float64
	for k := range units {
		one, ok := e.times(leave(k))
		if !ok {
			one = t
		}
		left = append(left, one)
		for j, v := range one {
			mean[j] += v / n
		}
	}
	for _, one := range left {
		for j, v := range one {
			variance[j] += float64(float64((v-mean[j])*(v-mean[j])) * (n - 1) / n)
		}
	}
	for j := range mean {
		bias[j] = (n - 1) * (mean[j] - t[j])
	}
	return bias, variance
}

// commonNoise returns the variances of the means over neurons.
func (e timesEstimate) commonNoise() (variances [3]float64) {
	runs, _ := runsOf(e.m.prunings)
	means := func(probe, run int) []float64 {
		values := e.without(probe, run)
		return []float64{meanOfValues(values[0]), meanOfValues(values[1]), meanOfValues(values[2])}
	}
	_, byProbes := jackknife(e.answers.Probes, func(k int) []float64 { return means(k, -1) })
	_, byRuns := jackknife(runs, func(k int) []float64 { return means(-1, k) })
	for k := range variances {
		variances[k] = float64(byProbes[k]*byProbes[k]) + float64(float64(byRuns[k]*byRuns[k])*e.m.original.noiseFactor())
	}
	return variances
}
