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

// progress shows the progress of a run: a bar on a terminal, otherwise a line every few seconds, or lines of JSON, and
// nothing if quiet.
type progress struct {
	mu     sync.Mutex
	stderr io.Writer
	quiet  bool
	form   progressForm
	bar    *progressbar.ProgressBar // nil unless on a terminal

	announcement string // printed when the first phase begins
	phase        string
	done, units  int64
	skipped      int64 // of the units done, those of an earlier run
	began        time.Time
	printed      time.Time // when the last line was printed
}

// lineInterval is the time between two lines where there is no terminal.
const lineInterval = 5 * time.Second

func newProgress(stderr io.Writer, quiet bool, form progressForm) *progress {
	p := &progress{stderr: stderr, quiet: quiet, form: form}
	file, ok := stderr.(*os.File)
	if ok && !quiet && form == autoProgress && term.IsTerminal(int(file.Fd())) {
		p.bar = progressbar.NewOptions64(1,
			progressbar.OptionSetWriter(stderr),
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
	p.began = time.Now()
	p.printed = p.began
	p.announce()
	if p.form == jsonProgress && !p.quiet {
		p.printUpdate()
	}
	if p.bar != nil {
		p.bar.Reset()
		p.bar.ChangeMax64(p.units + 1) // at its maximum the bar would end
		p.bar.Describe(fmt.Sprintf("%-16s", name))
	}
}

// announce prints what is to be announced, once.
func (p *progress) announce() {
	text := p.announcement
	p.announcement = ""
	switch {
	case text == "" || p.quiet:
	case p.form == jsonProgress:
		p.printJSON(progressText{Announcement: text})
	default:
		printStatus(p.stderr, "%s", text)
	}
}

// Advance adds finished work.
func (p *progress) Advance(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done += units
	switch {
	case p.bar != nil:
		_ = p.bar.Add64(units) // an error of drawing the bar is ignored
	case p.form == jsonProgress:
		if !p.quiet && time.Since(p.printed) >= jsonInterval {
			p.printUpdate()
		}
	case !p.quiet && time.Since(p.printed) >= lineInterval:
		p.printed = time.Now()
		share := min(1, float64(p.done)/float64(p.units))
		printStatus(p.stderr, "%s: %.0f%%%s", p.phase, 100*share, timeLeft(p.done-p.skipped, p.units-p.done, time.Since(p.began)))
	}
}

// Skip adds work that an earlier run had finished.
func (p *progress) Skip(units int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done, p.skipped = p.done+units, p.skipped+units
	if p.bar != nil {
		_ = p.bar.Add64(units)
	}
}

// message prints a line, even if quiet. The bar is cleared first, so that it does not overwrite the line.
func (p *progress) message(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.finish()
	if p.form == jsonProgress {
		p.printJSON(progressText{Message: text})
		return
	}
	printStatus(p.stderr, "%s", text)
}

// finish clears the bar.
func (p *progress) finish() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
