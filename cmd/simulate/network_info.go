package main

import (
	"fmt"
	"io"
	"strings"

	"noiseprune/network"
	"noiseprune/sim"
)

// printNetworkInfo prints the properties and the time scales of a network.
func printNetworkInfo(w io.Writer, spec sim.Spec, net *network.Network, facts sim.NetworkFacts, t sim.Schedule) error {
	var b strings.Builder
	s := summary{source: spec.Network.Source, result: &sim.Result{Network: facts, Spec: spec}}
	s.network(&b)
	row := func(name, format string, values ...any) {
		fmt.Fprintf(&b, "  %-20s "+format+"\n", append([]any{name}, values...)...)
	}
	bounds := net.Gershgorin()
	b.WriteString("\nTime scales\n")
	row("slowest rate", "%s (stability decided by %s)", fourDigits(facts.RateSlow), facts.StableBy)
	row("typical rate", "%s (median of −A_ii)", fourDigits(facts.RateTypical))
	row("Gershgorin", "real parts from %s to %s, moduli up to %s",
		fourDigits(bounds.Left()), fourDigits(bounds.Right()), fourDigits(bounds.Radius()))
	row("largest stable step", "%s; a run takes %s by default", fourDigits(facts.LargestStep), fourDigits(t.StepSize))
	row("a run's covariance", "%s burn-in steps, then %s samples every %s steps for each replica",
		count(t.BurnInSteps), count(t.SamplesPerReplica), count(t.IntervalSteps))
	_, err := io.WriteString(w, b.String())
	return err
}
