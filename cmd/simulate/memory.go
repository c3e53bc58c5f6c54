package main

import (
	"fmt"
	"math"
	"math/bits"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/kernel"
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
	return strings.ReplaceAll(size(float64(*m)), " ", "")
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

// size writes bytes for people, with two or three digits.
func size(bytes float64) string {
	for _, u := range []struct {
		name string
		unit float64
	}{{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}} {
		if v := bytes / u.unit; v >= 9.95 {
			return fmt.Sprintf("%.0f %s", v, u.name)
		} else if v >= 0.995 {
			return fmt.Sprintf("%.1f %s", v, u.name)
		}
	}
	return fmt.Sprintf("%.0f KB", math.Ceil(bytes/1e3))
}

// allowance is how much memory this process may take.
type allowance struct {
	bytes float64
	known bool
	asked bool // by --memory or GOMEMLIMIT, and not by what is free
}

func (m memoryLimit) allowance() allowance {
	if m > 0 {
		return allowance{float64(m), true, true}
	}
	free, known := memory.Limit()
	if set := debug.SetMemoryLimit(-1); set < math.MaxInt64 && (!known || float64(set) < free) {
		return allowance{float64(set), true, true}
	}
	return allowance{free, known, false}
}

// machineMemory is what the machine has to give.
func machineMemory() allowance { return memoryLimit(0).allowance() }

func (a allowance) String() string {
	if a.asked {
		return size(a.bytes) + " are allowed"
	}
	return size(a.bytes) + " are free"
}

// admission returns what decides whether a run may begin: it refuses what does not fit into
// the memory, has the garbage collector keep to what was estimated, and lets that be said
// when the first phase begins.
func (s *settings) admission(c *cobra.Command, p *progress) func(sim.Prospect) error {
	return func(run sim.Prospect) error {
		allowed, estimate := s.memory.allowance(), s.estimate(run)
		if most := estimate.Most(); allowed.known && most.Bytes > allowed.bytes {
			return inputError{fmt.Errorf("the run needs about %s of memory, in the %s, and %s; %s",
				size(most.Bytes), most.Phase, allowed, s.memoryCure(c, run, allowed.bytes))}
		}
		taken := program + inUse()
		most := append(sim.Memory{{Phase: "loading", Bytes: taken}}, estimate...).Most()
		p.before = fmt.Sprintf("memory: about %s in the %s", size(most.Bytes), most.Phase)
		if allowed.known {
			p.before += "; " + allowed.String()
		}
		collect(max(taken, estimate.Most().Bytes), allowed)
		return nil
	}
}

func (s *settings) estimate(run sim.Prospect) sim.Memory {
	return run.Demand.Memory(run.Spec, run.Extent, s.options(nil), s.out != "")
}

// What the garbage collector keeps to: somewhat more than the estimate, for fewer
// collections, less what the program and its libraries take, of which it does not know.
const (
	slack   = 1.15
	program = 30 << 20
	least   = 40 << 20
)

// inUse returns what this process has taken of the memory, without the program itself.
func inUse() float64 {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	return float64(now.Sys - now.HeapReleased)
}

// collectorGoal is what the garbage collector takes for its limit, so that garbage, which
// may otherwise take as much again, neither exceeds what the user was told nor what there is.
func collectorGoal(needed float64, allowed allowance) float64 {
	goal := max(least, slack*needed-program)
	if allowed.known {
		goal = min(goal, allowed.bytes)
	}
	return goal
}

// collect has the garbage collector keep to its goal.
func collect(needed float64, allowed allowance) {
	if goal := collectorGoal(needed, allowed); goal < float64(debug.SetMemoryLimit(-1)) {
		debug.SetMemoryLimit(int64(goal))
	}
}

// saving is an option that makes a run need less memory.
type saving struct {
	flag  string
	value string
	apply func(*sim.Spec, *sim.Options)
}

// savings lists the options that the command has, from the one that costs least.
func (s *settings) savings(c *cobra.Command, spec sim.Spec) []saving {
	width := min(8, spec.Covariance.Replicas)
	var all []saving
	for _, o := range []struct {
		helps bool // something else is asked for
		saving
	}{
		{s.workers > 1, saving{"workers", "1", func(_ *sim.Spec, o *sim.Options) { o.Workers = 1 }}},
		{s.kernel == "dense", saving{"kernel", "auto", func(_ *sim.Spec, o *sim.Options) { o.Kernel = kernel.Auto }}},
		{spec.Covariance.Exact != "no" && spec.Covariance.Method != "exact",
			saving{"exact", "no", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Exact = "no" }}},
		{spec.Compare.Spectra != "no", saving{"spectra", "no", func(p *sim.Spec, _ *sim.Options) { p.Compare.Spectra = "no" }}},
		{spec.Covariance.Method != "edges", saving{"covariance", "edges", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Method = "edges" }}},
		{spec.Integration.Precision != "float32",
			saving{"precision", "float32", func(p *sim.Spec, _ *sim.Options) { p.Integration.Precision = "float32" }}},
		{len(spec.Prune.Controls) > 0, saving{"controls", `""`, func(p *sim.Spec, _ *sim.Options) { p.Prune.Controls = nil }}},
		{spec.Covariance.Width.Value() > float64(width), saving{"width", strconv.Itoa(width), func(p *sim.Spec, _ *sim.Options) {
			p.Covariance.Width = sim.Exactly(float64(width))
		}}},
		{spec.Covariance.Replicas > 8, saving{"replicas", "8", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Replicas = 8 }}},
		{spec.Compare.Runs > 1, saving{"runs", "1", func(p *sim.Spec, _ *sim.Options) { p.Compare.Runs = 1 }}},
	} {
		if o.helps && c.Flags().Lookup(o.flag) != nil {
			all = append(all, o.saving)
		}
	}
	return all
}

// memoryCure names the options that make the run fit: all that do so alone, or else the
// fewest that do so together.
func (s *settings) memoryCure(c *cobra.Command, run sim.Prospect, allowed float64) string {
	savings := s.savings(c, run.Spec)
	fits := func(chosen uint) bool {
		spec, opt := run.Spec, s.options(nil)
		for k, saving := range savings {
			if chosen>>k&1 == 1 {
				saving.apply(&spec, &opt)
			}
		}
		return run.Demand.Memory(spec, run.Extent, opt, s.out != "").Most().Bytes <= allowed
	}
	named := func(chosen uint, conjunction string) string {
		var flags []string
		for k, saving := range savings {
			if chosen>>k&1 == 1 {
				flags = append(flags, "--"+saving.flag+" "+saving.value)
			}
		}
		return "give " + strings.Join(flags, conjunction)
	}
	alone := uint(0)
	for k := range savings {
		if fits(1 << k) {
			alone |= 1 << k
		}
	}
	if alone != 0 {
		return named(alone, " or ")
	}
	if together, ok := fewest(len(savings), fits); ok {
		return named(together, " and ")
	}
	return "no option makes it fit; take a part of the network, or a machine with more memory"
}

// fewest returns the first of the smallest sets of two options or more that fit.
func fewest(options int, fits func(chosen uint) bool) (chosen uint, ok bool) {
	for count := 2; count <= options; count++ {
		for set := range uint(1) << options {
			if bits.OnesCount(set) == count && fits(set) {
				return set, true
			}
		}
	}
	return 0, false
}

// bindMemory adds the flag that says how much memory a run may take.
func bindMemory(f *pflag.FlagSet, m *memoryLimit) {
	f.Var(m, "memory", "memory that the run may take, such as 4GB; auto is what the machine has to give")
}
