package main

import (
	"io"
	"os"

	"github.com/spf13/pflag"

	"noiseprune/internal/terminal"
)

// display is the flags that say how a summary is shown.
type display struct {
	color, plot terminal.When
}

// bind adds the flag of a summary without plots.
func (d *display) bind(f *pflag.FlagSet) {
	textFlag(f, &d.color, "color", "colours: auto (on a terminal, unless NO_COLOR is set or TERM is dumb), always or never")
}

// bindPlots adds the flag of a summary with plots.
func (d *display) bindPlots(f *pflag.FlagSet) {
	textFlag(f, &d.plot, "plot", "plots below the summary: auto (on a terminal), always or never")
}

// screen returns what w shows.
func (d *display) screen(w io.Writer) terminal.Screen {
	return terminal.Of(w, d.color, d.plot, os.Getenv)
}

// printFitted writes text with its lines broken at the width of the screen.
func printFitted(w io.Writer, screen terminal.Screen, text string) error {
	_, err := io.WriteString(w, terminal.Fit(text, screen.Width))
	return err
}
