package figure

import (
	"bytes"
	"encoding/json"

	"noiseprune/internal/enum"
)

// Decision is what a criterion says of numbers with intervals.
type Decision uint8

// The decisions, in ascending order: the interval lies wholly outside of what the criterion asks for, partly inside, or wholly inside.
const (
	No Decision = iota
	Undecided
	Yes
)

func decisions() enum.Names[Decision] { return enum.Of[Decision]("verdict", "no", "undecided", "yes") }

// String returns the decision's name.
func (d Decision) String() string { return decisions().Name(d) }

// MarshalText returns the decision's name.
func (d Decision) MarshalText() ([]byte, error) { return decisions().Marshal(d) }

// UnmarshalJSON reads a name, or true and false: documents from before intervals decided have these.
func (d *Decision) UnmarshalJSON(text []byte) error {
	switch {
	case bytes.Equal(text, []byte("true")):
		*d = Yes
		return nil
	case bytes.Equal(text, []byte("false")):
		*d = No
		return nil
	}
	var name string
	if err := json.Unmarshal(text, &name); err != nil {
		return err
	}
	return decisions().Unmarshal(d, []byte(name))
}
