package compare

import "math"

// productsPerPair is how many products a correlation takes: of either neuron, and of the pair.
const productsPerPair = 3

// MeasuredCorrelation says how correlations change over a random sample of pairs of neurons, as CorrelationChange does over all.
// Sampling noise makes measured correlations differ, and root mean squares too large. Both networks have the same noise, of which
// most cancels in ρ̃ − ρ; what is left, the variance of each difference over the runs, is subtracted from its square.
type MeasuredCorrelation struct {
	Pairs         int     `json:"pairs"`
	Of            int64   `json:"of"` // from how many they are drawn
	RMS           float64 `json:"rms"`
	RMSError      float64 `json:"rms_error"` // by the jackknife, and by the choice of pairs
	Original      float64 `json:"original"`
	OriginalError float64 `json:"original_error"`
	NoiseRMS      float64 `json:"noise_rms"` // of the sampling noise of a difference, which was taken out of RMS
}

// CorrelationsOn returns the change over the connected pairs, which were drawn from so many, and CorrelationsOff over the others.
// They return nil where there are no pairs of active neurons, or where the noise of a pruning's runs is not known.
func (m *MeasuredActivity) CorrelationsOn(of int64) *MeasuredCorrelation {
	return m.correlations(m.places[:len(m.chosen.On)], of)
}

// CorrelationsOff is described with CorrelationsOn.
func (m *MeasuredActivity) CorrelationsOff(of int64) *MeasuredCorrelation {
	return m.correlations(m.places[len(m.chosen.On):], of)
}

// pairSquares are the unbiased squares of the pairs of active neurons.
type pairSquares struct{ changes, originals, noise []float64 }

func (m *MeasuredActivity) correlations(pairs [][productsPerPair]int, of int64) *MeasuredCorrelation {
	if len(pairs) == 0 || math.IsNaN(m.original.noiseFactor()) {
		return nil
	}
	all := m.squares(pairs, m.prunings)
	if len(all.changes) == 0 {
		return nil
	}
	sets, left := leavings(m.prunings)
	means, errors := jackknife(sets, func(without int) []float64 {
		some := all
		if without >= 0 {
			some = m.squares(pairs, left(without))
		}
		return []float64{meanOfValues(some.changes), meanOfValues(some.originals)}
	})
	c := &MeasuredCorrelation{Pairs: len(all.changes), Of: of, NoiseRMS: math.Sqrt(meanOfValues(all.noise))}
	unseen := 1 - float64(len(pairs))/float64(of)
	c.RMS, c.RMSError = rootWithError(means[0], rootOfSquares(errors[0], choiceError(all.changes, unseen)))
	c.Original, c.OriginalError = rootWithError(means[1], rootOfSquares(errors[1], choiceError(all.originals, unseen)))
	return c
}

// squares returns (ρ̃ − ρ)² of each pair as its mean over the prunings, ρ², and the noise of the difference.
func (m *MeasuredActivity) squares(pairs [][productsPerPair]int, prunings [][]int) (s pairSquares) {
	var all []int
	for _, runs := range prunings {
		all = append(all, runs...)
	}
	for _, q := range pairs {
		original, _ := m.square(q, all, func(of [2]triple) float64 { return of[0].correlation() })
		change, noise := 0.0, 0.0
		for _, runs := range prunings {
			square, variance := m.square(q, runs, func(of [2]triple) float64 { return of[1].correlation() - of[0].correlation() })
			change, noise = change+square/float64(len(prunings)), noise+variance/float64(len(prunings))
		}
		if !math.IsNaN(change) && !math.IsNaN(original) {
			s.changes, s.originals, s.noise = append(s.changes, change), append(s.originals, original), append(s.noise, noise)
		}
	}
	return s
}

// square returns the square of a function f of the products of a pair in both networks, without the bias that noise gives it,
// and the variance of that noise v by the jackknife over n runs,
//
//	(n f − (n − 1) f̄)² − v,
//
// where f̄ is the mean of f without one of the runs. It is NaN where a neuron is not active.
func (m *MeasuredActivity) square(q [productsPerPair]int, runs []int, f func([2]triple) float64) (square, variance float64) {
	var whole [2]triple
	for _, r := range runs {
		whole[0].add(m.original, q, r, 1)
		whole[1].add(m.pruned, q, r, 1)
	}
	n, mean, values := float64(len(runs)), 0.0, make([]float64, len(runs))
	for k, r := range runs {
		rest := whole
		rest[0].add(m.original, q, r, -1)
		rest[1].add(m.pruned, q, r, -1)
		values[k] = f(rest)
		mean += values[k] / n
	}
	for _, v := range values {
		variance += float64((v - mean) * (v - mean))
	}
	variance = float64(variance * ((n - 1) / n * m.original.noiseFactor()))
	corrected := float64(n*f(whole)) - float64((n-1)*mean)
	return float64(corrected*corrected) - variance, variance
}

// triple are the sums of the products of a pair: of either neuron, and of the pair.
type triple [productsPerPair]float64

func (t *triple) add(p *RunProducts, q [productsPerPair]int, run int, sign float64) {
	for k := range t {
		t[k] += float64(sign * p.of(q[k], run))
	}
}

// correlation is NaN where a neuron is not active.
func (t triple) correlation() float64 {
	if !(t[0] > 0 && t[1] > 0) {
		return math.NaN()
	}
	return t[2] / (math.Sqrt(t[0]) * math.Sqrt(t[1]))
}

// choiceError returns the standard error of a mean over pairs that are chosen from more, of which that share is not.
func choiceError(values []float64, unseen float64) float64 {
	mean, n, square := meanOfValues(values), float64(len(values)), 0.0
	for _, v := range values {
		square += float64((v - mean) * (v - mean))
	}
	if n < 2 {
		return 0
	}
	return math.Sqrt(square / n / (n - 1) * max(0, unseen))
}

// rootWithError returns the root of a mean square, 0 where noise makes it negative, and how much larger it is one standard error
// above.
func rootWithError(square, standardError float64) (root, rootError float64) {
	square = max(0, square)
	root = math.Sqrt(square)
	return root, math.Sqrt(square+standardError) - root
}

// rootOfSquares is √(a² + b²), the same on every machine.
func rootOfSquares(a, b float64) float64 { return math.Sqrt(float64(a*a) + float64(b*b)) }

func meanOfValues(values []float64) float64 { return sum(values) / float64(len(values)) }
