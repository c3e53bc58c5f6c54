package main

import (
	"fmt"
	"strings"

	"noiseprune/internal/terminal"
)

// The columns of the parts of a progress line.
const (
	phaseColumns = 24
	barColumns   = 20
)

// draw replaces the line of the terminal, which may have become wider or narrower. Its last column stays free, since some
// terminals go on to the next line behind it.
func (p *progress) draw() {
	columns, _ := terminal.Size(p.stderr)
	line := progressLine(p.phase, p.done, p.units, p.timeLeft("  "), columns-1)
	p.drawn = min(p.drawn, columns-1)
	_, _ = fmt.Fprintf(p.stderr, "\r%s%s", line, strings.Repeat(" ", max(0, p.drawn-terminal.Columns(line))))
	p.drawn = max(p.drawn, terminal.Columns(line)) // what stood behind it is blank
}

// clear removes the line from the terminal.
func (p *progress) clear() {
	if p.drawn > 0 {
		_, _ = fmt.Fprintf(p.stderr, "\r%s\r", strings.Repeat(" ", p.drawn))
		p.drawn = 0
	}
}

// progressLine returns a line of at most so many columns: the phase, a bar, the finished part and the time that is left.
func progressLine(phase string, done, units int64, left string, columns int) string {
	full := int(float64(barColumns) * min(1, float64(done)/float64(units)))
	bar := strings.Repeat("━", full) + strings.Repeat("╌", barColumns-full)
	name := terminal.Cut(phase, phaseColumns)
	return terminal.Cut(fmt.Sprintf("%-*s %s %4s%s", phaseColumns, name, bar, shareDone(done, units), left), columns)
}
