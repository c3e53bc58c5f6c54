// Package terminal lays text out for where it is read: it breaks lines at the width of a terminal, and colours and plots where
// they can be shown.
package terminal

import (
	"io"
	"os"

	"golang.org/x/term"
)

// The widths of lines, in columns: on a terminal its own within these bounds, elsewhere FileWidth.
const (
	Narrowest = 60
	Widest    = 100
	FileWidth = 80
)

// Screen is where text is shown.
type Screen struct {
	Width int  // of lines, in columns
	Color bool // escape sequences of colours are shown
	Plots bool // plots are wanted
}

// Of returns the screen that w writes to. Auto shows colours and plots on a terminal only, unless the variable TERM is dumb,
// and no colours where the variable NO_COLOR is not empty (https://no-color.org). env returns the value of a variable.
func Of(w io.Writer, color, plots When, env func(string) string) Screen {
	s := Screen{Width: FileWidth}
	width, shown := Width(w)
	if shown {
		s.Width = width
	}
	capable := shown && env("TERM") != "dumb"
	s.Color = color.decide(capable && env("NO_COLOR") == "" && enableColors(w))
	s.Plots = plots.decide(capable)
	return s
}

// Width returns the width of lines on the terminal that w writes to, and false where it is none.
func Width(w io.Writer) (columns int, ok bool) {
	columns, ok = Size(w)
	return min(max(columns, Narrowest), Widest), ok
}

// Size returns how many columns the terminal that w writes to has now, and false where it is none.
func Size(w io.Writer) (columns int, ok bool) {
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return 0, false
	}
	columns, _, err := term.GetSize(int(file.Fd()))
	if err != nil || columns <= 0 { // a terminal that does not know its width
		return FileWidth, true
	}
	return columns, true
}
