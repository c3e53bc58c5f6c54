package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a run is: a bar on a terminal, a line every few seconds
// elsewhere, nothing if quiet.
type progress struct {
	mu    sync.Mutex
	to    io.Writer
	quiet bool
	bar   *progressbar.ProgressBar // nil unless on a terminal

	before      string // is said when the first phase begins
	phase       string
	done, units int64
	skipped     int64 // of the units done, those of an earlier run
	start, last time.Time
}

// lineEvery is the time between two lines where there is no terminal.
const lineEvery = 5 * time.Second

func newProgress(to io.Writer, quiet bool) *progress {
	p := &progress{to: to, quiet: quiet}
	file, ok := to.(*os.File)
	if ok && !quiet && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions64(1,
			progressbar.OptionSetWriter(to),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond),
			progressbar.OptionSetPredictTime(true),
			progressbar.OptionSetElapsedTime(true),
			progressbar.OptionClearOnFinish(),
		)
	}
	return p
}

// Phase starts a phase of the given number of units of work.
func (p *progress) Phase(name string, units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.phase, p.done, p.skipped, p.units = name, 0, 0, max(1, units)
	p.start = time.Now()
	p.last = p.start
	if p.before != "" && !p.quiet {
		fmt.Fprintln(p.to, p.before) //nolint:errcheck // nobody to tell
	}
	p.before = ""
	if p.bar != nil {
		p.bar.Reset()
		p.bar.ChangeMax64(p.units + 1) // the bar would end itself at its maximum
		p.bar.Describe(fmt.Sprintf("%-16s", name))
	}
}

// Advance adds finished work.
func (p *progress) Advance(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += units
	switch {
	case p.bar != nil:
		_ = p.bar.Add64(units) // a bar that cannot be drawn harms nobody
	case !p.quiet && time.Since(p.last) >= lineEvery:
		p.last = time.Now()
		share := min(1, float64(p.done)/float64(p.units))
		speed := float64(p.done-p.skipped) / float64(time.Since(p.start))
		left := time.Duration(float64(max(0, p.units-p.done)) / speed).Round(time.Second)
		fmt.Fprintf(p.to, "%s: %.0f%%, %s left\n", p.phase, 100*share, left) //nolint:errcheck // as above
	}
}

// Skip adds work that an earlier run had finished.
func (p *progress) Skip(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.skipped = p.done+units, p.skipped+units
	if p.bar != nil {
		_ = p.bar.Add64(units) // as above
	}
}

// say writes a line that stays, also where progress is not shown.
func (p *progress) say(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	fmt.Fprintln(p.to, text) //nolint:errcheck // nobody to tell
}

// finish clears the bar.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
