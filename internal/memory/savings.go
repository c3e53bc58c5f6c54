package memory

import (
	"math/bits"
	"strconv"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/sim"
)

// Saving is an option of the command that makes a run need less memory.
type Saving struct {
	Flag, Value string
	apply       func(*sim.Spec, *sim.Options)
}

// Savings lists the options that would save memory in this run, in ascending order of what they
// cost in speed or results. offered says whether the command has a flag of that name.
func Savings(plan sim.RunPlan, opt sim.Options, offered func(flag string) bool) []Saving {
	spec := plan.Spec
	width := min(8, spec.Covariance.Replicas)
	var all []Saving
	for _, o := range []struct {
		helps bool // the run has another value
		Saving
	}{
		{opt.Workers > 1, Saving{"workers", "1", func(_ *sim.Spec, o *sim.Options) { o.Workers = 1 }}},
		{opt.Kernel == integrator.DenseKernel, Saving{"kernel", "auto", func(_ *sim.Spec, o *sim.Options) { o.Kernel = integrator.AutoKernel }}},
		{
			spec.Covariance.Exact != sim.No && spec.Covariance.Method != covariance.ExactMethod,
			Saving{"exact", "no", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Exact = sim.No }},
		},
		{spec.Compare.Spectra != sim.NoSpectra, Saving{"spectra", "no", func(p *sim.Spec, _ *sim.Options) { p.Compare.Spectra = sim.NoSpectra }}},
		{
			spec.Covariance.Method == covariance.DenseMethod || spec.Covariance.Method == covariance.ExactMethod,
			Saving{"covariance", "edges", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Method = covariance.EdgesMethod }},
		},
		{
			spec.Integration.Precision != integrator.Float32,
			Saving{"precision", "float32", func(p *sim.Spec, _ *sim.Options) { p.Integration.Precision = integrator.Float32 }},
		},
		{len(spec.Prune.Controls) > 0, Saving{"controls", `""`, func(p *sim.Spec, _ *sim.Options) { p.Prune.Controls = nil }}},
		{spec.Covariance.Width.Value() > float64(width), Saving{"width", strconv.Itoa(width), func(p *sim.Spec, _ *sim.Options) {
			p.Covariance.Width = sim.Exactly(float64(width))
		}}},
		{spec.Covariance.Replicas > 8, Saving{"replicas", "8", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Replicas = 8 }}},
		{spec.Compare.Runs > 1 && plan.Given.Prune.Prunings.IsAuto(), Saving{"runs", "1", func(p *sim.Spec, _ *sim.Options) {
			p.Compare.Runs, p.Prune.Prunings = 1, sim.Exactly(1) // as an open number of prunings is resolved
		}}},
	} {
		if o.helps && offered(o.Flag) {
			all = append(all, o.Saving)
		}
	}
	return all
}

// Fitting returns the savings that make the run fit into that many bytes: each that suffices by
// itself, or else the smallest set that does (together is true). It returns none if all savings
// together do not suffice. writes is that of EstimateRun.
func Fitting(savings []Saving, plan sim.RunPlan, opt sim.Options, writes bool, bytes float64) (chosen []Saving, together bool) {
	fits := func(set uint) bool {
		plan, opt := plan, opt
		for _, s := range pick(savings, set) {
			s.apply(&plan.Spec, &opt)
		}
		return EstimateRun(plan, opt, writes).Largest().Bytes <= bytes
	}
	sufficient := uint(0)
	for k := range savings {
		if fits(1 << k) {
			sufficient |= 1 << k
		}
	}
	if sufficient != 0 {
		return pick(savings, sufficient), false
	}
	if set, ok := smallestSet(len(savings), fits); ok {
		return pick(savings, set), true
	}
	return nil, false
}

// pick returns the savings whose bits are set.
func pick(savings []Saving, set uint) []Saving {
	var chosen []Saving
	for k, s := range savings {
		if set>>k&1 == 1 {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// smallestSet returns the first of the smallest sets of at least two options that fit.
func smallestSet(options int, fits func(set uint) bool) (set uint, ok bool) {
	for count := 2; count <= options; count++ {
		for set := range uint(1) << options {
			if bits.OnesCount(set) == count && fits(set) {
				return set, true
			}
		}
	}
	return 0, false
}
