package figure

import (
	"fmt"
	"time"
)

// Took is the time that a figure took. It is no part of the numbers.
type Took struct {
	Seconds   float64 `json:"seconds"`
	Processor float64 `json:"processor_seconds,omitempty"` // of all threads together; 0 where it is not known
	Workers   int     `json:"workers"`
	Machine   string  `json:"machine"` // operating system, architecture, processors
}

// String names time, processor time, workers and machine.
func (t *Took) String() string {
	text := Duration(t.Seconds)
	if t.Processor > 0 {
		text += fmt.Sprintf(" (%s of processor time)", Duration(t.Processor))
	}
	return fmt.Sprintf("%s with %s on %s", text, Count(t.Workers, "worker"), t.Machine)
}

// Duration prints seconds for people.
func Duration(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}
