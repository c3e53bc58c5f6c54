package draw

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
)

// Extent is the range that an axis shows, and whether it is logarithmic.
type Extent struct {
	Min, Max float64
	Log      bool
}

// LinearExtent spans the finite values with a small margin.
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

// LogExtent spans the positive values from floor upwards with a small margin.
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

// Drawable reports whether v has a place on some axis.
func Drawable(v float64) bool { return math.Abs(v) <= largestDrawn }

// Positive returns the drawable values above 0.
func Positive(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !Drawable(v) || v <= 0 })
}

// Raise moves a value below the axis to its lower end, where a logarithmic axis puts
// what it cannot show.
func (e Extent) Raise(v float64) float64 {
	if e.Log {
		return max(v, e.Min)
	}
	return v
}

// Apply gives an axis this extent and fitting ticks.
func (e Extent) Apply(a *plot.Axis) {
	a.Min, a.Max = e.Min, e.Max
	a.Tick.Marker = plot.TickerFunc(LinearTicks)
	if e.Log {
		a.Scale = plot.LogScale{}
		a.Tick.Marker = plot.TickerFunc(LogTicks)
	}
}

// LinearTicks puts three to eight labelled ticks at multiples of 1, 2 or 5 times a power
// of ten.
func LinearTicks(lo, hi float64) []plot.Tick {
	raw := (hi - lo) / 5
	exponent := math.Floor(math.Log10(raw))
	unit := math.Pow(10, exponent)
	step := unit
	for _, multiple := range []float64{2, 5, 10} {
		if step < 0.7*raw {
			step = multiple * unit
		}
	}
	places := max(0, -int(math.Floor(math.Log10(step*1.0001))))
	var ticks []plot.Tick
	for k := math.Ceil(lo / step); k*step <= hi && len(ticks) < 12; k++ {
		ticks = append(ticks, plot.Tick{Value: k * step, Label: tickLabel(k*step, step, places)})
	}
	return ticks
}

// tickLabel prints a multiple of step.
func tickLabel(v, step float64, places int) string {
	switch {
	case math.Abs(v) < step/2:
		return "0"
	case math.Abs(v) >= 1e5 || places > 4:
		digits := math.Floor(math.Log10(math.Abs(v)*1.0001)) - math.Floor(math.Log10(step*1.0001))
		return Power(strconv.FormatFloat(v, 'e', int(digits), 64))
	}
	return Minus(strconv.FormatFloat(v, 'f', places, 64))
}

// LogTicks labels the powers of ten, and 2 and 5 times them where few are in sight.
// Where there is hardly any, it puts ticks at equal steps.
func LogTicks(lo, hi float64) []plot.Tick {
	decades := math.Log10(hi / lo)
	if decades < 0.7 {
		return LinearTicks(lo, hi)
	}
	every := int(max(1, math.Ceil(decades/7)))
	var ticks []plot.Tick
	for e := int(math.Floor(math.Log10(lo))); e <= int(math.Ceil(math.Log10(hi))); e++ {
		for m := 1.0; m < 10; m++ {
			v := m * math.Pow(10, float64(e))
			if v < lo || v > hi {
				continue
			}
			tick := plot.Tick{Value: v}
			switch {
			case m == 1 && e%every == 0, decades < 2.2 && (m == 2 || m == 5):
				tick.Label = logLabel(m, e)
			case every > 1:
				continue
			}
			ticks = append(ticks, tick)
		}
	}
	return ticks
}

// logLabel prints m × 10^e.
func logLabel(m float64, e int) string {
	switch {
	case e >= -3 && e <= 3:
		return strconv.FormatFloat(RoundTo4(m*math.Pow(10, float64(e))), 'f', -1, 64)
	case m == 1:
		return "10" + Superscript(e)
	}
	return strconv.FormatFloat(m, 'f', -1, 64) + "×10" + Superscript(e)
}
