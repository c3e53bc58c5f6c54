package draw

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
)

// Extent is the range that an axis shows, and whether it is logarithmic.
type Extent struct {
	Min, Max float64
	Log      bool
}

// LinearExtent spans the drawable values with a margin of 4 % of their range on either side.
// Without any it is 0 … 1.
func LinearExtent(values ...float64) Extent {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if math.Abs(v) < smallestDrawn {
			v = 0
		}
		if Drawable(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo > hi {
		return Extent{Min: 0, Max: 1}
	}
	// Steps far below the values themselves would be lost in rounding.
	margin := max(0.04*(hi-lo), 1e-6*max(math.Abs(lo), math.Abs(hi)))
	if margin == 0 {
		margin = 1
	}
	return Extent{Min: lo - margin, Max: hi + margin}
}

// LogExtent spans the drawable positive values, those below floor taken as floor, with a
// factor of 1.25 to spare at either end. Without any it is LinearExtent(values...).
func LogExtent(floor float64, values ...float64) Extent {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if Drawable(v) && v > 0 {
			lo, hi = min(lo, max(v, floor)), max(hi, v)
		}
	}
	if lo > hi {
		return LinearExtent(values...)
	}
	return Extent{Min: max(lo/1.25, smallestDrawn), Max: hi * 1.25, Log: true}
}

// What an axis can show. Squares and differences of such values stay finite.
const (
	largestDrawn  = 1e100
	smallestDrawn = 1e-100
)

// Drawable reports whether an axis can show v: |v| ≤ 1e100, which NaN is not.
func Drawable(v float64) bool { return math.Abs(v) <= largestDrawn }

// Positive returns the drawable values above 0, in their order.
func Positive(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !Drawable(v) || v <= 0 })
}

// Axis returns an axis that shows exactly this extent, whatever the marks are.
func (e Extent) Axis(label string) Axis {
	return Axis{Label: label, Log: e.Log, From: At(e.Min), To: At(e.Max)}
}

// A logarithmic axis is drawn as a linear one of decades: gonum/plot makes room for the
// label of any other as if the label stood at the arithmetic mean of its ends.

// apply gives a plot's axis this extent and its ticks.
func (e Extent) apply(a *plot.Axis) {
	a.Min, a.Max, a.Tick.Marker = e.Min, e.Max, plot.TickerFunc(linearTicks)
	if e.Log {
		a.Min, a.Max, a.Tick.Marker = math.Log10(e.Min), math.Log10(e.Max), plot.TickerFunc(decadeTicks)
	}
}

// position returns where v stands on an axis, in the units of apply: NaN or −∞ where a
// logarithmic axis cannot show it.
func (e Extent) position(v float64) float64 {
	if e.Log {
		return math.Log10(v)
	}
	return v
}

// clampedPosition is position, but values below the lower end of a logarithmic axis stand
// at this end.
func (e Extent) clampedPosition(v float64) float64 {
	if e.Log {
		v = max(v, e.Min)
	}
	return e.position(v)
}
