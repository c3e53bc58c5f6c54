package main

import (
	"fmt"
	"io"

	"noiseprune/internal/terminal"
)

// printStatus writes a message to standard error: broken at the width of a terminal, and elsewhere in one line. A write error
// is ignored: there is no other place to report it.
func printStatus(stderr io.Writer, format string, values ...any) {
	text := fmt.Sprintf(format, values...)
	if width, ok := terminal.Width(stderr); ok {
		text = terminal.Fit(text, width)
	}
	_, _ = fmt.Fprintln(stderr, text)
}
