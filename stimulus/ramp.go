package stimulus

import "math"

// ramp is u(t) = first until begin, last from end on, and between them the straight line
//
//	u(t) = first + (last − first) (t − begin)/(end − begin)
//
// The mean over a part of the line is its value in the middle.
type ramp struct{ first, last, begin, end float64 }

func rampForm() form {
	return form{
		name: "ramp",
		help: Help{"ramp SIZE to SIZE from TIME to TIME", "the first size until the first time, then straight to the second, where it stays",
			"0-9: ramp 0 to 2 from 10 to 50"},
		parse: func(p *parser) course { return closedForm{parseRamp(p)} },
	}
}

func parseRamp(p *parser) ramp {
	var s ramp
	s.first = p.number("the first size")
	p.expect("to")
	s.last = p.number("the last size")
	p.expect("from")
	s.begin = p.number("the time of the beginning")
	p.expect("to")
	s.end = p.later("the time of the end", s.begin)
	return s
}

func (s ramp) String() string {
	return "ramp " + format(s.first) + " to " + format(s.last) + " from " + format(s.begin) + " to " + format(s.end)
}

func (s ramp) at(t float64) float64 {
	switch {
	case t <= s.begin:
		return s.first
	case t >= s.end:
		return s.last
	}
	return math.FMA(s.last-s.first, (t-s.begin)/(s.end-s.begin), s.first)
}

func (s ramp) mean(from, to float64) float64 {
	length := to - from
	before := overlap(from, to, math.Inf(-1), s.begin) / length
	after := overlap(from, to, s.end, math.Inf(1)) / length
	sum := math.FMA(s.last, after, float64(s.first*before))
	if begin, end := math.Max(from, s.begin), math.Min(to, s.end); begin < end {
		sum = math.FMA(s.at((begin+end)/2), (end-begin)/length, sum)
	}
	return sum
}

func (s ramp) lastChange() (float64, bool) { return s.end, true }
