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

// Savings lists the options that would save memory in this run, from the one that costs least.
// offered says which flags there are.
func Savings(plan sim.RunPlan, opt sim.Options, offered func(flag string) bool) []Saving {
	spec := plan.Spec
	width := min(8, spec.Covariance.Replicas)
	var all []Saving
	for _, o := range []struct {
		helps bool // something else is asked for
		Saving
	}{
		{opt.Workers > 1, Saving{"workers", "1", func(_ *sim.Spec, o *sim.Options) { o.Workers = 1 }}},
		{opt.Kernel == integrator.DenseKernel, Saving{"kernel", "auto", func(_ *sim.Spec, o *sim.Options) { o.Kernel = integrator.AutoKernel }}},
		{
			spec.Covariance.Exact != sim.No && spec.Covariance.Method != covariance.ExactMethod,
			Saving{"exact", "no", func(p *sim.Spec, _ *sim.Options) { p.Covariance.Exact = sim.No }},
		},
		{spec.Compare.Spectra != sim.No, Saving{"spectra", "no", func(p *sim.Spec, _ *sim.Options) { p.Compare.Spectra = sim.No }}},
		{
			spec.Covariance.Method != covariance.EdgesMethod,
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
		{spec.Compare.Runs > 1, Saving{"runs", "1", func(p *sim.Spec, _ *sim.Options) { p.Compare.Runs = 1 }}},
	} {
		if o.helps && offered(o.Flag) {
			all = append(all, o.Saving)
		}
	}
	return all
}

// Fitting chooses among the savings those that make the run fit into that many bytes: all that do
// so alone, or else the fewest that do so together. It returns none where nothing does.
func Fitting(savings []Saving, plan sim.RunPlan, opt sim.Options, kept bool, bytes float64) (chosen []Saving, together bool) {
	fits := func(set uint) bool {
		plan, opt := plan, opt
		for _, s := range pick(savings, set) {
			s.apply(&plan.Spec, &opt)
		}
		return Run(plan, opt, kept).Most().Bytes <= bytes
	}
	alone := uint(0)
	for k := range savings {
		if fits(1 << k) {
			alone |= 1 << k
		}
	}
	if alone != 0 {
		return pick(savings, alone), false
	}
	if set, ok := fewest(len(savings), fits); ok {
		return pick(savings, set), true
	}
	return nil, false
}

// pick returns the savings of a set.
func pick(savings []Saving, set uint) []Saving {
	var chosen []Saving
	for k, s := range savings {
		if set>>k&1 == 1 {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// fewest returns the first of the smallest sets of two options or more that fit.
func fewest(options int, fits func(set uint) bool) (set uint, ok bool) {
	for count := 2; count <= options; count++ {
		for set := range uint(1) << options {
			if bits.OnesCount(set) == count && fits(set) {
				return set, true
			}
		}
	}
	return 0, false
}
