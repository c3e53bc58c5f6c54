package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"noiseprune/internal/memory"
	"noiseprune/sim"
)

// preflight returns the check that runs before a simulation: it refuses a run that does not fit
// into the memory, limits the garbage collector to the estimate, and has the estimate printed when
// the first phase begins, with that of the time if it is long.
func (s *settings) preflight(c *cobra.Command, p *progress) func(sim.RunPlan) error {
	return func(plan sim.RunPlan) error {
		allowed := s.memory.allowance()
		estimate, err := s.fitting(c, plan, allowed)
		if err != nil {
			return err
		}
		loaded := memory.InUse()
		largest := append(memory.Phases{{Name: "loading", Bytes: loaded}}, estimate...).Largest()
		memory.LimitCollector(max(loaded, estimate.Largest().Bytes), allowed)
		p.announcement = memoryAnnouncement(fmt.Sprintf("%s in the %s", memory.Size(largest.Bytes), largest.Name), allowed)
		if text := s.longRunAnnouncement(c, plan); text != "" {
			p.announcement += "\n" + text
		}
		return nil
	}
}

// fitting returns the estimate of a run that fits into the memory, or refuses one that does not and is to be simulated here.
func (s *settings) fitting(c *cobra.Command, plan sim.RunPlan, allowed memory.Allowance) (memory.Phases, error) {
	estimate := memory.EstimateRun(plan, s.options(nil), s.out != "")
	if largest := estimate.Largest(); s.submission == nil && !allowed.Permits(largest.Bytes) {
		return nil, inputError{fmt.Errorf("the run needs about %s of memory, in the %s, and %s; %s",
			memory.Size(largest.Bytes), largest.Name, allowed, s.memoryAdvice(c, plan, allowed.Bytes))}
	}
	return estimate, nil
}

// memoryAnnouncement returns the line that announces the estimate.
func memoryAnnouncement(estimate string, allowed memory.Allowance) string {
	text := "memory: about " + estimate
	if allowed.Known {
		text += "; " + allowed.String()
	}
	return text
}

// memoryAdvice returns the options with which the run needs no more than that many bytes.
func (s *settings) memoryAdvice(c *cobra.Command, plan sim.RunPlan, bytes float64) string {
	opt := s.options(nil)
	savings := memory.Savings(plan, opt, func(flag string) bool { return c.Flags().Lookup(flag) != nil })
	chosen, together := memory.Fitting(savings, plan, opt, s.out != "", bytes)
	if len(chosen) == 0 {
		return "no option makes it fit; take a part of the network, or a machine with more memory"
	}
	var flags []string
	for _, saving := range chosen {
		flags = append(flags, "--"+saving.Flag+" "+saving.Value)
	}
	if together {
		return "give " + strings.Join(flags, " and ")
	}
	return "give " + strings.Join(flags, " or ")
}
