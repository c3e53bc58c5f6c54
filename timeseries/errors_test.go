package timeseries_test

import (
	"math"
	"testing"

	"noiseprune/timeseries"
)

// errorPhis are e^{−Δ/τ} of the series of the tests of standard errors: independent frames, and
// integrated times 1 + 2φ/(1 − φ) of 3 and 9 frames.
func errorPhis() []float64 { return []float64{0, 0.5, 0.8} }

// scores collects (estimate − exact)/(stated standard error).
type scores struct {
	sum, squares, count float64
	largest             float64
}

func (s *scores) add(estimate, exact, stated float64) {
	z := (estimate - exact) / stated
	s.sum += z
	s.squares += z * z
	s.count++
	s.largest = math.Max(s.largest, math.Abs(z))
}

// check fails unless the mean square of the scores is 1 within the given bounds. A standard error
// from B batches makes it (B−1)/(B−3), 1.11 for 20; and one from fewer independent scores than were
// counted scatters more.
func (s *scores) check(t *testing.T, what string, low, high float64) {
	t.Helper()
	mean, square := s.sum/s.count, s.squares/s.count
	t.Logf("%s: %.0f scores, mean %.3f, mean square %.3f, largest %.2f", what, s.count, mean, square, s.largest)
	if square < low || square > high {
		t.Errorf("%s: mean square score %.3f, want between %v and %v", what, square, low, high)
	}
}

// TestStandardErrorsAreThoseOfTheScatter of means, variances and covariances over 300 trajectories of
// 8000 frames each, in 16 to 31 batches of 256. A mean square of 300 scores has a standard
// error of √(2/300) = 8%; the bounds are 3 of them about the expected 1.08, and the batches of 28 times
// the slowest series' integrated time lose 1/28 of its variance.
func TestStandardErrorsAreThoseOfTheScatter(t *testing.T) {
	phi, zero := errorPhis(), make([]float64, 3)
	const frames, lags = 8000, 6
	var mean, variance, covariance [3]scores
	for r := range uint64(300) {
		p, s := newProcess(phi, zero, 1000+r), timeseries.NewLagged(zero, lags, 32, nil)
		for range frames {
			s.Add(p.next())
		}
		e := s.Estimate()
		for i, f := range phi {
			// E c(k) is R(k) less the variance of the mean, τ/n, with a share 1 − k/n.
			bias, share := (1+f)/(1-f)/frames, 1-float64(lags)/frames
			mean[i].add(e.Mean[i], 0, e.MeanErrors[i])
			variance[i].add(e.Auto[i][0], 1-bias, e.AutoErrors[i][0])
			covariance[i].add(e.Auto[i][lags], share*(math.Pow(f, lags)-bias), e.AutoErrors[i][lags])
		}
	}
	for i := range phi {
		mean[i].check(t, "mean", 0.84, 1.36)
		variance[i].check(t, "variance", 0.84, 1.36)
		covariance[i].check(t, "covariance", 0.84, 1.36)
	}
}

// TestLongRecordingsConverge: within four standard errors of the exact values at each lag, from one
// trajectory and from eight that are merged.
func TestLongRecordingsConverge(t *testing.T) {
	phi, mean := errorPhis(), []float64{5, -2, 0}
	const lags = 20
	for _, trajectories := range []uint64{1, 8} {
		all := timeseries.NewLagged([]float64{4.9, -2, 0.1}, lags, 64, nil)
		for r := range trajectories {
			p, s := newProcess(phi, mean, 50+r), timeseries.NewLagged([]float64{4.9, -2, 0.1}, lags, 64, nil)
			for range 400000 / trajectories {
				s.Add(p.next())
			}
			all.Merge(s)
		}
		e := all.Estimate()
		if e.Frames != 400000 || e.Trajectories != int64(trajectories) {
			t.Fatalf("%d frames of %d trajectories", e.Frames, e.Trajectories)
		}
		for i, f := range phi {
			if d := e.Mean[i] - mean[i]; math.Abs(d) > 4*e.MeanErrors[i] {
				t.Errorf("mean %d is off by %v, with a standard error of %v", i, d, e.MeanErrors[i])
			}
			for k, c := range e.Auto[i] {
				if d := c - math.Pow(f, float64(k)); math.Abs(d) > 4*e.AutoErrors[i][k] {
					t.Errorf("φ=%v: the covariance at lag %d is off by %v, with a standard error of %v", f, k, d, e.AutoErrors[i][k])
				}
			}
			want := (1 + f) / (1 - f)
			a := timeseries.NewAutocorrelationTime(e.Auto[i], e.Frames)
			// The window cuts off e⁻⁵ of the sum.
			if math.Abs(a.Time-want) > 4*a.Error+0.01*want || f < 0.7 && !a.WindowFound {
				t.Errorf("φ=%v: the integrated time is %+v, want %v", f, a, want)
			}
		}
	}
}

// TestWelchErrorsAreThoseOfTheScatter: at each frequency over 200 pairs of trajectories of 40 segments
// that are merged. The estimate has about a χ² distribution of 2 K_eff = 151 degrees of freedom; the mean
// square of z with the error S/√K_eff is 1 up to 3/K_eff.
func TestWelchErrorsAreThoseOfTheScatter(t *testing.T) {
	phi, zero := errorPhis(), make([]float64, 3)
	const segment, interval = 64, 0.1
	var inside, origin, last scores
	var effective float64
	for r := range uint64(200) {
		all := timeseries.NewWelch(3, segment, interval, nil)
		for half := range uint64(2) {
			p, s := newProcess(phi, zero, 5000+2*r+half), timeseries.NewWelch(3, segment, interval, nil)
			for range segment/2*41 + 5 {
				s.Add(p.next())
			}
			all.Merge(s)
		}
		e := all.Estimate()
		effective = e.Effective
		for i, f := range phi {
			expected := timeseries.WelchExpected(powers(f, segment), interval)
			for k, v := range e.Density[i] {
				score := &inside
				switch {
				case k == 0 && i == 0: // the others' spectra are not flat there
					score = &origin
				case k == 0:
					continue
				case k == segment/2:
					score = &last
				}
				stated := e.Errors[i][k] / v * expected[k] // relative to the expectation, so that it does not follow v
				score.add(v, expected[k], stated)
			}
		}
	}
	// ρ = ((N/2) ∫(½−½cos)(½+½cos)/(3N/8))² = 1/36
	if want := 80.0 * 80 / (80 + 2*78.0/36); math.Abs(effective-want) > 1e-9 {
		t.Errorf("%v effective segments, want %v", effective, want)
	}
	inside.check(t, "inside", 0.95, 1.1)
	if inside.largest > 6 || math.Abs(inside.sum/inside.count) > 0.03 {
		t.Errorf("scores with mean %v, largest %v", inside.sum/inside.count, inside.largest)
	}
	origin.check(t, "zero frequency", 0.7, 1.4) // 200 scores, 600 of the last frequency
	last.check(t, "last frequency", 0.8, 1.25)
}

func powers(f float64, n int) []float64 {
	r := make([]float64, n)
	for k := range r {
		r[k] = math.Pow(f, float64(k))
	}
	return r
}
