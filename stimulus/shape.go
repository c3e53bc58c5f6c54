package stimulus

import "math"

// shape is a function of time that is known in closed form.
type shape interface {
	String() string
	// at returns u(t); where u jumps, the value after the jump.
	at(t float64) float64
	// mean returns (1/(to−from)) ∫ u dt over from … to, which is not empty.
	mean(from, to float64) float64
	// lastChange returns the time from which u is constant, and whether there is one.
	lastChange() (t float64, ends bool)
}

// closedForm is the course of a shape: the same for all neurons, whatever their number.
type closedForm struct{ shape }

func (c closedForm) resolve(int, []string, ReadSeries) (input, error) { return c, nil }

func (c closedForm) addMean(dst []float64, slots []int, from, to float64) {
	mean := c.mean(from, to)
	for _, k := range slots {
		dst[k] += mean
	}
}

func (c closedForm) addAt(dst []float64, slots []int, t float64) {
	value := c.at(t)
	for _, k := range slots {
		dst[k] += value
	}
}

func (c closedForm) appendIdentity(data []byte) []byte { return append(data, c.String()...) }

// overlap returns how much of from … to lies in begin … end.
func overlap(from, to, begin, end float64) float64 {
	return math.Max(0, math.Min(to, end)-math.Max(from, begin))
}
