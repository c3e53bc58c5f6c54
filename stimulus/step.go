package stimulus

import "math"

// step is u(t) = size for t ≥ time, and 0 before. Its mean is the part of the interval that lies
// after the time, × size.
type step struct{ size, time float64 }

func stepForm() form {
	return form{
		name: "step",
		help: Help{"step SIZE at TIME", "0 before TIME, SIZE from then on", "AVAL: step 2 at 10"},
		parse: func(p *parser) course {
			var s step
			s.size = p.number("the size")
			p.expect("at")
			s.time = p.number("the time")
			return closedForm{s}
		},
	}
}

func (s step) String() string { return "step " + format(s.size) + " at " + format(s.time) }

func (s step) at(t float64) float64 {
	if t < s.time {
		return 0
	}
	return s.size
}

func (s step) mean(from, to float64) float64 {
	return s.size * (overlap(from, to, s.time, math.Inf(1)) / (to - from))
}

func (s step) lastChange() (float64, bool) { return s.time, true }
