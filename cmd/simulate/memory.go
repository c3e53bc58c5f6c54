package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/memory"
	"noiseprune/sim"
)

// memoryLimit is the flag that says how much memory a run may take: so many bytes, or 0 for
// what the machine has to give.
type memoryLimit float64

func (m *memoryLimit) String() string {
	if *m == 0 {
		return "auto"
	}
	return strings.ReplaceAll(memory.Size(float64(*m)), " ", "")
}

func (*memoryLimit) Type() string { return "size" }

// Set reads "auto", or a number with one of the units B, KB, MB, GB and TB, in powers of
// 1000, or KiB, MiB, GiB and TiB, in powers of 1024.
func (m *memoryLimit) Set(text string) error {
	if text == "auto" {
		*m = 0
		return nil
	}
	digits := strings.TrimRight(text, "BKMGTikgmtb")
	unit, known := units()[strings.ToUpper(text[len(digits):])]
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || !known || !(v > 0) || math.IsInf(v*unit, 0) {
		return fmt.Errorf("%q is no size; give one such as 800MB, 4GB or 4GiB, or auto", text)
	}
	*m = memoryLimit(v * unit)
	return nil
}

func units() map[string]float64 {
	return map[string]float64{
		"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
		"KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
	}
}

// preflight returns what decides whether a run may begin: it refuses what does not fit into
// the memory, has the garbage collector keep to what was estimated, and lets that be said
// when the first phase begins.
func (s *settings) preflight(c *cobra.Command, p *progress) func(sim.RunPlan) error {
	return func(plan sim.RunPlan) error {
		allowed, estimate := s.memory.allowance(), memory.Run(plan, s.options(nil), s.out != "")
		if most := estimate.Most(); !allowed.Permits(most.Bytes) {
			return inputError{fmt.Errorf("the run needs about %s of memory, in the %s, and %s; %s",
				memory.Size(most.Bytes), most.Name, allowed, s.memoryCure(c, plan, allowed.Bytes))}
		}
		taken := memory.InUse()
		most := append(memory.Phases{{Name: "loading", Bytes: taken}}, estimate...).Most()
		p.before = fmt.Sprintf("memory: about %s in the %s", memory.Size(most.Bytes), most.Name)
		if allowed.Known {
			p.before += "; " + allowed.String()
		}
		memory.Keep(max(taken, estimate.Most().Bytes), allowed)
		return nil
	}
}

// memoryCure names the options that make the run fit.
func (s *settings) memoryCure(c *cobra.Command, plan sim.RunPlan, bytes float64) string {
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

func (m memoryLimit) allowance() memory.Allowance { return memory.Allow(float64(m)) }

// bindMemory adds the flag that says how much memory a run may take.
func bindMemory(f *pflag.FlagSet, m *memoryLimit) {
	f.Var(m, "memory", "memory that the run may take, such as 4GB; auto is what the machine has to give")
}
