package main

import (
	"fmt"
	"io"
)

// printStatus writes a line to standard error. A write error is ignored: there is no other place
// to report it.
func printStatus(stderr io.Writer, format string, values ...any) {
	_, _ = fmt.Fprintf(stderr, format+"\n", values...)
}
