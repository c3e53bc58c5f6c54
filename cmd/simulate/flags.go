package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"noiseprune/internal/kernel"
	"noiseprune/internal/lapack"
	"noiseprune/sim"
)

// settings are what the flags of one command line say.
type settings struct {
	spec     sim.Spec
	specFile string
	out      string
	force    bool
	json     bool
	quiet    bool
	workers  int
	kernel   string
	lapack   string
	library  lapack.Library // that lapack names, once resolved
	memory   memoryLimit
	print    bool
	interval time.Duration // between checkpoints
}

// bind gives the command the flags that every simulation has.
func (s *settings) bind(c *cobra.Command) {
	s.spec = sim.DefaultSpec()
	f := c.Flags()
	f.SortFlags = false
	f.StringVar(&s.specFile, "spec", "", "YAML file that says the same as these flags, which override it")
	f.BoolVar(&s.print, "print-spec", false, "print the spec that these flags make, and do nothing else")
	f.StringVarP(&s.out, "out", "o", "", "folder for the results; created, and refused if it holds some")
	f.BoolVar(&s.force, "force", false, "replace the results that --out holds")
	f.BoolVar(&s.json, "json", false, "print result.json on standard output, and nothing else there")
	f.BoolVarP(&s.quiet, "quiet", "q", false, "show no progress")
	f.IntVar(&s.workers, "workers", runtime.NumCPU(), "goroutines; no number changes with them")
	f.StringVar(&s.kernel, "kernel", "auto", "product: auto, dense or sparse; no number changes with it")
	bindLAPACK(f, &s.lapack)
	bindCheckpoint(f, &s.interval)
	bindMemory(f, &s.memory)
	f.Uint64Var(&s.spec.Seed, "seed", s.spec.Seed, "seed of all randomness")
	bindNetwork(f, &s.spec.Network)
	bindNoise(f, &s.spec)
}

// bindCheckpoint adds the flag that says how often a run is saved.
func bindCheckpoint(f *pflag.FlagSet, interval *time.Duration) {
	f.DurationVar(interval, "checkpoint", 30*time.Second, "time between checkpoints in --out, from which simulate resume continues")
}

func bindNetwork(f *pflag.FlagSet, n *sim.NetworkSpec) {
	f.StringVar(&n.Leak, "leak", n.Leak, "leak D: a number, a file, dominant[:SLACK] (row sum of |W| plus slack),\n"+
		"diagonal (that of the file), or auto (diagonal where it is negative, else dominant)")
	f.StringVar(&n.Symmetrize, "symmetrize", n.Symmetrize, "make W symmetric: none, mean or max of W[i][j] and W[j][i]")
	f.StringVar(&n.Orientation, "orientation", n.Orientation, "rows of the file are: target-source targets, source-target sources")
	f.StringVar(&n.Activation, "activation", n.Activation, "linear, or rectified: dx = (−Dx + [Wx + b]₊) dt")
	f.StringVar(&n.Input, "input", n.Input, "constant input b: a number for every neuron, or a file")
}

func bindNoise(f *pflag.FlagSet, s *sim.Spec) {
	f.Float64Var(&s.Noise.Strength, "sigma", s.Noise.Strength, "noise strength σ")
	f.StringVar(&s.Noise.Increments, "increments", s.Noise.Increments, "gaussian, or rademacher (±1, the weak Euler scheme)")
	f.StringVar(&s.Noise.Placement, "noise-placement", s.Noise.Placement,
		"of a rectified network's noise: outside or inside the rectifier, or ou (coloured, inside)")
	f.Float64Var(&s.Noise.CorrelationTime, "correlation-time", s.Noise.CorrelationTime, "correlation time τ of placement ou")
	f.StringVar(&s.Integration.Stepper, "stepper", s.Integration.Stepper,
		"euler-maruyama, or leimkuhler-matthews (no bias in a symmetric network)")
	f.StringVar(&s.Integration.Precision, "precision", s.Integration.Precision,
		"of the states: float64, or float32 for twice the speed (statistics stay float64)")
	f.Var(&s.Integration.StepSize, "step-size", "step size h; auto is a tenth of the largest stable one")
}

func (s *settings) bindCovariance(command *cobra.Command) {
	f, c := command.Flags(), &s.spec.Covariance
	f.StringVar(&c.Method, "covariance", c.Method, "from trajectories on the edges only: edges; all of it: dense; from the equation: exact")
	f.StringVar(&c.From, "covariance-from", c.From, "dynamics that a rectified network is measured in: linear, or self")
	f.Float64Var(&c.Background, "background", c.Background, "input added to every neuron while the covariance is measured from self")
	f.Float64Var(&c.Samples, "samples", c.Samples, "effective samples S wanted on a typical edge: relative error √(2/S)")
	f.IntVar(&c.Replicas, "replicas", c.Replicas, "independent replicas of the network")
	f.Var(&c.Width, "width", "replicas that are simulated as one block; auto goes by the caches")
	f.Var(&c.BurnIn, "burn-in", "time before the first sample; auto is five of the slowest time constants")
	f.Var(&c.Interval, "interval", "time between samples; auto is half a typical time constant")
	f.StringVar(&c.Exact, "exact", c.Exact, "compute the exact covariance beside the measured one: auto, yes or no")
}

func (s *settings) bindPrune(c *cobra.Command) {
	f, p := c.Flags(), &s.spec.Prune
	f.Var(optional{&p.Keep}, "keep", "fraction of the existing edges to keep (0.5 if no other number is asked for)")
	f.Var(optional{&p.Density}, "density", "fraction of the possible edges to keep")
	f.Var(optional{&p.Edges}, "edges", "number of edges to keep")
	f.Var(optional{&p.Epsilon}, "epsilon", "accuracy ε: K = 8 ln N/(ε²σ²)")
	f.Var(optional{&p.K}, "k", "the constant K of equation (4)")
	f.Var(list{&p.Controls}, "controls", "rules to compare with, with commas: weight, uniform")
	f.StringVar(&p.Normalize, "normalize", p.Normalize, "exact, or scale-then-clip as in the authors' code (keeps a few fewer)")
	f.StringVar(&p.Diagonal, "diagonal", p.Diagonal, "matched (the leak follows the changed input), or original")
	f.StringVar(&p.Reweight, "reweight", p.Reweight, "rescale kept weights to w/p, or mask: leave them as they are")
	f.Var(optional{&p.MaxFactor}, "max-factor", "cap on the rescaling factor 1/p")
	f.Var(list{&p.Protect}, "protect", "edges kept with certainty, as source>target with commas between")
}

func (s *settings) bindCompare(c *cobra.Command) {
	f, p := c.Flags(), &s.spec.Compare
	f.StringVar(&p.Spectra, "spectra", p.Spectra, "compare the spectra: auto (up to 1500 neurons), yes or no")
	f.IntVar(&p.Runs, "runs", p.Runs, "trajectories of each network; 0 for none")
	f.Var(&p.Duration, "duration", "time of each trajectory; auto is three of the slowest time constants")
	f.IntVar(&p.Observations, "observations", p.Observations, "times at which trajectories are compared")
	f.Var(&p.InitialScale, "initial-scale", "initial states are uniform between 0 and this; auto is ten standard deviations")
	f.IntVar(&p.Traces, "traces", p.Traces, "neurons whose traces are kept")
}

// resolve reads the spec file, if there is one, and lays the given flags over it.
func (s *settings) resolve(c *cobra.Command, source string) error {
	if s.specFile != "" {
		if err := s.readSpec(c.Flags()); err != nil {
			return err
		}
	}
	if source != "" {
		s.spec.Network.Source = source
	}
	if s.spec.Network.Source == "" {
		return inputError{fmt.Errorf("no network: name a file or a generator; %s --help lists them", c.CommandPath())}
	}
	if s.out == "" && c.Flags().Changed("checkpoint") {
		return inputError{errors.New("--checkpoint needs a folder to write to; give --out too")}
	}
	return s.resolveOptions()
}

// resolveOptions checks the flags that change no number, and turns to the library.
func (s *settings) resolveOptions() error {
	if s.workers < 1 {
		return inputError{fmt.Errorf("--workers is %d; give at least 1", s.workers)}
	}
	if _, err := kernel.ParseKind(s.kernel); err != nil {
		return inputError{err}
	}
	if s.interval <= 0 {
		return inputError{fmt.Errorf("--checkpoint is %v; give a time, such as 30s", s.interval)}
	}
	var err error
	s.library, err = useLAPACK(s.lapack)
	return err
}

func (s *settings) readSpec(flags *pflag.FlagSet) error {
	text, err := os.ReadFile(s.specFile)
	if err != nil {
		return inputError{err}
	}
	given := map[string]string{}
	flags.Visit(func(f *pflag.Flag) { given[f.Name] = f.Value.String() })
	spec, err := sim.ParseSpec(text, sim.DefaultSpec())
	if err != nil {
		return inputError{fmt.Errorf("%s: %w; simulate run --print-spec prints all fields", s.specFile, err)}
	}
	s.spec = spec
	for _, budget := range []string{"k", "keep", "density", "edges", "epsilon"} {
		if _, ok := given[budget]; ok { // a budget on the command line replaces the file's
			p := &s.spec.Prune
			p.K, p.Keep, p.Density, p.Edges, p.Epsilon = nil, nil, nil, nil, nil
		}
	}
	for name, value := range given {
		if err := flags.Set(name, value); err != nil {
			return inputError{err}
		}
	}
	return nil
}

// options returns how to run.
func (s *settings) options(p sim.Progress) sim.Options {
	kind, err := kernel.ParseKind(s.kernel)
	if err != nil {
		panic("simulate: an unchecked kernel") // resolve has checked it
	}
	return sim.Options{Workers: s.workers, Kernel: kind, LAPACK: s.library, Progress: p}
}

// optional is a flag whose number may be absent.
type optional struct{ to **float64 }

func (o optional) String() string {
	if o.to == nil || *o.to == nil {
		return ""
	}
	return strconv.FormatFloat(**o.to, 'g', -1, 64)
}

func (o optional) Set(text string) error {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return fmt.Errorf("%q is not a number", text)
	}
	*o.to = &v
	return nil
}

func (optional) Type() string { return "number" }

// list is a flag of several words with commas between.
type list struct{ to *[]string }

func (l list) String() string {
	if l.to == nil {
		return ""
	}
	return strings.Join(*l.to, ",")
}

func (l list) Set(text string) error {
	*l.to = []string{}
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" {
			*l.to = append(*l.to, word)
		}
	}
	return nil
}

func (list) Type() string { return "list" }
