package sim_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"testing"

	"noiseprune/integrator"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
	"noiseprune/stimulus"
	"noiseprune/timeseries"
)

// heldFrames is a FrameStore in memory, in which what is not synced is lost with the process.
type heldFrames struct {
	mu      sync.Mutex
	columns int
	written map[[2]int][]float64 // of each network and replica
	fail    error                // of Append
}

func newHeldFrames(columns int) *heldFrames {
	return &heldFrames{columns: columns, written: map[[2]int][]float64{}}
}

func (h *heldFrames) Begin(network, replica int, from int64) (sim.Frames, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept := h.written[[2]int{network, replica}]
	if int64(len(kept)) < from*int64(h.columns) {
		return nil, fmt.Errorf("%d values of replica %d, fewer than %d frames", len(kept), replica, from)
	}
	return &heldTrajectory{h, [2]int{network, replica}, slices.Clone(kept[:from*int64(h.columns)])}, nil
}

type heldTrajectory struct {
	of     *heldFrames
	name   [2]int
	values []float64
}

func (f *heldTrajectory) Append(frame []float64) error {
	f.values = append(f.values, frame...)
	return f.of.fail
}

func (f *heldTrajectory) Sync() error {
	f.of.mu.Lock()
	defer f.of.mu.Unlock()
	f.of.written[f.name] = slices.Clone(f.values)
	return nil
}

func (f *heldTrajectory) Close() error { return f.Sync() }

func recordSpec(duration float64) sim.RecordSpec {
	s := sim.DefaultRecordSpec()
	s.Record.Duration = duration
	return s
}

func recorded(t *testing.T, s sim.RecordSpec, in sim.RecordInput, opt sim.Options) *sim.Recording {
	t.Helper()
	r, err := sim.Record(t.Context(), s, in, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func upTo(n int) (all []int) {
	for i := range n {
		all = append(all, i)
	}
	return all
}

// Frames are the states of a stepper that is called alone, at the times of the schedule: of the chosen neurons, of every
// replica, whatever the width of the blocks.
func TestFramesAreTheStatesOfTheStepper(t *testing.T) {
	net := testnet.FeedForward(t, 7)
	for _, c := range []struct {
		why     string
		change  func(*sim.RecordSpec)
		neurons []int
	}{
		{"all neurons of one replica", func(*sim.RecordSpec) {}, upTo(7)},
		{"some neurons, in another order", func(*sim.RecordSpec) {}, []int{5, 0, 2}},
		{"blocks of two and one replica", func(s *sim.RecordSpec) { s.Record.Replicas, s.Record.Width = 3, sim.Exactly(2) }, upTo(7)},
		{"no burn-in", func(s *sim.RecordSpec) { s.Record.Start = sim.Start{Kind: sim.ZeroStart} }, upTo(7)},
		{"Euler–Maruyama", func(s *sim.RecordSpec) { s.Integration.Stepper = integrator.EulerMaruyamaKind }, upTo(7)},
		{"the trapezoid", func(s *sim.RecordSpec) { s.Integration.Stepper = integrator.TrapezoidKind }, upTo(7)},
	} {
		s := recordSpec(20)
		c.change(&s)
		held := newHeldFrames(len(c.neurons))
		r := recorded(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: c.neurons, Frames: held}, sim.Options{})
		for replica := range s.Record.Replicas {
			got, want := held.written[[2]int{0, replica}], framesAlone(t, net, r, c.neurons, replica)
			if !slices.Equal(got, want) {
				t.Errorf("%s: replica %d has other frames than the stepper alone (%d and %d values)", c.why, replica, len(got), len(want))
			}
		}
	}
}

// framesAlone integrates one replica with a stepper of its own.
func framesAlone(t *testing.T, net *network.Network, r *sim.Recording, neurons []int, replica int) (frames []float64) {
	t.Helper()
	s, schedule := r.Spec, r.Schedule
	weights := integrator.Pack[float64](net, integrator.AutoKernel, 1)
	if len(schedule.Cycle) > 0 && schedule.Cycle[0].Solve == integrator.Inverse {
		inverses, err := integrator.Invert(t.Context(), net, schedule.Cycle, integrator.Float64, 1, func() {})
		if err != nil {
			t.Fatal(err)
		}
		weights = weights.With(inverses)
	}
	stepper, err := integrator.New(s.Integration.Stepper, net, weights, integrator.Drive{
		Strength: s.Noise.Strength, StepSize: schedule.StepSize, Cycle: schedule.Cycle,
		Key:   noise.Key{Seed: s.Seed, Purpose: noise.Trajectory},
		Start: -float64(schedule.BurnInSteps) * schedule.StepSize,
	})
	if err != nil {
		t.Fatal(err)
	}
	block := integrator.NewBlock[float64](net.Neurons(), 1, replica)
	for step := 0; len(frames) < schedule.Frames*len(neurons); step++ {
		if due := step - schedule.BurnInSteps; due >= 0 && due%schedule.EverySteps == 0 {
			for _, i := range neurons {
				frames = append(frames, block.State[i])
			}
		}
		if err := stepper.Advance(block); err != nil {
			t.Fatal(err)
		}
	}
	return frames
}

// Wherever a recording is interrupted, by a cancelled context or killed, frames and statistics are those of an
// undisturbed one.
func TestInterruptedRecordingsAreTheSame(t *testing.T) {
	net := testnet.FeedForward(t, 6)
	pruned := testnet.Thinned(t, net)
	for _, kill := range []bool{false, true} {
		s := recordSpec(30)
		s.Record.Replicas, s.Record.Width = 3, sim.Exactly(2)
		input := func(held *heldFrames) sim.RecordInput {
			return sim.RecordInput{
				Networks: []*network.Network{net, pruned}, Neurons: []int{1, 3, 4}, Frames: held,
				Groups: &sim.Groups{Names: []string{"a", "b"}, Of: []int{0, 0, 1, 1, 0, -1}},
			}
		}
		undisturbed := newHeldFrames(3)
		want := recorded(t, s, input(undisturbed), sim.Options{})
		for at := 40; ; at += 97 {
			held, store := newHeldFrames(3), newInterruption(25, map[string]bool{})
			store.kill = kill
			store.interruptAt(at)
			ctx, cancel := context.WithCancel(t.Context())
			store.begin(cancel)
			_, err := sim.Record(ctx, s, input(held), sim.Options{Workers: 2, Store: store, Progress: store}, nil)
			cancel()
			if err == nil {
				break // it was over before
			}
			if !errors.Is(err, context.Canceled) {
				t.Fatal(err)
			}
			store.interruptAt(0)
			got := recorded(t, s, input(held), sim.Options{Workers: 1, Store: store, Progress: store})
			for name, frames := range undisturbed.written {
				if !slices.Equal(held.written[name], frames) {
					t.Fatalf("at %d: network and replica %v have other frames", at, name)
				}
			}
			if !reflect.DeepEqual(got.Networks, want.Networks) || !reflect.DeepEqual(got.Data.Of, want.Data.Of) {
				t.Fatalf("at %d: the statistics are others", at)
			}
		}
	}
}

// Frames and statistics are the same, to the bit, whatever the number of goroutines that consume them: of all estimators, from a time
// within a batch of frames on.
func TestRecordingsAreTheSameOnAnyNumberOfWorkers(t *testing.T) {
	s := recordSpec(60)
	s.Statistics.From, s.Statistics.Segment, s.Statistics.Pairs = 7.3, sim.Exactly(64), []string{"0>1"}
	linear := testnet.FeedForward(t, 6)
	parts := linear.Parts()
	parts.Activation = network.Rectified
	rectified, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, net := range []*network.Network{linear, rectified} {
		var wantFrames *heldFrames
		var want *sim.Recording
		for _, workers := range []int{1, 2, 7} {
			frames := newHeldFrames(6)
			got := recorded(t, s, sim.RecordInput{
				Networks: []*network.Network{net}, Neurons: upTo(6), Frames: frames,
				Groups: &sim.Groups{Names: []string{"a", "b"}, Of: []int{0, 0, 1, 1, 0, -1}},
			}, sim.Options{Workers: workers})
			if want == nil {
				want, wantFrames = got, frames
			}
			if !reflect.DeepEqual(frames.written, wantFrames.written) || !reflect.DeepEqual(got.Data.Of, want.Data.Of) {
				t.Errorf("%v network, %d workers: another recording", net.Activation(), workers)
			}
		}
	}
}

// An error of the frames ends the recording with it.
func TestFramesThatCannotBeWrittenEndTheRecording(t *testing.T) {
	full := errors.New("no room")
	held := newHeldFrames(4)
	held.fail = full
	_, err := sim.Record(t.Context(), recordSpec(1e5),
		sim.RecordInput{Networks: []*network.Network{testnet.FeedForward(t, 4)}, Neurons: upTo(4), Frames: held}, sim.Options{}, nil)
	if !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
}

// Estimates are those of package timeseries from the frames that were recorded, and agree with the exact ones: over many
// estimates the mean square of the deviation in standard errors is about 1, less than 4 in any case that is sound.
func TestStatisticsOfARecording(t *testing.T) {
	net := testnet.FeedForward(t, 5)
	s := recordSpec(1e4)
	s.Statistics.Pairs = []string{"0>1"}
	held := newHeldFrames(5)
	r := recorded(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: upTo(5), Frames: held}, sim.Options{})
	lagged := timeseries.NewLagged(make([]float64, 5), r.Schedule.Lags, 32, []timeseries.Pair{{Target: 1, Source: 0}})
	for frame := range slices.Chunk(held.written[[2]int{0, 0}], 5) {
		lagged.Add(frame)
	}
	want, got := lagged.Estimate(), r.Data.Of[0].Lagged
	if !slices.EqualFunc(got.Auto, want.Auto, slices.Equal[[]float64]) || !slices.EqualFunc(got.Cross, want.Cross, slices.Equal[[]float64]) {
		t.Error("the covariances are not those of the frames")
	}
	facts := r.Networks[0].Statistics
	for name, z := range map[string]*float64{"variance": facts.VarianceZ, "lagged": facts.LaggedZ, "spectrum": facts.SpectrumZ} {
		if z == nil {
			t.Errorf("%s: no comparison with exact values", name)
		} else if !(*z > 0.3 && *z < 2) {
			t.Errorf("%s: root mean square of z is %v", name, *z)
		}
	}
	if facts.VarianceError == nil || *facts.VarianceError > 0.05 {
		t.Errorf("variances are off by %v", facts.VarianceError)
	}
}

func stimulated(t *testing.T, net *network.Network, texts ...string) *network.Network {
	t.Helper()
	var terms []stimulus.Term
	for _, text := range texts {
		term, err := stimulus.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		terms = append(terms, term)
	}
	u, err := stimulus.Resolve(terms, net.Labels(), net.Neurons(), nil)
	if err != nil {
		t.Fatal(err)
	}
	parts := net.Parts()
	parts.Stimulus = u
	with, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	return with
}

// A step of the input moves the mean by −A⁻¹b: in a chain of leak 1 whose weights are w, by 1, w, w², …
func TestAStepMovesTheMean(t *testing.T) {
	net := testnet.Of(t, []float64{1, 1, 1},
		network.Entry{Target: 1, Source: 0, Weight: 0.5}, network.Entry{Target: 2, Source: 1, Weight: 0.5})
	s := recordSpec(100)
	s.Noise.Strength = 0
	held := newHeldFrames(3)
	driven := []*network.Network{stimulated(t, net, "0: step 2 at 10")}
	recorded(t, s, sim.RecordInput{Networks: driven, Neurons: upTo(3), Frames: held}, sim.Options{})
	frames := held.written[[2]int{0, 0}]
	last := frames[len(frames)-3:]
	for i, want := range []float64{2, 1, 0.5} {
		if math.Abs(last[i]-want) > 1e-9 {
			t.Errorf("neuron %d ends at %v, want %v", i, last[i], want)
		}
	}
	if frames[0] != 0 || frames[3*50] != 0 { // before the step
		t.Errorf("before the step the states are %v and %v", frames[0], frames[3*50])
	}
}

// A sine comes out with the transfer function's gain and phase, 1/(1 + iω) for a leak of 1: within the error of the
// step, which the trapezoid has in second order.
func TestASineComesOutWithTheTransferFunction(t *testing.T) {
	const period, h = 8.0, 0.01
	net := stimulated(t, testnet.Of(t, []float64{1}), "0: sine 1 period 8")
	s := recordSpec(200)
	s.Noise.Strength, s.Integration.Stepper = 0, integrator.TrapezoidKind
	s.Record.Every, s.Integration.StepSize = sim.Exactly(0.1), sim.Exactly(h)
	held := newHeldFrames(1)
	recorded(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: []int{0}, Frames: held}, sim.Options{})
	var sine, cosine float64
	frames := held.written[[2]int{0, 0}]
	frames = frames[len(frames)-800:] // ten periods
	for k, x := range frames {
		at := 2 * math.Pi * (200 - 80 + 0.1*float64(k)) / period
		sine, cosine = sine+x*math.Sin(at)/400, cosine+x*math.Cos(at)/400
	}
	omega := 2 * math.Pi / period
	gain, phase := math.Hypot(sine, cosine), math.Atan2(cosine, sine)
	if want := 1 / math.Hypot(1, omega); math.Abs(gain-want) > 1e-4 {
		t.Errorf("gain %v, want %v", gain, want)
	}
	if want := -math.Atan(omega); math.Abs(phase-want) > 1e-4 {
		t.Errorf("phase %v, want %v", phase, want)
	}
}
