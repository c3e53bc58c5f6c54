package stimulus

import (
	"strings"

	"noiseprune/internal/enum"
)

// angle is a phase, in the unit in which it was given.
type angle struct {
	value float64
	unit  angleUnit
}

type angleUnit uint8

const (
	degrees angleUnit = iota
	turns
)

func angleUnits() enum.Names[angleUnit] { return enum.Of[angleUnit]("unit of an angle", "deg", "turn") }

// angle reads a number with a unit, such as 90deg or 0.25turn.
func (p *parser) angle() angle {
	const what = "the phase"
	t := p.word()
	p.after = what
	for _, unit := range []angleUnit{degrees, turns} {
		if number, ok := strings.CutSuffix(t.text, angleUnits().Name(unit)); ok {
			return angle{p.value(t, number, what), unit}
		}
	}
	p.fail(t.start, "write 90deg or 0.25turn, without a blank", "expected a phase with its unit, found %s", t.found())
	return angle{}
}

func (a angle) String() string { return format(a.value) + angleUnits().Name(a.unit) }

// turns returns the angle in turns.
func (a angle) turns() float64 {
	const degreesPerTurn = 360
	if a.unit == degrees {
		return a.value / degreesPerTurn
	}
	return a.value
}
