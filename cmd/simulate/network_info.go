package main

import (
	"fmt"
	"io"
	"strings"

	"noiseprune/network"
	"noiseprune/sim"
)

// printNetworkInfo prints the properties and the time scales of a network.
func printNetworkInfo(w io.Writer, net *network.Network, source string, r *sim.Result) error {
	var b strings.Builder
	facts, spec, t := r.Network, r.Spec, r.Schedule
	summary{source: source, result: r}.network(&b)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(&b, "  %-20s "+format+"\n", append([]any{name}, values...)...)
	}
	bounds := net.Gershgorin()
	b.WriteString("\nTime scales\n")
	row("slowest rate", "%s (stability decided by %s)", fourDigits(facts.RateSlow), facts.StableBy)
	row("typical rate", "%s (median of −A_ii)", fourDigits(facts.RateTypical))
	row("Gershgorin", "real parts from %s to %s, moduli up to %s",
		fourDigits(bounds.Left()), fourDigits(bounds.Right()), fourDigits(bounds.Radius()))
	row("largest stable step", "%s of Euler–Maruyama", fourDigits(facts.LargestStep))
	row("trajectories", "%s with h = %s", spec.Integration.Stepper, fourDigits(t.TrajectoryStepSize))
	row("covariance", "%s with h = %s", spec.Covariance.Stepper, stepText(t))
	for _, c := range t.Steppers {
		row("  "+c.Stepper.String(), "%s products a replica on typical edges, %s on the slowest", count(int(c.Typical)), count(int(c.Slowest)))
	}
	row("a run's covariance", "%s burn-in steps, then %s samples every %s steps for each replica",
		count(t.BurnInSteps), count(t.SamplesPerReplica), count(t.IntervalSteps))
	_, err := io.WriteString(w, b.String())
	return err
}
