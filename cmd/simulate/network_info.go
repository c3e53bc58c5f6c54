package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"noiseprune/internal/duration"
	"noiseprune/sim"
)

// printNetworkInfo prints the properties and the time scales of a network.
//
// Times are left out where speed is nil.
func printNetworkInfo(w io.Writer, s summary, plan sim.RunPlan, opt sim.Options, speed duration.Speed) error {
	var b strings.Builder
	r := s.result
	facts, spec, t := r.Network, r.Spec, r.Schedule
	s.network(&b)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(&b, "  %-20s "+format+"\n", append([]any{name}, values...)...)
	}
	bounds := r.Data.Original.Gershgorin()
	fmt.Fprintf(&b, "\n%s\n", s.screen.Heading("Time scales"))
	row("slowest rate", "%s (stability decided by %s)", fourDigits(facts.RateSlow), facts.StableBy)
	row("typical rate", "%s (median of −A_ii)", fourDigits(facts.RateTypical))
	row("Gershgorin", "real parts from %s to %s, |λ| up to %s",
		fourDigits(bounds.Left()), fourDigits(bounds.Right()), fourDigits(bounds.Radius()))
	row("largest stable step", "%s of Euler–Maruyama", fourDigits(facts.LargestStep))
	row("trajectories", "%s with h = %s", spec.Integration.Stepper, fourDigits(t.TrajectoryStepSize))
	sizes, solves := stepText(t)
	row("covariance", "%s with h = %s", spec.Covariance.Stepper, sizes)
	if solves != "" {
		row("", "each step solved %s", solves)
	}
	steppers(row, plan, opt, speed)
	row("a run's covariance", "%s of burn-in, then %s, %s apart",
		counted(t.BurnInSteps, "step"), counted(t.SamplesPerReplica, "sample"), counted(t.IntervalSteps, "step"))
	s.defaultRun(&b, plan, opt, speed)
	return printFitted(w, s.screen, b.String())
}

// steppers lists what each stepper that was considered would take of products a replica, and in brackets the time
// of all replicas.
func steppers(row func(name, format string, values ...any), plan sim.RunPlan, opt sim.Options, speed duration.Speed) {
	row("products a replica", "%-22s%s", "on typical edges", "on the slowest edges")
	for _, c := range plan.Schedule.Steppers {
		text := func(products float64) string {
			if speed == nil {
				return count(int(products))
			}
			return fmt.Sprintf("%s (%s)", count(int(products)), timeText(duration.OfProducts(products, plan, opt, speed)))
		}
		row("  "+c.Name(), "%-22s%s", text(c.Typical), text(c.Slowest))
	}
}

// defaultRun lists the phases of a run with the default settings.
func (s summary) defaultRun(b *strings.Builder, plan sim.RunPlan, opt sim.Options, speed duration.Speed) {
	if speed == nil {
		b.WriteString("\nA run with these settings does not fit into the memory that is free\n")
		return
	}
	phases := duration.EstimateRun(plan, opt, speed)
	fmt.Fprintf(b, "\n%s %s on %s\n", s.screen.Heading("A run with these settings:"), aboutTime(phases.Total()), counted(opt.Workers, "core"))
	for _, p := range phases {
		text := fmt.Sprintf("  %-20s %10s", p.Name, timeText(p.Time))
		if math.Round(p.Products) > 0 {
			text += "  " + productsText(p)
		}
		b.WriteString(text + "\n")
	}
}

// aboutTime is timeText in a sentence.
func aboutTime(d time.Duration) string {
	if d < time.Second {
		return "under 1 s"
	}
	return "about " + timeText(d)
}
