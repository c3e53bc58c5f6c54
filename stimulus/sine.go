package stimulus

import (
	"math"

	"noiseprune/internal/trig"
)

// sine is u(t) = size · sin(2π θ(t)) for begin ≤ t < end, and 0 otherwise, with the angle in turns
//
//	θ(t) = (t − begin)/period + phase
//
// where t − 0 stands for t − begin if there is no beginning. Over a part of the interval of Δ turns,
// with the angle θ in its middle, the mean is
//
//	size · sin(2πθ) sin(πΔ)/(πΔ)
//
// in which nothing cancels. The angle is reduced exactly, so that late periods are as exact as the
// first, up to the rounding of t itself.
type sine struct {
	size       float64
	period     float64 // 0 where there is a frequency
	frequency  float64
	phase      angle
	begin, end float64 // ∓Inf where there are none
}

func sineForm() form {
	return form{
		name: "sine",
		help: Help{"sine SIZE period TIME|frequency RATE [phase ANGLE] [from TIME] [to TIME]", "SIZE sin(2π t/period + phase)",
			"all: sine 0.5 period 20 phase 90deg"},
		parse: func(p *parser) course { return closedForm{parseSine(p)} },
	}
}

func parseSine(p *parser) sine {
	s := sine{begin: math.Inf(-1), end: math.Inf(1)}
	s.size = p.number("the size")
	switch t := p.word(); {
	case t.is("period"):
		s.period = p.positive("the period")
	case t.is("frequency"):
		s.frequency = p.positive("the frequency")
	default:
		p.fail(t.start, p.cure(), `expected "period" or "frequency" after the size, found %s`, t.found())
	}
	if p.option("phase") {
		s.phase = p.angle()
	}
	if p.option("from") {
		s.begin = p.number("the time of the beginning")
	}
	if p.option("to") {
		s.end = p.later("the time of the end", s.begin)
	}
	return s
}

func (s sine) String() string {
	text := "sine " + format(s.size)
	if s.period > 0 {
		text += " period " + format(s.period)
	} else {
		text += " frequency " + format(s.frequency)
	}
	if s.phase.value != 0 {
		text += " phase " + s.phase.String()
	}
	if !math.IsInf(s.begin, 0) {
		text += " from " + format(s.begin)
	}
	if !math.IsInf(s.end, 0) {
		text += " to " + format(s.end)
	}
	return text
}

func (s sine) at(t float64) float64 {
	if t < s.begin || t >= s.end {
		return 0
	}
	return s.size * trig.SinTurns(s.angle(t))
}

// angle returns θ(t), up to whole turns. Each fused operation is exact: the remainder of t/period is
// a number of float64, and so is what a product loses by rounding.
func (s sine) angle(t float64) float64 {
	if !math.IsInf(s.begin, 0) {
		t -= s.begin
	}
	if s.period > 0 {
		return math.FMA(-math.RoundToEven(t/s.period), s.period, t)/s.period + s.phase.turns()
	}
	turns := float64(t * s.frequency)
	lost := math.FMA(t, s.frequency, -turns)
	return turns - math.RoundToEven(turns) + lost + s.phase.turns()
}

func (s sine) mean(from, to float64) float64 {
	begin, end := math.Max(from, s.begin), math.Min(to, s.end)
	if begin >= end {
		return 0
	}
	turns := float64((end - begin) * s.frequency)
	if s.period > 0 {
		turns = (end - begin) / s.period
	}
	value := s.size * trig.SinTurns(s.angle((begin+end)/2))
	return value * (trig.SinTurns(turns/2) / float64(math.Pi*turns)) * ((end - begin) / (to - from))
}

func (s sine) lastChange() (float64, bool) { return s.end, !math.IsInf(s.end, 0) }
