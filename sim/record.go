package sim

import (
	"context"
	"slices"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/noise"
	"noiseprune/timeseries"
)

// Record simulates the networks side by side under the same noise, hands their states to in.Frames at equal intervals, and
// estimates statistics of them on the way. Memory does not grow with the duration. preflight, unless nil, is told what will
// be done before anything is simulated, and refuses it by an error; Options.Preflight is not used.
//
// It returns a *SpecError for a setting that cannot be run, a *network.UnstableError, a *CheckpointError if Options.Store
// belongs to another recording, a *DivergedError, an error of in.Frames, and the context's error if that ended first.
func Record(ctx context.Context, spec RecordSpec, in RecordInput, opt Options, preflight func(RecordPlan) error) (*Recording, error) {
	r, err := beginRecording(ctx, spec, in, opt.filled())
	if err != nil {
		return nil, err
	}
	if preflight != nil {
		if err := preflight(r.plan()); err != nil {
			return nil, err
		}
	}
	record := recordAll[float64]
	if r.spec.Integration.Precision == integrator.Float32 {
		record = recordAll[float32]
	}
	statistics, err := record(r)
	if err != nil {
		return nil, explainDivergence(asOthers(err), "a network", r.net, r.spec.Integration.Stepper, duringRecording)
	}
	return r.describe(statistics)
}

// recordRun is one recording under way.
type recordRun struct {
	*run                       // of the first network; its spec has network, noise and integration
	in          RecordInput    //
	recordSpec  RecordSpec     // resolved
	timetable   RecordSchedule //
	integration integration    //
	blocks      replicaBlocks  //
	all         bool           // all neurons are recorded, in their order
	references  [][]float64    // the state of each network without noise, about which its statistics are taken
	pairs       []timeseries.Pair
	edges       [][]timeseries.Pair // between recorded neurons, of each network
	groupOf     []int               // of each recorded neuron
}

// beginRecording resolves the spec and makes sure that what the store holds belongs to this recording.
func beginRecording(ctx context.Context, spec RecordSpec, in RecordInput, opt Options) (*recordRun, error) {
	resolved, timetable, err := ResolveRecord(spec, in)
	if err != nil {
		return nil, err
	}
	opt.LAPACK.library.Threads(1)
	r := &recordRun{
		in: in, recordSpec: resolved, timetable: timetable,
		run: &run{
			ctx: ctx, spec: resolved.spec(), net: in.Networks[0], opt: opt, inverses: &inverses{},
			runner: resume.Runner{Workers: opt.Workers, Progress: opt.Progress, Store: opt.Store, Part: opt.Part.part()},
		},
		integration: integration{"integration.stepper", resolved.Integration.Stepper, timetable.StepSize, timetable.Cycle},
		blocks:      replicaBlocks{resolved.Record.Replicas, int(resolved.Record.Width.Value())},
		all:         isAll(in.Neurons, in.Networks[0].Neurons()),
	}
	r.runner.Workers = min(opt.Workers, r.blocks.count())
	if err := r.choosePairs(); err != nil {
		return nil, err
	}
	return r, identifyRecording(opt, spec, resolved, in)
}

// isAll reports whether the neurons are 0 … n−1.
func isAll(neurons []int, n int) bool {
	return len(neurons) == n && slices.IsSorted(neurons) && neurons[0] == 0 && neurons[n-1] == n-1
}

func (r *recordRun) plan() RecordPlan {
	return RecordPlan{Spec: r.recordSpec, Schedule: r.timetable, Input: r.in, Blocks: r.blocks.count(), Width: r.blocks.width}
}

// recordDrive returns the noise of the recording, whose clock is at 0 after the burn-in.
func (r *recordRun) recordDrive() integrator.Drive {
	d := r.drive(r.integration, r.spec.Noise.Strength, noise.Trajectory)
	d.Start = -float64(r.timetable.BurnInSteps) * r.timetable.StepSize
	return d
}

// recordAll records all blocks with states of precision T.
func recordAll[T integrator.Float](r *recordRun) (recordedStatistics, error) {
	if err := r.prepare(); err != nil {
		return nil, err
	}
	packed, err := packAll[T](r)
	if err != nil {
		return nil, err
	}
	steps := int64(r.timetable.steps()) * int64(len(r.in.Networks))
	r.opt.Progress.Phase("recording", steps*int64(r.recordSpec.Record.Replicas))
	return resume.Merge(r.ctx, r.runner, resume.Tasks[recordedStatistics]{
		Name: "recording", Count: r.blocks.count(),
		Units: func(block int) int64 { return steps * int64(r.blocks.widthOf(block)) },
		Do: func(_ context.Context, block int, c *resume.Checkpoint) (recordedStatistics, error) {
			start := recordStart[T](r, r.blocks.firstReplica(block), r.blocks.widthOf(block))
			found, err := recordBlock(r, packed, start, c)
			if err != nil {
				return nil, err
			}
			return found.merged(), nil
		},
		Encode: recordedStatistics.encode,
		Decode: func(data []byte, _, _ int) (recordedStatistics, error) {
			var s recordedStatistics
			for k := range r.in.Networks {
				s = append(s, []frameStatistics{r.newStatistics(k)})
			}
			return s, s.decode(data)
		},
	}, func(merged *recordedStatistics, next recordedStatistics) { merged.merge(next) })
}

// packAll packs the weights of all networks, with the inverses that the trapezoid needs.
func packAll[T integrator.Float](r *recordRun) (packed []integrator.Weights[T], err error) {
	for _, net := range r.in.Networks {
		r.inverses = &inverses{} // those of this network
		w, err := pack[T](r.run, r.integration, net, r.blocks.width, r.runner.Workers)
		if err != nil {
			return nil, err
		}
		packed = append(packed, w)
	}
	return packed, nil
}

// prepare finds the states without noise, and the eigenvector of a start.
func (r *recordRun) prepare() error {
	for k, net := range r.in.Networks {
		reference, err := r.restingState(k, net)
		if err != nil {
			return err
		}
		r.references = append(r.references, reference)
	}
	var err error
	r.start, err = startOf(r.recordSpec.Record.Start, r.net, r.recordSpec.Record.Scale.Value())
	return err
}

// recordStart returns the block of the replicas first … first+width−1 before their burn-in.
func recordStart[T integrator.Float](r *recordRun, first, width int) *integrator.Block[T] {
	b := integrator.NewBlock[T](r.net.Neurons(), width, first)
	switch {
	case r.start != nil:
		startFrom(b, r.start)
	case r.recordSpec.Record.Start.Kind == StationaryStart:
		startFrom(b, r.references[0])
	default: // uniform
		key := noise.Key{Seed: r.spec.Seed, Purpose: noise.Initial}
		for i := range b.Neurons {
			for k := range width {
				b.State[i*width+k] = firstState[T](r.run, i, key.Uniform(uint64(first+k), uint64(i), 0))
			}
		}
	}
	return b
}
