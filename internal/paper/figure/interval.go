package figure

import (
	"fmt"
	"math"

	"noiseprune/internal/rounding"
)

// Interval is an estimate with its interval at 95% confidence.
type Interval struct {
	Value, Low, High float64
	Draws            int // independent draws that it rests on; 0 where more of them is no remedy
}

// String prints the estimate with half the width of its interval, or with both ends where it is not in the middle.
func (i Interval) String() string {
	up, down := i.High-i.Value, i.Value-i.Low
	switch {
	case math.IsNaN(up + down):
		return Show(i.Value)
	case math.Abs(up-down) <= 1e-6*max(up, down):
		return i.value() + " ± " + Show(up)
	}
	return fmt.Sprintf("%s [%s, %s]", Show(i.Value), Show(i.Low), Show(i.High))
}

// value prints the estimate: as far as the interval is wide, where it is narrower than three digits show.
func (i Interval) value() string {
	half := (i.High - i.Low) / 2
	if half > 0 && half < math.Abs(i.Value)/100 {
		return Fixed(i.Value, max(0, 1-int(math.Floor(math.Log10(half)))))
	}
	return Show(i.Value)
}

// Percent prints the same in percent.
func (i Interval) Percent() string { return "(" + i.Times(100).String() + ")%" }

// Times returns the interval of a multiple; factors are positive.
func (i Interval) Times(factor float64) Interval {
	return Interval{factor * i.Value, factor * i.Low, factor * i.High, i.Draws}
}

// Plus returns the interval of the estimate plus a constant.
func (i Interval) Plus(c float64) Interval {
	return Interval{i.Value + c, i.Low + c, i.High + c, i.Draws}
}

// Above says whether what is estimated lies above the limit. An estimate that is not a number does not.
func (i Interval) Above(limit float64) Condition {
	switch {
	case i.Low > limit:
		return Condition{Met: Yes}
	case i.High > limit:
		return Condition{Undecided, i.Value > limit, i.needed(limit)}
	}
	return Condition{Met: No}
}

// Below says whether what is estimated lies below the limit.
func (i Interval) Below(limit float64) Condition {
	return Interval{-i.Value, -i.High, -i.Low, i.Draws}.Above(-limit)
}

// Within says whether what is estimated lies between two limits.
func (i Interval) Within(low, high float64) Condition { return All(i.Above(low), i.Below(high)) }

// needed returns how many draws would decide on which side of the limit an estimate as far from it lies: two significant
// digits, 0 where it is not known. Widths go as the inverse root of the draws.
func (i Interval) needed(limit float64) float64 {
	half := i.High - i.Value
	if i.Value > limit {
		half = i.Value - i.Low
	}
	ratio := half / (i.Value - limit)
	if n := float64(i.Draws) * float64(ratio*ratio); !math.IsNaN(n) && !math.IsInf(n, 0) {
		return math.Ceil(rounding.Digits(n, 2))
	}
	return 0
}
