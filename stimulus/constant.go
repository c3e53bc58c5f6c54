package stimulus

import "math"

// constant is u(t) = size.
type constant struct{ size float64 }

func constantForm() form {
	return form{
		name: "constant",
		help: Help{"constant SIZE", "SIZE at all times", "AVAL: constant 0.3"},
		parse: func(p *parser) course {
			return closedForm{constant{p.number("the size")}}
		},
	}
}

func (c constant) String() string              { return "constant " + format(c.size) }
func (c constant) at(float64) float64          { return c.size }
func (c constant) mean(_, _ float64) float64   { return c.size }
func (c constant) lastChange() (float64, bool) { return math.Inf(-1), true }
