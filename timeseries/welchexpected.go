package timeseries

import (
	"fmt"

	"gonum.org/v1/gonum/dsp/fourier"
)

// WelchExpected returns the expectation of the density that Welch estimates, at its frequencies,
// from the covariances R(kΔ) of a series at all lags k = 0 … N−1 within a segment of N frames:
//
//	2Δ/Σw² [Σ_k (w⋆w)(k) R(kΔ) exp(−iωkΔ) − what is lost with the mean]
//
// Leakage between frequencies, aliasing by the interval, and the effect of subtracting the mean of each
// segment, at the first two frequencies, are in it. It panics for fewer than 4 covariances or an
// interval that is not positive.
func WelchExpected(covariances []float64, interval float64) []float64 {
	density := make([]float64, len(covariances)/2+1)
	for k, v := range WelchCrossExpected(covariances, covariances, interval) {
		density[k] = real(v)
	}
	return density
}

// WelchCrossExpected returns the expectation of the cross-spectrum of a Pair, as WelchExpected does
// of a density: ahead[k] is R(kΔ) of the pair, and behind[k] is R(−kΔ), which is that of the pair
// with target and source exchanged. With W the transform of the window and X_n = w_n exp(−iωn),
//
//	E[Σ_{m,n} (X_m − W/N) R((m−n)Δ) conj(X_n − W/N)]
//	    = Σ_{m,n} X_m R conj(X_n) − conj(W)/N Σ_m X_m r_m − W/N Σ_n conj(X_n) q_n + |W|²/N² Σ_m r_m
//
// where r_m = Σ_n R((m−n)Δ) and q_n = Σ_m R((m−n)Δ). It panics as WelchExpected does, and where the
// two have different lengths.
func WelchCrossExpected(ahead, behind []float64, interval float64) []complex128 {
	n := len(ahead)
	if n < 4 || len(behind) != n || !(interval > 0) {
		panic(fmt.Sprintf("timeseries: expected spectrum from %d and %d covariances at intervals of %v", n, len(behind), interval))
	}
	window, squares := hann(n)
	transform := fourier.NewFFT(n)
	main := transform.Coefficients(nil, foldedCovariances(window, ahead, behind))
	w := transform.Coefficients(nil, window)
	r, q := rowSums(ahead, behind), rowSums(behind, ahead)
	total := 0.0
	for m := range n {
		total += r[m]
		r[m] *= window[m]
		q[m] *= window[m]
	}
	rows, columns := transform.Coefficients(nil, r), transform.Coefficients(nil, q)
	for k := range main {
		share := w[k] / complex(float64(n), 0)
		main[k] += -conjugate(share)*rows[k] - share*conjugate(columns[k]) + share*conjugate(share)*complex(total, 0)
		main[k] *= complex(densityScale(k, n, interval, squares), 0)
	}
	return main
}

// foldedCovariances returns (w⋆w)(k) R(kΔ) + (w⋆w)(N−k) R((k−N)Δ), k = 0 … N−1, whose transform at a
// frequency of the segment is that of all lags from −(N−1) to N−1.
func foldedCovariances(window, ahead, behind []float64) []float64 {
	n := len(window)
	overlap := windowOverlaps(window)
	folded := make([]float64, n)
	folded[0] = overlap[0] * ahead[0]
	for k := 1; k < n; k++ {
		folded[k] = float64(overlap[k]*ahead[k]) + float64(overlap[n-k]*behind[n-k])
	}
	return folded
}

// windowOverlaps returns (w⋆w)(k) = Σ_n w_n w_{n+k}, k = 0 … N−1, through the transform of the window
// with as many zeros behind it.
func windowOverlaps(window []float64) []float64 {
	n := len(window)
	transform := fourier.NewFFT(2 * n)
	spectrum := transform.Coefficients(nil, append(append([]float64(nil), window...), make([]float64, n)...))
	for k, v := range spectrum {
		spectrum[k] = v * conjugate(v) / complex(float64(2*n), 0)
	}
	return transform.Sequence(nil, spectrum)[:n]
}

// rowSums returns Σ_n R((m−n)Δ), m = 0 … N−1.
func rowSums(ahead, behind []float64) []float64 {
	n := len(ahead)
	sums := make([]float64, n)
	later := ahead[0]
	for k := 1; k < n; k++ {
		later += behind[k]
	}
	for m := range sums { // n from 0 to N−1 is m−n from m down to m−N+1
		sums[m] = later
		if m+1 < n {
			later += ahead[m+1] - behind[n-1-m]
		}
	}
	return sums
}

func conjugate(v complex128) complex128 { return complex(real(v), -imag(v)) }
