package main

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"noiseprune/internal/enum"
)

// progressForm is how progress is shown.
type progressForm uint8

const (
	autoProgress progressForm = iota // a bar on a terminal, otherwise a line every few seconds
	jsonProgress                     // a line of JSON for each update, for other programs
)

func progressForms() enum.Names[progressForm] {
	return enum.Of[progressForm]("progress", "auto", "json")
}

// String returns "auto" or "json".
func (p progressForm) String() string { return progressForms().Name(p) }

// UnmarshalText sets the form to that of the name.
func (p *progressForm) UnmarshalText(text []byte) error { return progressForms().Unmarshal(p, text) }

// bindProgress adds the flag of how progress is shown.
func bindProgress(f *pflag.FlagSet, form *progressForm) {
	textFlag(f, form, "progress", "auto: a bar on a terminal, else a line every few seconds; json: lines of JSON on standard error, "+
		"with phase, done, units and seconds_left, or with an announcement or a message")
}

// jsonInterval is the time between two updates in JSON.
const jsonInterval = 200 * time.Millisecond

// progressUpdate is a line that says how far a phase is.
type progressUpdate struct {
	Phase       string   `json:"phase"`
	Done        int64    `json:"done"`         // units of work
	Units       int64    `json:"units"`        // that there are in this phase
	SecondsLeft *float64 `json:"seconds_left"` // null while no speed is known
}

// progressText is a line with what is said in words: an announcement, which is not said if quiet, or a message.
type progressText struct {
	Announcement string `json:"announcement,omitempty"`
	Message      string `json:"message,omitempty"`
}

// printUpdate prints in JSON how far the phase is.
func (p *progress) printUpdate() {
	p.printed = time.Now()
	p.printJSON(p.update(p.printed))
}

// update returns how far the phase is. The caller holds the lock.
func (p *progress) update(now time.Time) progressUpdate {
	update := progressUpdate{Phase: p.phase, Done: p.done, Units: p.units}
	if seconds, known := secondsLeft(p.done-p.skipped, p.units-p.done, now.Sub(p.began)); known {
		update.SecondsLeft = &seconds
	}
	return update
}

// printJSON prints a line of JSON.
func (p *progress) printJSON(line any) {
	text, err := json.Marshal(line)
	if err != nil {
		panic(fmt.Sprintf("simulate: a line of progress cannot be encoded: %v", err)) // all its numbers are finite
	}
	_, _ = fmt.Fprintf(p.stderr, "%s\n", text) // there is no other place to report a write error
}
