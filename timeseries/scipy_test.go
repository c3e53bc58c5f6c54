package timeseries_test

import (
	"math"
	"testing"

	"noiseprune/timeseries"
)

const scipyProgram = `import json, sys, warnings
import numpy as np
from scipy import signal
warnings.simplefilter("error")
def results(given):
  x, lags, pairs, interval, segment = np.array(given["x"]).T, given["lags"], given["pairs"], given["interval"], given["segment"]
  n = x.shape[1]
  d = x - x.mean(1, keepdims=True)
  def lagged(target, source): # correlate(a, b)[n-1+k] = sum a(t+k) b(t)
      c = signal.correlate(d[target], d[source], method="direct")[n - 1:]/n
      return np.append(c, np.zeros(lags + 1))[:lags + 1].tolist()
  out = {"mean": x.mean(1).tolist(), "variance": x.var(1).tolist(),
         "auto": [lagged(i, i) for i in range(len(x))], "cross": [lagged(*p) for p in pairs]}
  if n >= segment:
      options = {"fs": 1/interval, "nperseg": segment}
      f, p = signal.welch(x, **options)
      cross = [signal.csd(x[s], x[t], **options)[1] for t, s in pairs]
      out |= {"frequencies": f.tolist(), "density": p.tolist(), "real": [c.real.tolist() for c in cross],
              "imag": [c.imag.tolist() for c in cross],
              "coherence": [signal.coherence(x[s], x[t], **options)[1].tolist() for t, s in pairs]}
  return out
print(json.dumps([results(given) for given in json.load(sys.stdin)]))`

type scipyResult struct {
	Mean, Variance, Frequencies                 []float64
	Auto, Cross, Density, Real, Imag, Coherence [][]float64
}

// TestEstimatesAreSciPys on one trajectory: up to rounding, 1e-10 of each value for spectra and of the
// largest for covariances, which cross zero.
func TestEstimatesAreSciPys(t *testing.T) {
	pairs := []timeseries.Pair{{Target: 1, Source: 0}, {Target: 0, Source: 1}, {Target: 2, Source: 0}, {Target: 2, Source: 2}}
	const interval = 0.05
	rows := []struct {
		why                   string
		frames, lags, segment int
	}{
		{"a segment of even length, frames left over", 1003, 40, 64},
		{"a segment of odd length", 500, 7, 33},
		{"one segment exactly", 100, 3, 100},
		{"a segment of prime length", 1000, 12, 101},
		{"fewer frames than lags", 5, 9, 8},
		{"lags up to the last frame", 9, 8, 8},
		{"no lags, the shortest segments", 50, 0, 4},
	}
	var given []map[string]any
	for _, row := range rows {
		given = append(given, map[string]any{
			"x": mixed(row.frames, 7), "lags": row.lags, "interval": interval, "segment": row.segment, "pairs": pairNumbers(pairs),
		})
	}
	var want []scipyResult
	python(t, scipyProgram, given, &want)
	for r, row := range rows {
		t.Run(row.why, func(t *testing.T) {
			reference := []float64{2.5, 1, 0}
			moments, lagged := timeseries.NewMoments(reference, 8), timeseries.NewLagged(reference, row.lags, 8, pairs)
			welch := timeseries.NewWelch(3, row.segment, interval, pairs)
			for _, frame := range mixed(row.frames, 7) {
				moments.Add(frame)
				lagged.Add(frame)
				welch.Add(frame)
			}
			checkSums(t, moments.Estimate(), lagged.Estimate(), want[r])
			if want[r].Density != nil {
				checkSpectra(t, welch.Estimate(), want[r])
			}
		})
	}
}

func checkSums(t *testing.T, m timeseries.MomentsEstimate, l timeseries.LaggedEstimate, want scipyResult) {
	t.Helper()
	checkRelative(t, "mean", m.Mean, want.Mean, 1e-12)
	checkRelative(t, "variance", m.Variance, want.Variance, 1e-12)
	checkRelative(t, "mean beside covariances", l.Mean, want.Mean, 1e-12)
	for i := range want.Auto {
		checkClose(t, "autocovariance", l.Auto[i], want.Auto[i], 1e-12)
	}
	for p := range want.Cross {
		checkClose(t, "covariance of a pair", l.Cross[p], want.Cross[p], 1e-12)
	}
}

func checkSpectra(t *testing.T, got timeseries.WelchEstimate, want scipyResult) {
	t.Helper()
	checkRelative(t, "frequencies", got.Frequencies, want.Frequencies, 1e-14)
	for i := range want.Density {
		checkRelative(t, "density", got.Density[i], want.Density[i], 1e-10)
	}
	for p := range want.Real {
		re, im := make([]float64, len(got.Frequencies)), make([]float64, len(got.Frequencies))
		largest := 0.0
		for k, v := range got.Cross[p] {
			re[k], im[k] = real(v), imag(v)
			largest = math.Max(largest, math.Hypot(want.Real[p][k], want.Imag[p][k]))
		}
		checkClose(t, "real part", append(re, largest), append(want.Real[p], largest), 1e-10)
		checkClose(t, "imaginary part", append(im, largest), append(want.Imag[p], largest), 1e-10)
		checkClose(t, "coherence", got.Coherence[p], want.Coherence[p], 1e-10)
	}
}

func pairNumbers(pairs []timeseries.Pair) [][2]int {
	var numbers [][2]int
	for _, p := range pairs {
		numbers = append(numbers, [2]int{p.Target, p.Source})
	}
	return numbers
}
