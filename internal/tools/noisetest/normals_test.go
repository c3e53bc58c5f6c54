package main

import (
	"math"
	"testing"

	"noiseprune/noise"
)

// TestNormals: the tests pass the noise and detect normals with a typical defect.
func TestNormals(t *testing.T) {
	for _, c := range []struct {
		why   string
		f     fill
		check func(*testing.T, []statistic)
	}{
		{"the noise", noise.Key.FillNormals, mustPass},
		{"the noise in single precision", fillSingle, mustPass},
		{"a standard deviation of 1.006", mapped(func(z float64) float64 { return 1.006 * z }), mustFail},
		{"a mean of 0.008", mapped(func(z float64) float64 { return z + 0.008 }), mustFail},
		{"tails cut at 3.9 standard deviations", mapped(func(z float64) float64 { return max(-3.9, min(z, 3.9)) }), mustFail},
		{"large values made larger", mapped(func(z float64) float64 {
			if math.Abs(z) > 3.9 {
				return 1.4 * z
			}
			return z
		}), mustFail},
		{"256 values only", mapped(func(z float64) float64 { return math.Round(32*z) / 32 }), mustFail},
		{"skewed", mapped(func(z float64) float64 { return (z + 0.01*(z*z-1)) / math.Sqrt(1+0.0002) }), mustFail},
		{"not a number now and then", mapped(func(z float64) float64 {
			if z > 4.5 {
				return math.NaN()
			}
			return z
		}), mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			p, err := drawSample(t.Context(), c.f, noise.Key{Seed: 5, Purpose: noise.Drive}, 1)
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, p.statistics())
		})
	}
}
