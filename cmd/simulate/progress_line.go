package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/schollz/progressbar/v3"

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

// progressLine returns a line of at most so many columns: the phase, the finished part, a bar and the time that is left.
func progressLine(phase string, done, units int64, left string, columns int) string {
	name := terminal.Cut(phase, phaseColumns)
	return terminal.Cut(fmt.Sprintf("%-*s %s%s", phaseColumns, name, bar(done, units), left), columns)
}

// bar returns the finished part in percent, which is 100% when all is done and not before, and a bar of it.
func bar(done, units int64) string {
	if units <= 0 { // the work of others alone
		done, units = 1, 1
	}
	drawn := progressbar.NewOptions64(units,
		progressbar.OptionSetWriter(io.Discard), // its line is a part of ours
		progressbar.OptionSetWidth(barColumns),
		progressbar.OptionSetPredictTime(false), progressbar.OptionSetElapsedTime(false),
		progressbar.OptionSetTheme(progressbar.Theme{Saucer: "━", SaucerHead: "━", SaucerPadding: "╌"}),
		progressbar.OptionSetRenderBlankState(true),
	)
	_ = drawn.Set64(min(done, units)) // nothing is written that could fail; the line begins with an empty description
	return strings.TrimRight(strings.TrimPrefix(drawn.String(), "\r "), " ")
}
