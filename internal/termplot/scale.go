package termplot

import (
	"math"
	"slices"
)

// scale places the numbers from low to high on dots 0, 1, …, dots−1.
type scale struct {
	log       bool
	low, high float64
	dots      int
}

func newScale(log bool) scale { return scale{log: log, low: math.Inf(1), high: math.Inf(-1)} }

// shows reports whether the axis has a place for the number.
func (s *scale) shows(v float64) bool { return finite(v) && (!s.log || v > 0) }

func (s *scale) include(v float64) { s.low, s.high = min(s.low, v), max(s.high, v) }

// widen gives a range to a single number.
func (s *scale) widen() {
	switch {
	case s.low < s.high:
	case s.log:
		s.low, s.high = s.low/2, s.high*2
	case s.low == 0:
		s.high = 1
	default:
		s.low, s.high = s.low-math.Abs(s.low)/2, s.high+math.Abs(s.high)/2
	}
}

// dot returns the dot of a number that the axis shows.
func (s *scale) dot(v float64) int {
	low, high := s.low, s.high
	if s.log {
		v, low, high = math.Log(v), math.Log(low), math.Log(high)
	}
	return int(math.Round(float64(s.dots-1) * (v - low) / (high - low)))
}

// fewTicks is how many numbers a linear axis has at most.
const fewTicks = 5

// ticks returns round numbers within the range, in ascending order: 1, 2 and 5 times powers of ten.
func (s *scale) ticks() (ticks []float64) {
	if s.log {
		for exponent := math.Floor(math.Log10(s.low)); exponent <= math.Ceil(math.Log10(s.high)); exponent++ {
			for _, digit := range []float64{1, 2, 5} {
				ticks = append(ticks, digit*math.Pow(10, exponent))
			}
		}
		ticks = slices.DeleteFunc(ticks, func(v float64) bool { return v < s.low || v > s.high })
		if len(ticks) < 2 {
			return []float64{s.low, s.high}
		}
		return ticks
	}
	step := math.Pow(10, math.Floor(math.Log10(s.high-s.low)))
	for _, part := range []float64{0.1, 0.2, 0.5, 1, 2} {
		if (s.high-s.low)/(step*part) < fewTicks {
			step *= part
			break
		}
	}
	for k := math.Ceil(s.low / step); k*step <= s.high; k++ {
		ticks = append(ticks, k*step)
	}
	return ticks
}
