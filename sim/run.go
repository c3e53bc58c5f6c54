package sim

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"

	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/rules"
)

// Version is the program's version; CHANGELOG.md says what each one holds.
const Version = "0.1.0"

// Run does everything: it measures the covariance of the network's noise-driven
// activity, prunes by noise-prune and by the controls, simulates original and pruned
// networks under the same noise, and compares them.
//
// It returns a *SpecError for a setting that cannot be run, a *network.UnstableError for
// a network that has no stationary covariance, a *CheckpointError if Options.Store belongs to
// another run, a *DivergedError if the original network's trajectory diverged, a *NotStationaryError,
// and the context's error if that ended first. If it diverged after all else was found, or if the
// activity was not stationary, the result comes with the error, and says what is wrong with it.
func Run(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, opt, WholeRun, net)
	if err != nil {
		return nil, err
	}
	return r.do(append([]func(*run) error{validateBudget, measureCovariance, findTarget, chooseMeasured}, pruneAndCompare()...)...)
}

// pruneAndCompare lists the phases that depend on how many edges are kept: those of Run after the measurement, and those of
// each budget of a Sweep.
func pruneAndCompare() []func(*run) error {
	return []func(*run) error{prune, compareNetworks}
}

// compareNetworks compares the pruned networks with the original in every respect. Where a comparison lacks tasks of other parts, the
// next ones, which do not depend on it, are done all the same.
func compareNetworks(r *run) error {
	var waiting error
	for _, compare := range []func(*run) error{compareSpectra, compareStationary, compareTrajectories} {
		err := asOthers(compare(r))
		if others := (*OthersError)(nil); errors.As(err, &others) {
			waiting = cmp.Or(waiting, err)
		} else if err != nil {
			return err
		}
	}
	return waiting
}

// MeasureCovariance does the first phase of Run only: the Result has Covariance, Data.Local,
// Data.DiffCov and, by the methods dense and exact, Data.Covariance. Its errors are those of Run.
func MeasureCovariance(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, opt, CovarianceOnly, net)
	if err != nil {
		return nil, err
	}
	return r.do(measureCovariance)
}

// Prune does the phases of Run up to the pruned networks, which are in Result.Data.Rules, with the search
// for a target error. Its errors are those of Run.
func Prune(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, opt, UpToPruning, net)
	if err != nil {
		return nil, err
	}
	return r.do(validateBudget, measureCovariance, findTarget, prune)
}

// Compare does the last phases of Run with a pruned network from elsewhere, which
// stands in the result as the rule "pruned". The networks must have the same neurons. Its errors
// are those of Run.
func Compare(ctx context.Context, spec Spec, original, pruned *network.Network, opt Options) (*Result, error) {
	if original.Neurons() != pruned.Neurons() {
		return nil, &SpecError{"network.source", fmt.Sprintf(
			"cannot be compared: the pruned network has %d neurons, but the original has %d; compare networks of the same neurons",
			pruned.Neurons(), original.Neurons())}
	}
	if err := checkSameSources(original, pruned); err != nil {
		return nil, err
	}
	r, err := begin(ctx, spec, opt, ComparisonOnly, original, pruned)
	if err != nil {
		return nil, err
	}
	r.result.record(newPruning(original, givenRule, rules.Plan{}, pruned))
	return r.do(chooseMeasured, compareNetworks)
}

// Describe returns what is known of a network without simulating it: the result has the resolved Spec,
// Network, and the Schedule that a run would follow. Its errors are those of Resolve.
func Describe(spec Spec, net *network.Network) (*Result, error) {
	r, err := begin(context.Background(), spec, Options{Workers: 1}, CovarianceOnly, net)
	if err != nil {
		return nil, err
	}
	return r.result, nil
}

// run is one run under way: what it was given, and the result as far as it is filled.
type run struct {
	ctx          context.Context //nolint:containedctx // a run lives no longer than the call that made it
	given        Spec            // as it was given, but for an auto of compare.spectra, which the LAPACK in use decides
	spectraNote  string          // what it decided, where another would not
	spec         Spec            // resolved
	intervalOpen bool            // was auto in the given spec
	burnInOpen   bool            // likewise
	shortened    int             // how often an open step of the covariance was shortened, since its bias was too large
	limits       stepLimits      // that were found so
	schedule     Schedule
	net          *network.Network
	opt          Options
	runner       resume.Runner
	fallback     string // why gonum computes though an OpenBLAS is installed
	result       *Result
	inverses     *inverses
	start        []float64       // x(0) of the first family of starts in all runs; nil where each run has its own
	measured     *measuredChoice // nil unless what survives of stationary activity is measured
	original     *ofOriginal     // nil unless several runs share what is found of the original
	exact        [2]exactDiffCov // of the stepper and of the differential equation, where the result is compared with them
	noExact      string          // why one of them cannot be had

	notStationary *NotStationaryError // nil for stationary activity
}

// begin resolves the spec, describes the first network, makes sure that what the store holds
// belongs to this run, and asks whether the run may go on.
func begin(ctx context.Context, spec Spec, opt Options, phases Phases, networks ...*network.Network) (*run, error) {
	opt = opt.filled()
	net := networks[0]
	given := spec
	spectraNote := spec.chooseSpectra(net, opt.LAPACK.IsGonum())
	resolved, schedule, err := Resolve(spec, net)
	if err != nil {
		return nil, err
	}
	// Decompositions run side by side, and their bits must not depend on how many threads
	// one of them has.
	opt.LAPACK.library.Threads(1)
	r := &run{
		ctx: ctx, given: spec, spec: resolved, schedule: schedule, net: net, opt: opt, spectraNote: spectraNote,
		intervalOpen: spec.Covariance.Interval.IsAuto(), burnInOpen: spec.Covariance.BurnIn.IsAuto(),
		limits: stepLimits{}, inverses: &inverses{},
		runner: resume.Runner{Workers: opt.Workers, Progress: opt.Progress, Store: opt.Store, Part: opt.Part.part()},
	}
	if r.fallback, err = identify(opt, given, resolved, networks); err != nil {
		return nil, err
	}
	r.result = &Result{
		Measured: Measured{Program: program, Libraries: Libraries{LAPACK: opt.LAPACK.Name()}, Spec: resolved, Schedule: schedule},
		Rules:    map[string]RuleOutcome{}, Notes: []string{},
		Data: Data{Original: net},
	}
	r.result.noteSources(net)
	r.result.noteDrive(net)
	if r.start, err = startOf(resolved.Compare.Start, net, resolved.Compare.InitialScale.Value()); err != nil {
		return nil, err
	}
	if r.result.Network, err = describe(net); err != nil || opt.Preflight == nil {
		return r, err
	}
	return r, opt.Preflight(PlanOf(spec, r.result, phases))
}

// do does one phase after the other.
func (r *run) do(phases ...func(*run) error) (*Result, error) {
	if err := r.doAll(phases...); err != nil {
		return r.result.without(err), err
	}
	if r.notStationary != nil {
		return r.result, r.notStationary
	}
	r.result.Complete = true
	return r.result, nil
}

// doAll does one phase after the other, up to the first error.
func (r *run) doAll(phases ...func(*run) error) error {
	for _, phase := range phases {
		err := phase(r)
		if mismatch := (*resume.MismatchError)(nil); errors.As(err, &mismatch) {
			err = &CheckpointError{mismatch.Error()}
		}
		if err != nil {
			return asOthers(err)
		}
	}
	return nil
}

// noteLibrary says once why an installed OpenBLAS is not what computes.
func (r *run) noteLibrary() {
	if r.fallback != "" {
		r.result.noteOnce("gonum computes, because the OpenBLAS that is installed cannot be used: " + r.fallback)
	}
}

// filled returns the options with what their zero values stand for. It panics if Workers is
// negative.
func (o Options) filled() Options {
	switch {
	case o.Workers < 0:
		panic(fmt.Sprintf("sim: %d workers", o.Workers))
	case o.Workers == 0:
		o.Workers = runtime.NumCPU()
	}
	if o.Progress == nil {
		o.Progress = noProgress{}
	}
	if o.Watcher == nil {
		o.Watcher = noWatcher{}
	}
	return o
}
