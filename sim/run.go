package sim

import (
	"context"
	"fmt"

	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/rules"
)

// Version is the program's version; CHANGELOG.md says what each one holds.
const Version = "0.1.0"

// run is one run under way: what it was given, and the result as far as it is filled.
type run struct {
	ctx          context.Context //nolint:containedctx // a run lives no longer than the call that made it
	spec         Spec            // resolved
	intervalOpen bool            // was auto in the spec as it came
	schedule     Schedule
	net          *network.Network
	opt          Options
	ledger       *ledger
	result       *Result
}

// Run does the main job: it measures the covariance of the network's noise-driven
// activity, prunes by noise-prune and by the controls, simulates original and pruned
// networks under the same noise, and compares them.
//
// It returns a *SpecError for a setting that cannot be run, a *network.UnstableError for
// a network that has no stationary covariance, a *DivergedError if the original network's
// trajectory diverged, and the context's error if that ended first. If it diverged after
// all else was found, the result comes with the error, and says what it lacks.
func Run(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, net, opt)
	if err != nil {
		return nil, err
	}
	return r.phases(r.admit(WholeRun), r.rehearse, r.measure, r.prune, r.spectra, r.trajectories)
}

// MeasureCovariance does the first phase of Run only.
func MeasureCovariance(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, net, opt)
	if err != nil {
		return nil, err
	}
	return r.phases(r.admit(CovarianceOnly), r.measure)
}

// Prune does the phases of Run up to the pruned networks.
func Prune(ctx context.Context, spec Spec, net *network.Network, opt Options) (*Result, error) {
	r, err := begin(ctx, spec, net, opt)
	if err != nil {
		return nil, err
	}
	return r.phases(r.admit(UpToPruning), r.rehearse, r.measure, r.prune)
}

// Compare does the last phases of Run with a pruned network from elsewhere, which
// stands in the result as the rule "pruned". The networks must have the same neurons.
func Compare(ctx context.Context, spec Spec, original, pruned *network.Network, opt Options) (*Result, error) {
	if original.Neurons() != pruned.Neurons() {
		return nil, &SpecError{"network.source", fmt.Sprintf(
			"cannot be compared: the pruned network has %d neurons, but the original has %d; compare networks of the same neurons",
			pruned.Neurons(), original.Neurons())}
	}
	r, err := begin(ctx, spec, original, opt, pruned)
	if err != nil {
		return nil, err
	}
	r.adopt(r.examine("pruned", rules.Plan{}, pruned))
	return r.phases(r.admit(ComparisonOnly), r.spectra, r.trajectories)
}

// phases does one phase after the other. What is found when the context ends, and what is
// found in the end, goes into a last checkpoint.
func (r *run) phases(all ...func() error) (*Result, error) {
	for _, phase := range all {
		if err := phase(); err != nil {
			if r.ctx.Err() != nil {
				r.ledger.close()
			}
			return r.unfinished(err), err
		}
	}
	r.ledger.close()
	r.result.Complete = true
	return r.result, nil
}

// Describe returns what is known of a network without simulating it, and the timetable
// that a run would follow. Its errors are those of Resolve.
func Describe(spec Spec, net *network.Network) (NetworkFacts, Schedule, error) {
	r, err := begin(context.Background(), spec, net, Options{Workers: 1})
	if err != nil {
		return NetworkFacts{}, Schedule{}, err
	}
	return r.result.Network, r.schedule, nil
}

// begin resolves the spec, takes over the checkpoint, if there is one, and describes the
// network.
func begin(ctx context.Context, spec Spec, net *network.Network, opt Options, others ...*network.Network) (*run, error) {
	if opt.Workers < 1 {
		panic(fmt.Sprintf("sim: %d workers", opt.Workers))
	}
	if opt.Progress == nil {
		opt.Progress = silent{}
	}
	resolved, schedule, err := Resolve(spec, net)
	if err != nil {
		return nil, err
	}
	// Decompositions run side by side, and their bits must not depend on how many threads
	// one of them has.
	opt.LAPACK.Threads(1)
	r := &run{ctx: ctx, spec: resolved, intervalOpen: spec.Covariance.Interval.IsAuto(), schedule: schedule, net: net, opt: opt}
	r.result = &Result{
		Program: "noiseprune " + Version, Libraries: Libraries{LAPACK: opt.LAPACK.Name()},
		Spec: resolved, Schedule: schedule,
		Rules: map[string]RuleOutcome{}, Notes: []string{},
		Data: Data{Original: net},
	}
	if err := r.open(spec, append([]*network.Network{net}, others...)); err != nil {
		return nil, err
	}
	return r, r.describe()
}

// open opens the ledger, with what the checkpoint holds, and makes a first checkpoint.
func (r *run) open(given Spec, networks []*network.Network) error {
	r.ledger = newLedger(r.opt.Saver, Checkpoint{Refusal: r.opt.LAPACK.Refusal()}, r.opt.Resume)
	if r.opt.Saver == nil && r.opt.Resume == nil {
		return nil
	}
	head, err := identify(given, r.spec, r.opt, networks)
	if err != nil {
		return err
	}
	if r.opt.Resume != nil {
		if err := head.accept(r.opt.Resume); err != nil {
			return err
		}
		head.Refusal = r.opt.Resume.Refusal
	}
	r.ledger.head = head
	r.ledger.save()
	return nil
}

// note adds a line that a reader must know before trusting a number.
func (r *run) note(format string, values ...any) {
	r.result.Notes = append(r.result.Notes, fmt.Sprintf(format, values...))
}

// pack packs the network's weights for blocks of that width.
func pack[T integrator.Float](r *run, net *network.Network, width int) kernel.Product[T] {
	return kernel.New[T](net.Weights(), r.opt.Kernel, width)
}

// single reports whether states are float32.
func (r *run) single() bool { return r.spec.Integration.Precision == integrator.Float32 }

// newStepper returns a stepper of net, driven by the spec's noise with the given strength
// and purpose.
func newStepper[T integrator.Float](r *run, net *network.Network, w kernel.Product[T], sigma float64, purpose noise.Purpose) (integrator.Stepper[T], error) {
	drive := integrator.Drive{
		Strength: sigma, StepSize: r.schedule.StepSize,
		Key:       noise.Key{Seed: r.spec.Seed, Purpose: purpose},
		Increment: r.spec.Noise.Increments, Placement: r.spec.Noise.Placement, CorrelationTime: r.spec.Noise.CorrelationTime,
	}
	if r.spec.Integration.Stepper == integrator.LeimkuhlerMatthewsKind {
		return asStepper[T](integrator.NewLeimkuhlerMatthews(net, w, drive))
	}
	return asStepper[T](integrator.NewEulerMaruyama(net, w, drive))
}

// asStepper turns a constructor's refusal into a *SpecError.
func asStepper[T integrator.Float, S integrator.Stepper[T]](s S, err error) (integrator.Stepper[T], error) {
	if err != nil {
		return nil, &SpecError{"integration.stepper", "cannot be used: " + err.Error()}
	}
	return s, nil
}
