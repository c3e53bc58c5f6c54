package terminal

import "noiseprune/internal/enum"

// When says whether something is shown that not every reader can show: colours, or plots.
type When uint8

// Auto decides by where the text goes, the others do not.
const (
	Auto When = iota
	Always
	Never
)

func whens() enum.Names[When] { return enum.Of[When]("choice", "auto", "always", "never") }

// String returns the name: auto, always or never.
func (w When) String() string { return whens().Name(w) }

// UnmarshalText reads a name.
func (w *When) UnmarshalText(text []byte) error { return whens().Unmarshal(w, text) }

// decide returns whether it is shown, where auto says so.
func (w When) decide(auto bool) bool { return w == Always || (w == Auto && auto) }
