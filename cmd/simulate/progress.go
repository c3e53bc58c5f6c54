package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"noiseprune/internal/terminal"
)

// progress shows the progress of a run: a line that is drawn again and again on a terminal, otherwise a line every few seconds,
// or lines of JSON, and nothing if quiet.
type progress struct {
	mu       sync.Mutex
	stderr   io.Writer
	quiet    bool
	form     progressForm
	terminal bool // a line is drawn there
	columns  int  // of a line of messages
	ownOnly  bool // what is skipped is not this process's work, and not among the units
	drawn    int  // columns of the line that stands on the terminal

	announcement string   // printed when the first phase begins
	before       []string // phases before this one, without what parts of a sweep they are of, each once
	phase        string
	done, units  int64
	skipped      int64 // of the units done, those of an earlier run
	began        time.Time
	printed      time.Time // when the last line was printed
}

// The times between two lines: on a terminal, and elsewhere.
const (
	redrawInterval = 100 * time.Millisecond
	lineInterval   = 5 * time.Second
)

func newProgress(stderr io.Writer, quiet bool, form progressForm) *progress {
	p := &progress{stderr: stderr, quiet: quiet, form: form, columns: terminal.FileWidth}
	if width, ok := terminal.Width(stderr); ok {
		p.terminal, p.columns = !quiet && form == autoProgress, width
	}
	return p
}

// Phase starts a phase of the given number of units of work.
func (p *progress) Phase(name string, units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.before = withPhase(p.before, p.phase)
	p.phase, p.done, p.skipped, p.units = name, 0, 0, max(1, units)
	p.began = time.Now()
	p.printed = p.began
	p.announce()
	switch {
	case p.terminal:
		p.draw()
	case p.form == jsonProgress && !p.quiet:
		p.printUpdate()
	}
}

// withPhase returns the phases with another one, in a new list if it is not among them. In a sweep "keep 0.1: pruning" is pruning.
func withPhase(phases []string, name string) []string {
	name = name[strings.LastIndex(name, ": ")+1:]
	name = strings.TrimSpace(name)
	if name == "" || slices.Contains(phases, name) {
		return phases
	}
	return append(slices.Clone(phases), name)
}

// announce prints what is to be announced, once.
func (p *progress) announce() {
	text := p.announcement
	p.announcement = ""
	switch {
	case text == "" || p.quiet:
	case p.form == jsonProgress:
		p.printJSON(progressText{Announcement: terminal.Fit(text, math.MaxInt)})
	default:
		p.clear()
		printStatus(p.stderr, "%s", terminal.Fit(text, p.columns))
	}
}

// Advance adds finished work.
func (p *progress) Advance(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	before := p.done
	p.done += units
	if p.quiet || time.Since(p.printed) < p.interval() {
		return
	}
	p.printed = time.Now()
	switch {
	case p.terminal:
		p.draw()
	case p.form == jsonProgress:
		p.printUpdate()
	case before < p.units: // that all is done is said once
		printStatus(p.stderr, "%s: %s", p.phase, shareDone(p.done, p.units)+p.timeLeft(", "))
	}
}

// interval is the time between two lines.
func (p *progress) interval() time.Duration {
	switch {
	case p.terminal:
		return redrawInterval
	case p.form == jsonProgress:
		return jsonInterval
	}
	return lineInterval
}

// shareDone returns the finished part of the work in percent, below 100% while some is left.
func shareDone(done, units int64) string {
	if done >= units {
		return "100%"
	}
	return fmt.Sprintf("%d%%", min(99, int64(math.Round(100*float64(done)/float64(units)))))
}

// timeLeft returns timeLeft of the phase behind a separator.
func (p *progress) timeLeft(separator string) string {
	if left := timeLeft(p.done-p.skipped, p.units-p.done, time.Since(p.began)); left != "" {
		return separator + left
	}
	return ""
}

// Skip adds work that an earlier run had finished; with ownOnly it takes it from the units of the phase, so that share and time left are
// those of what this process does.
func (p *progress) Skip(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ownOnly {
		p.units = max(0, p.units-units)
	} else {
		p.done, p.skipped = p.done+units, p.skipped+units
	}
	if p.terminal {
		p.draw()
	}
}

// message prints a line, even if quiet. The line of the terminal is cleared first, so that it does not stand in the message.
func (p *progress) message(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
	if p.form == jsonProgress {
		p.printJSON(progressText{Message: text})
		return
	}
	printStatus(p.stderr, "%s", text)
}

// finish clears the line of the terminal.
func (p *progress) finish() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.clear()
}
