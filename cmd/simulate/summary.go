package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"noiseprune/internal/terminal"
	"noiseprune/sim"
)

// summary is a result and what the terminal shows beside it.
type summary struct {
	result  *sim.Result
	source  string // of the network
	elapsed time.Duration
	folder  string // of the files; "" for none
	screen  terminal.Screen
}

// printSummary prints the network, whether the theory's conditions hold, the accuracy of the
// covariance, the number of kept edges, and a comparison of the rules.
func printSummary(w io.Writer, s summary) error {
	var b strings.Builder
	s.network(&b)
	s.covariance(&b)
	s.edges(&b)
	s.table(&b)
	s.survives(&b)
	s.starts(&b)
	s.slowModes(&b)
	s.verdicts(&b)
	s.plot(&b)
	if s.result.Incomplete != nil {
		fmt.Fprintf(&b, "\n%s %s.\n", s.screen.Bad("Incomplete:"), *s.result.Incomplete)
	}
	for _, note := range s.result.Notes {
		fmt.Fprintf(&b, "\n%s %s.\n", s.screen.Warning("Note:"), note)
	}
	b.WriteString("\n")
	if s.folder != "" {
		fmt.Fprintf(&b, "Results are in %s; open %s in a browser.\n", s.folder, filepath.Join(s.folder, reportName))
	}
	fmt.Fprintf(&b, "Done in %s.\n", s.elapsed.Round(100*time.Millisecond))
	return printFitted(w, s.screen, b.String())
}
