package report

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
)

// extent is the range that an axis shows, and whether it is logarithmic.
type extent struct {
	min, max float64
	log      bool
}

// linearExtent spans the finite values with a small margin.
func linearExtent(values ...float64) extent {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if math.Abs(v) < smallestDrawn {
			v = 0
		}
		if drawable(v) {
			lo, hi = min(lo, v), max(hi, v)
		}
	}
	if lo > hi {
		return extent{min: 0, max: 1}
	}
	// Steps far below the values themselves would be lost in rounding.
	margin := max(0.04*(hi-lo), 1e-6*max(math.Abs(lo), math.Abs(hi)))
	if margin == 0 {
		margin = 1
	}
	return extent{min: lo - margin, max: hi + margin}
}

// logExtent spans the positive values from floor upwards with a small margin.
func logExtent(floor float64, values ...float64) extent {
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if drawable(v) && v > 0 {
			lo, hi = min(lo, max(v, floor)), max(hi, v)
		}
	}
	if lo > hi {
		return linearExtent(values...)
	}
	return extent{min: max(lo/1.25, smallestDrawn), max: hi * 1.25, log: true}
}

// What an axis can show. Squares and differences of such values stay finite.
const (
	largestDrawn  = 1e100
	smallestDrawn = 1e-100
)

// drawable reports whether v has a place on some axis.
func drawable(v float64) bool { return math.Abs(v) <= largestDrawn }

// positive returns the drawable values above 0.
func positive(values []float64) []float64 {
	return slices.DeleteFunc(slices.Clone(values), func(v float64) bool { return !drawable(v) || v <= 0 })
}

// raise moves a value below the axis to its lower end, where a logarithmic axis puts
// what it cannot show.
func (e extent) raise(v float64) float64 {
	if e.log {
		return max(v, e.min)
	}
	return v
}

// apply gives an axis this extent and fitting ticks.
func (e extent) apply(a *plot.Axis) {
	a.Min, a.Max = e.min, e.max
	a.Tick.Marker = plot.TickerFunc(linearTicks)
	if e.log {
		a.Scale = plot.LogScale{}
		a.Tick.Marker = plot.TickerFunc(logTicks)
	}
}

// linearTicks puts three to eight labelled ticks at multiples of 1, 2 or 5 times a power
// of ten.
func linearTicks(lo, hi float64) []plot.Tick {
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
		return power(strconv.FormatFloat(v, 'e', int(digits), 64))
	}
	return minus(strconv.FormatFloat(v, 'f', places, 64))
}

// logTicks labels the powers of ten, and 2 and 5 times them where few are in sight.
// Where there is hardly any, it puts ticks at equal steps.
func logTicks(lo, hi float64) []plot.Tick {
	decades := math.Log10(hi / lo)
	if decades < 0.7 {
		return linearTicks(lo, hi)
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
		return strconv.FormatFloat(roundTo4(m*math.Pow(10, float64(e))), 'f', -1, 64)
	case m == 1:
		return "10" + superscript(e)
	}
	return strconv.FormatFloat(m, 'f', -1, 64) + "×10" + superscript(e)
}
