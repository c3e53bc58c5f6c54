package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/duration"
	"noiseprune/network"
	"noiseprune/sim"
)

// sweptTime is how long the sweep of one network takes; zero where that is little.
type sweptTime struct {
	source  string
	phases  duration.Phases
	savings []duration.Saving
}

// fewShares is how many shares are proposed to a sweep of more.
const fewShares = 3

// timeOf estimates how long the sweep of one of so many networks takes. The speed is measured, once, only where all of them
// together could be announced.
func (s *settings) timeOf(c *cobra.Command, source string, plan sim.RunPlan, networks int) sweptTime {
	if duration.Operations(plan)*float64(networks) < slowMachine*announcedTime.Seconds() {
		return sweptTime{source: source}
	}
	opt, offered := s.options(nil), func(flag string) bool { return c.Flags().Lookup(flag) != nil }
	return newSweptTime(source, plan, opt, duration.NewMachine(plan.Network, opt), offered)
}

// newSweptTime estimates it by that speed.
func newSweptTime(source string, plan sim.RunPlan, opt sim.Options, speed duration.Speed, offered func(string) bool) sweptTime {
	t := sweptTime{source, duration.EstimateRun(plan, opt, speed), duration.Savings(plan, opt, speed, offered)}
	if n := len(plan.Keeps); n > fewShares {
		fewer := plan
		fewer.Keeps = []float64{plan.Keeps[0], plan.Keeps[n/2], plan.Keeps[n-1]}
		t.savings = append(t.savings, duration.Saving{
			Flag: "keep", Value: shares{&fewer.Keeps}.String(), Time: duration.EstimateRun(fewer, opt, speed).Total(),
		})
	}
	return t
}

// sweepText says what takes the time in a sweep of more than ten minutes over all its networks, and with which flags it would
// take less; empty for a shorter one.
func sweepText(workers int, networks []sweptNetwork) string {
	var all []sweptTime
	total := time.Duration(0)
	for _, n := range networks {
		all = append(all, n.time)
		total += n.time.phases.Total()
	}
	if total <= announcedTime {
		return ""
	}
	parts := phaseTexts(all[0].phases)
	if len(all) > 1 {
		parts = networkTexts(all, total)
	}
	return announcedText(workers, total, parts, savingsOfAll(all, total))
}

// networkTexts says what the longest networks take.
func networkTexts(all []sweptTime, total time.Duration) (texts []string) {
	limit := time.Duration(announcedShare * float64(total))
	long := slices.DeleteFunc(slices.Clone(all), func(t sweptTime) bool { return t.phases.Total() < limit })
	slices.SortStableFunc(long, func(a, b sweptTime) int { return cmp.Compare(b.phases.Total(), a.phases.Total()) })
	for _, t := range long {
		name := t.source
		if !network.IsGenerator(name) {
			name = filepath.Base(name)
		}
		texts = append(texts, unbroken(timeText(t.phases.Total()))+" for "+name)
	}
	if len(texts) == 0 {
		texts = []string{"shared by " + counted(len(all), "network")}
	}
	return texts
}

// savingsOfAll returns the options with which the networks together take at most four fifths of the time, the shortest time first.
func savingsOfAll(all []sweptTime, total time.Duration) (savings []duration.Saving) {
	for _, t := range all {
		for _, s := range t.savings {
			k := slices.IndexFunc(savings, func(o duration.Saving) bool { return o.Flag == s.Flag && o.Value == s.Value })
			if k < 0 {
				k, savings = len(savings), append(savings, duration.Saving{Flag: s.Flag, Value: s.Value, Time: total})
			}
			savings[k].Time -= t.phases.Total() - s.Time
		}
	}
	savings = slices.DeleteFunc(savings, func(s duration.Saving) bool { return s.Time > total*4/5 })
	slices.SortStableFunc(savings, func(a, b duration.Saving) int { return cmp.Compare(a.Time, b.Time) })
	return savings
}
