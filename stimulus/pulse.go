package stimulus

import "math"

// pulse is u(t) = size for begin ≤ t < end, and 0 otherwise; with a period P other than 0, for
//
//	begin + kP ≤ t < end + kP,  k = 0, 1, 2, …
//
// Its mean is the part of the interval that lies in pulses, × size.
type pulse struct{ size, begin, end, every float64 }

func pulseForm() form {
	return form{
		name: "pulse",
		help: Help{"pulse SIZE from TIME to TIME [every PERIOD]", "SIZE from the first to the second time, otherwise 0",
			"AVAL,AVAR: pulse 1 from 5 to 6"},
		parse: func(p *parser) course { return closedForm{parsePulse(p)} },
	}
}

func parsePulse(p *parser) pulse {
	var s pulse
	s.size = p.number("the size")
	p.expect("from")
	s.begin = p.number("the time of the beginning")
	p.expect("to")
	s.end = p.later("the time of the end", s.begin)
	if p.option("every") {
		start := p.skipSpace()
		s.every = p.positive("the period")
		if s.end-s.begin-s.every > roundingOfTimes*math.Max(math.Abs(s.begin), math.Abs(s.end)) {
			p.fail(start, "give a period of at least that", "the period, %s, is shorter than the pulse, %s", format(s.every), format(s.end-s.begin))
		}
	}
	return s
}

// roundingOfTimes is how far, relative to the times, a pulse may last longer than its period: that from
// 0.7 to 0.8 is not exactly as long as 0.1.
const roundingOfTimes = 1e-12

func (s pulse) String() string {
	text := "pulse " + format(s.size) + " from " + format(s.begin) + " to " + format(s.end)
	if s.every > 0 {
		text += " every " + format(s.every)
	}
	return text
}

func (s pulse) at(t float64) float64 {
	k := s.before(t)
	if begin, end := s.pulse(k); t < begin || t >= end {
		return 0
	}
	return s.size
}

// before returns the number k of the last pulse that begins at t or before it, 0 where none does.
func (s pulse) before(t float64) float64 {
	if s.every == 0 || t <= s.begin {
		return 0
	}
	k := math.Floor((t - s.begin) / s.every)
	if begin, _ := s.pulse(k + 1); begin <= t { // the quotient was rounded down
		return k + 1
	}
	if begin, _ := s.pulse(k); begin > t { // or up
		return k - 1
	}
	return k
}

// pulse returns when pulse k begins and ends.
func (s pulse) pulse(k float64) (begin, end float64) {
	return math.FMA(k, s.every, s.begin), math.FMA(k, s.every, s.end)
}

// mean takes the pulses at both ends of the interval, of which a part may lie in it, and counts those
// between them: a short interval inside a pulse has exactly the mean size, however late it is.
func (s pulse) mean(from, to float64) float64 {
	first, last := s.before(from), s.before(to)
	begin, end := s.pulse(first)
	inside := overlap(from, to, begin, end)
	if last > first {
		begin, end = s.pulse(last)
		inside = math.FMA(last-first-1, s.end-s.begin, inside+overlap(from, to, begin, end))
	}
	return s.size * (inside / (to - from))
}

func (s pulse) lastChange() (float64, bool) { return s.end, s.every == 0 }
