package draw

import (
	"math"
	"strconv"

	"gonum.org/v1/plot"
)

// linearTicks puts two to nine labelled ticks at the multiples of 1, 2 or 5 times a power of
// ten.
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
		return Power(strconv.FormatFloat(v, 'e', int(digits), 64))
	}
	return Minus(strconv.FormatFloat(v, 'f', places, 64))
}

// logTicks puts ticks at the multiples of the powers of ten. Labelled are the powers, every
// second, third, … of them over more than 7 decades, and over less than 2.2 decades also 2 and
// 5 times them. Below 0.7 decades the ticks are those of linearTicks.
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
		return strconv.FormatFloat(RoundTo4(m*math.Pow(10, float64(e))), 'f', -1, 64)
	case m == 1:
		return "10" + superscript(e)
	}
	return strconv.FormatFloat(m, 'f', -1, 64) + "×10" + superscript(e)
}

// decadeTicks returns the ticks of a logarithmic axis in decades: lo, hi and the values of
// the ticks are logarithms to base 10.
func decadeTicks(lo, hi float64) []plot.Tick {
	ticks := logTicks(math.Pow(10, lo)*(1-1e-12), math.Pow(10, hi)*(1+1e-12)) // a tick at an end survives the rounding
	for k := range ticks {
		ticks[k].Value = math.Log10(ticks[k].Value)
	}
	return ticks
}
