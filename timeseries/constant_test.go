package timeseries_test

import (
	"testing"

	"noiseprune/timeseries"
)

// TestConstantSeriesHaveNoNegativeVariance: of 50 series that are each the same in all frames, and not their reference, rounding leaves
// variances of either sign; none is reported as negative, and of series that are their reference all are 0.
func TestConstantSeriesHaveNoNegativeVariance(t *testing.T) {
	const series = 50
	frame := make([]float64, series)
	for i := range frame {
		frame[i] = 0.1 * float64(i+1)
	}
	for _, row := range []struct {
		reason    string
		reference []float64
		exact     bool
	}{{"about their values", frame, true}, {"about 0", make([]float64, series), false}} {
		s := timeseries.NewLagged(row.reference, 2, 8, nil)
		for range 997 {
			s.Add(frame)
		}
		zeros := 0
		for i, c := range s.Estimate().Auto {
			if !(c[0] >= 0 && c[0] <= 1e-12*frame[i]*frame[i]) {
				t.Errorf("%s: series %d has the variance %v", row.reason, i, c[0])
			}
			if c[0] == 0 {
				zeros++
			}
		}
		if row.exact && zeros != series {
			t.Errorf("%s: %d of %d variances are 0", row.reason, zeros, series)
		}
	}
}
