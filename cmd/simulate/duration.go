package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/duration"
	"noiseprune/sim"
)

const (
	announcedTime  = 10 * time.Minute // a run that takes longer is announced
	slowMachine    = 2e8              // multiply-adds a second: fewer than any machine's
	announcedShare = 0.1              // of the time, of a phase that is named
	announcedMost  = 3                // options that are named
)

// longRunAnnouncement says what takes the time in a run of more than ten minutes, and with which flags it
// would take less; empty for a shorter run, and for a sweep, which announces all its networks at once. The speed is measured only
// where a run could be that long.
func (s *settings) longRunAnnouncement(c *cobra.Command, plan sim.RunPlan) string {
	if c.Name() == "resume" || c.Name() == sweepCommand || duration.Operations(plan) < slowMachine*announcedTime.Seconds() {
		return ""
	}
	opt := s.options(nil)
	speed := duration.NewMachine(plan.Network, opt)
	return longRunText(plan, opt, speed, func(flag string) bool { return c.Flags().Lookup(flag) != nil })
}

// longRunText returns one line, to be broken where it is printed.
func longRunText(plan sim.RunPlan, opt sim.Options, speed duration.Speed, offered func(string) bool) string {
	phases := duration.EstimateRun(plan, opt, speed)
	total := phases.Total()
	if total <= announcedTime {
		return ""
	}
	return announcedText(opt.Workers, total, phaseTexts(phases), duration.Savings(plan, opt, speed, offered))
}

// phaseTexts says what the longest phases take.
func phaseTexts(phases duration.Phases) (texts []string) {
	for _, p := range longestPhases(phases) {
		texts = append(texts, unbroken(timeText(p.Time))+" in the "+phaseText(p))
	}
	return texts
}

// announcedText says in one line, to be broken where it is printed, how long it takes, what of it is longest, and what would save time.
func announcedText(workers int, total time.Duration, parts []string, savings []duration.Saving) string {
	text := strings.Join(parts, ", ")
	for k, saving := range savings[:min(announcedMost, len(savings))] {
		lead := ", "
		if k == 0 {
			lead = "; it would take about "
		}
		text += lead + unbroken(timeText(saving.Time)) + " with " + unbroken("--"+saving.Flag+" "+saving.Value)
	}
	return fmt.Sprintf("time: about %s on %s: %s", timeText(total), counted(workers, "core"), text)
}

// longestPhases returns those that take at least a tenth of the time, the longest first.
func longestPhases(phases duration.Phases) duration.Phases {
	limit := time.Duration(announcedShare * float64(phases.Total()))
	long := slices.DeleteFunc(slices.Clone(phases), func(p duration.Phase) bool { return p.Time < limit })
	slices.SortStableFunc(long, func(a, b duration.Phase) int { return cmp.Compare(b.Time, a.Time) })
	return long
}

// phaseText names a phase with its products.
func phaseText(p duration.Phase) string {
	if p.Products == 0 {
		return p.Name
	}
	return p.Name + " (" + productsText(p) + ")"
}

// productsText says how many products a phase takes.
func productsText(p duration.Phase) string {
	each := count(int(math.Round(p.Products/float64(p.Replicas)))) + " products"
	if p.Replicas == 1 {
		return each
	}
	return each + " × " + counted(p.Replicas, "replica")
}

// timeText formats a time like minutes, with days from two of them on.
func timeText(d time.Duration) string {
	switch {
	case d < time.Second:
		return "< 1 s"
	case d >= 48*time.Hour:
		return count(int(d.Hours()/24)) + " days"
	}
	return minutes(d)
}

// unbroken returns text that terminal.Fit does not break.
func unbroken(text string) string { return strings.ReplaceAll(text, " ", "\u00a0") }
