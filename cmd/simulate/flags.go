package main

import (
	"runtime"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
	"noiseprune/stimulus"
)

// settings are the flags of a command that simulates.
type settings struct {
	spec     sim.Spec
	parse    func(text []byte) error // reads the text of a spec file; nil for that of a sim.Spec
	specFile string
	out      string
	force    bool
	json     bool
	quiet    bool
	progress progressForm
	watch    bool
	workers  int
	kernel   integrator.Kernel
	lapack   sim.LAPACKChoice
	library  sim.LAPACK // set by resolveOptions
	memory   memoryLimit
	print    bool          // print the spec only
	interval time.Duration // between checkpoints
	display  display

	submission *submission // nil where this process simulates
}

// bind adds the flags that all commands that simulate have.
func (s *settings) bind(c *cobra.Command) {
	s.spec = sim.DefaultSpec()
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&s.specFile, "spec", "", "YAML file with the same settings as these flags, which override it")
	f.BoolVar(&s.print, "print-spec", false, "print the resulting spec and exit")
	f.StringVarP(&s.out, "out", "o", "", "folder for the results; created, and refused if it holds results already")
	f.BoolVar(&s.force, "force", false, "replace the results that --out holds")
	s.bindExecution(f)
	if s.submission != nil {
		s.submission.bind(f)
	}
	f.Uint64Var(&s.spec.Seed, "seed", s.spec.Seed, "seed of all randomness")
	bindNetwork(f, &s.spec.Network)
	bindNoise(f, &s.spec)
}

// bindExecution adds the flags that may differ between the start of a run and its continuation: they
// change no number, but for the LAPACK, which changes the last digits.
func (s *settings) bindExecution(f *pflag.FlagSet) {
	f.BoolVar(&s.json, "json", false, "print result.json on standard output, and nothing else there")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	bindProgress(f, &s.progress)
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines; no number changes with them")
	textFlag(f, &s.kernel, "kernel", "product: auto, dense or sparse; no number changes with it")
	bindLAPACK(f, &s.lapack)
	f.DurationVar(&s.interval, "checkpoint", 30*time.Second, "time between checkpoints in --out, from which simulate resume continues")
	bindMemory(f, &s.memory)
	s.display.bind(f)
	bindWatch(f, &s.watch)
}

// bindNetwork adds the flags of how a network is read.
func bindNetwork(f *pflag.FlagSet, n *network.Definition) {
	textFlag(f, &n.Leak, "leak", "leak D: a number, a file, dominant[:SLACK] (row sum of |W| plus slack), "+
		"diagonal (that of the file), or auto (diagonal where it is negative, else dominant)")
	textFlag(f, &n.Symmetrize, "symmetrize", "make W symmetric: none, mean or max of W[i][j] and W[j][i]")
	textFlag(f, &n.Activation, "activation", "linear, or rectified: dx = (−Dx + [Wx + b]₊) dt")
	f.StringVar(&n.Input, "input", n.Input, "constant input b: a number for every neuron, or a file")
	f.Var(repeated[stimulus.Term, *stimulus.Term]{&n.Stimulus}, "stimulus",
		"input that changes in time, NEURONS: SHAPE, given once for each term, such as\n"+
			"\"AVAL: step 2 at 10\" or \"0-9: sine 0.5 period 20\"; simulate record --help lists the shapes")
	f.StringVar(&n.StartFile, "start-file", n.StartFile, "initial states: a file of a number for each neuron")
	f.StringVar(&n.NoiseStrengths, "noise-strengths", n.NoiseStrengths, "relative noise strengths s of the neurons: a file, uncoupled "+
		"(√ of leak over mean leak), or lognormal:SPREAD[,seed=S]")
	f.StringVar(&n.CommonNoise, "common-noise", n.CommonNoise, "file of N rows: the strength in each neuron of each common source of noise")
	bindReading(f, &n.Reading)
}

// bindNoise adds the flags of the noise and the integration.
func bindNoise(f *pflag.FlagSet, s *sim.Spec) {
	f.Float64Var(&s.Noise.Strength, "sigma", s.Noise.Strength, "noise strength σ")
	textFlag(f, &s.Noise.Increments, "increments", "gaussian, or rademacher (±1, the weak Euler scheme)")
	textFlag(f, &s.Noise.Placement, "noise-placement",
		"of a rectified network's noise: outside or inside the rectifier, or ou (coloured, inside)")
	f.Float64Var(&s.Noise.CorrelationTime, "correlation-time", s.Noise.CorrelationTime, "correlation time τ of placement ou")
	textFlag(f, &s.Integration.Stepper, "stepper", integrator.StepperUsage())
	textFlag(f, &s.Integration.Precision, "precision", "of the states: float64, or float32 for twice the speed (statistics stay float64)")
	f.Var(&s.Integration.StepSize, "step-size", "step size h; auto: a fifth of a typical time constant for exponential (a tenth in\n"+
		"trajectories), a tenth of the largest stable step for the other explicit ones")
	f.Var(&s.Integration.Bias, "bias", "bias of the step on a typical edge, relative, above which an open step is shortened; "+
		"auto is a third of the sampling error there, for an open stepper only")
}
