package timeseries

import "noiseprune/internal/trig"

// hann returns the periodic window of Hann, w_n = ½ − ½ cos(2πn/N), n = 0 … N−1, and Σ w².
func hann(n int) (window []float64, squares float64) {
	window = make([]float64, n)
	for k := range window {
		window[k] = 0.5 - float64(0.5*trig.SinTurns(float64(k)/float64(n)+0.25))
		squares += float64(window[k] * window[k])
	}
	return window, squares
}

// welchStep returns by how many frames segments of Welch's method follow each other: half a segment,
// rounded up, as in SciPy.
func welchStep(segment int) int { return segment - segment/2 }

// densityScale returns the factor from |X|² at frequency number k to a one-sided density,
// 2Δ/Σw², and half of that at zero frequency and, for a segment of even length, at the last, which have no
// counterpart of the other sign.
func densityScale(k, segment int, interval, squares float64) float64 {
	if k == 0 || 2*k == segment {
		return interval / squares
	}
	return 2 * interval / squares
}

// frequencies returns k/(NΔ), k = 0 … ⌊N/2⌋.
func frequencies(segment int, interval float64) []float64 {
	f := make([]float64, segment/2+1)
	for k := range f {
		f[k] = float64(k) / (float64(segment) * interval)
	}
	return f
}
