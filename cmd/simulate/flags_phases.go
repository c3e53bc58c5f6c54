package main

import (
	"strings"

	"github.com/spf13/pflag"

	"noiseprune/rules"
	"noiseprune/sim"
)

// bindCovariance adds the flags of the phase that measures the covariance.
func bindCovariance(f *pflag.FlagSet, c *sim.CovarianceSpec) {
	textFlag(f, &c.Method, "covariance", "edges or dense: measured on the edges or for all pairs; exact: from the Lyapunov equation; "+
		"solve: samples without time steps, for symmetric dominant networks")
	textFlag(f, &c.From, "covariance-from", "dynamics in which a rectified network is measured: linear, or self")
	f.Float64Var(&c.Background, "background", c.Background, "input added to every neuron while the covariance is measured from self")
	f.Var(&c.Samples, "samples", "effective samples S wanted on a typical edge: relative error √(2/S); auto is 10,000, "+
		"and fewer above 200,000 weights, down to 256")
	f.Var(optional{&c.UntilError}, "until-error", "sample in batches until the relative error of a typical edge is measured to be this")
	f.IntVar(&c.Replicas, "replicas", c.Replicas, "independent replicas of the network")
	f.Var(&c.Width, "width", "replicas that are simulated as one block; auto depends on the sizes of the caches")
	f.Var(&c.BurnIn, "burn-in",
		"time before the first sample; auto is five of the slowest time constants of a symmetric network, and measured in any other")
	f.Var(&c.Interval, "interval", "time between samples; auto is half a typical time constant")
	textFlag(f, &c.Exact, "exact", "compute the exact covariance beside the measured one, and the exact stationary error: auto, yes or no")
}

// bindPrune adds the flags of the phase that prunes.
func bindPrune(f *pflag.FlagSet, p *sim.PruneSpec) {
	f.Var(optional{&p.Keep}, "keep", "fraction of the existing edges to keep (0.5 unless another of these six is given)")
	f.Var(optional{&p.Density}, "density", "fraction of the possible edges to keep")
	f.Var(optional{&p.Edges}, "edges", "number of edges to keep")
	f.Var(optional{&p.Epsilon}, "epsilon", "accuracy ε: K = 8 ln N/(ε²σ²)")
	f.Var(optional{&p.K}, "k", "the constant K of equation (4)")
	bindTarget(f, p)
	bindRules(f, p)
}

// bindTarget adds the error that a budget is searched for.
func bindTarget(f *pflag.FlagSet, p *sim.PruneSpec) {
	f.Var(optional{&p.TargetError}, "target-error", "the fewest edges with which the stationary error of noise-prune stays below this\n"+
		"in the mean over its prunings, such as 0.1; found by trying about 8 budgets")
}

// bindRules adds those of them that are not the budget.
func bindRules(f *pflag.FlagSet, p *sim.PruneSpec) {
	f.Var(&p.Prunings, "prunings", "independent draws by each rule, over which statements are made; "+
		"auto is 16, or the number of runs if smaller")
	f.Var(textList[rules.Kind, *rules.Kind]{&p.Controls}, "controls", "rules to compare with, with commas: "+controlNames())
	textFlag(f, &p.Normalize, "normalize", "exact, or scale-then-clip as in the authors' code (keeps a few fewer)")
	textFlag(f, &p.Diagonal, "diagonal", "matched (the leak follows the changed input), or original")
	textFlag(f, &p.Reweight, "reweight", "rescale kept weights to w/p, or mask: leave them as they are")
	f.Var(optional{&p.MaxFactor}, "max-factor", "cap on the rescaling factor 1/p")
	f.Var(list{&p.Protect}, "protect", "edges kept with certainty, as source>target with commas between")
}

// bindCompare adds the flags of the phase that compares.
func bindCompare(f *pflag.FlagSet, p *sim.CompareSpec) {
	textFlag(f, &p.Spectra, "spectra", "compare the spectra: full, by eigendecompositions; krylov, by products (worst case, slow modes, "+
		"densities); no; "+
		"auto is full up to 1500 neurons, with OpenBLAS 4000 or, of a directed network, 2000; krylov above")
	f.IntVar(&p.Runs, "runs", p.Runs, "trajectories by each rule, spread over its prunings; 0 for none")
	f.Var(&p.Duration, "duration", "time of each trajectory; auto is three of the slowest time constants")
	f.IntVar(&p.Observations, "observations", p.Observations, "times at which trajectories are compared")
	f.Var(&p.InitialScale, "initial-scale", "initial states are uniform between 0 and this; auto is ten standard deviations")
	textFlag(f, &p.Start, "start", "initial states of the first family of trajectories: uniform, zero, given (those of --start-file), or\n"+
		"eigenvector:K (the K-th slowest mode, with --initial-scale as its root mean square)")
	f.IntVar(&p.Traces, "traces", p.Traces, "neurons whose traces are kept")
}

// controlNames lists the rules that noise-prune can be compared with.
func controlNames() string {
	var names []string
	for _, kind := range rules.Controls() {
		names = append(names, kind.String())
	}
	return strings.Join(names, ", ")
}
