package timeseries_test

import (
	"math"
	"testing"

	"noiseprune/timeseries"
)

func TestMisusePanics(t *testing.T) {
	one, outside := []float64{0}, []timeseries.Pair{{Target: 0, Source: 1}}
	for why, f := range map[string]func(){
		"no series":                        func() { timeseries.NewMoments(nil, 4) },
		"an odd limit of batches":          func() { timeseries.NewMoments(one, 5) },
		"two batches":                      func() { timeseries.NewMoments(one, 2) },
		"a negative number of lags":        func() { timeseries.NewLagged(one, -1, 4, nil) },
		"a pair of a series that is not":   func() { timeseries.NewLagged(one, 1, 4, outside) },
		"a spectrum of such a pair":        func() { timeseries.NewWelch(1, 8, 1, outside) },
		"a segment of three frames":        func() { timeseries.NewWelch(1, 3, 1, nil) },
		"no interval":                      func() { timeseries.NewWelch(1, 8, 0, nil) },
		"an infinite interval":             func() { timeseries.NewWelch(1, 8, math.Inf(1), nil) },
		"a threshold that is no number":    func() { timeseries.NewActiveFraction(1, math.NaN(), 4) },
		"activity of no series":            func() { timeseries.NewActiveFraction(0, 0, 4) },
		"a frame that is too long":         func() { timeseries.NewMoments(one, 4).Add([]float64{1, 2}) },
		"a frame that is too short":        func() { timeseries.NewWelch(1, 8, 1, nil).Add(nil) },
		"a frame of activity":              func() { timeseries.NewActiveFraction(1, 0, 4).Add(nil) },
		"means of no frames":               func() { timeseries.NewMoments(one, 4).Estimate() },
		"fractions of no frames":           func() { timeseries.NewActiveFraction(1, 0, 4).Estimate() },
		"a spectrum of no segments":        func() { timeseries.NewWelch(1, 8, 1, nil).Estimate() },
		"merging another reference":        func() { timeseries.NewMoments(one, 4).Merge(timeseries.NewMoments([]float64{1}, 4)) },
		"merging other segments":           func() { timeseries.NewWelch(1, 8, 1, nil).Merge(timeseries.NewWelch(1, 9, 1, nil)) },
		"merging another threshold":        func() { timeseries.NewActiveFraction(1, 0, 4).Merge(timeseries.NewActiveFraction(1, 1, 4)) },
		"a group below −1":                 func() { timeseries.NewGroupMeans([]int{0, -2}) },
		"a group without series":           func() { timeseries.NewGroupMeans([]int{0, 2, 2}) },
		"a group beyond the series":        func() { timeseries.NewGroupMeans([]int{0, 9}) },
		"no groups":                        func() { timeseries.NewGroupMeans([]int{-1}) },
		"means into too few values":        func() { timeseries.NewGroupMeans([]int{0}).To(nil, one) },
		"a time without covariances":       func() { timeseries.NewAutocorrelationTime(nil, 5) },
		"a time of no frames":              func() { timeseries.NewAutocorrelationTime(one, 0) },
		"an expected spectrum of 3 lags":   func() { timeseries.WelchExpected(make([]float64, 3), 1) },
		"an expected one without interval": func() { timeseries.WelchExpected(make([]float64, 4), 0) },
	} {
		mustPanic(t, why, f)
	}
}

// TestFewFramesHaveNoErrors rather than wrong ones.
func TestFewFramesHaveNoErrors(t *testing.T) {
	s := timeseries.NewLagged([]float64{0}, 3, 4, nil)
	for frames := 1; frames <= 16; frames++ {
		s.Add([]float64{float64(frames % 3)})
		e := s.Estimate()
		// Batches are of 1 frame below 4 frames, 2 below 8, 4 below 16.
		if (e.MeanErrors == nil) != (frames < 2) || (e.AutoErrors == nil) != (frames < 8) {
			t.Errorf("after %d frames: errors %v and %v", frames, e.MeanErrors, e.AutoErrors)
		}
	}
	if a := timeseries.NewAutocorrelationTime([]float64{0, 0}, 9); !math.IsNaN(a.Time) || a.WindowFound {
		t.Errorf("a series that does not vary has the autocorrelation time %+v", a)
	}
}
