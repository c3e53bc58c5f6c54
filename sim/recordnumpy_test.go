package sim_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os/exec"
	"testing"

	"noiseprune/integrator"
	"noiseprune/internal/testutil"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/noise"
	"noiseprune/sim"
)

// firstCommonSource is the number, among neurons, of the first common source's increments in package noise.
const firstCommonSource = 1 << 33

// scheme is a recording in numbers, as testdata/record.py reads it.
type scheme struct {
	Stepper     string      `json:"stepper"`
	Placement   string      `json:"placement"`
	Rectified   bool        `json:"rectified"`
	Driven      bool        `json:"driven"`
	W           [][]float64 `json:"W"`
	Leak        []float64   `json:"leak"`
	Input       []float64   `json:"input"`
	Strengths   []float64   `json:"strengths"`
	Common      [][]float64 `json:"common"`
	H           float64     `json:"h"`
	Sigma       float64     `json:"sigma"`
	Tau         float64     `json:"tau"`
	BurnIn      int         `json:"burn_in"`
	Every       int         `json:"every"`
	Sweeps      *int        `json:"sweeps"` // nil for an exact solve
	FocalSquare float64     `json:"focal_square"`
	Zeta        [][]float64 `json:"zeta"` // of each step: of the neurons' own sources, then of the common ones
}

// recordCase is a recording that NumPy repeats.
type recordCase struct {
	stepper    integrator.StepperKind
	placement  integrator.Placement
	activation network.Activation
	driven     bool
	sources    network.NoiseSources
	neurons    int
}

func (c recordCase) String() string {
	return fmt.Sprint(c.stepper, " ", c.placement, " ", c.activation, " driven ", c.driven, " sources ", len(c.sources.Strengths), "+",
		c.sources.Sources, " of ", c.neurons)
}

// recordCases are all steppers, linear and rectified where they can be, with and without a stimulus, under plain noise and under
// noise of unequal strength with two common sources, wherever the noise may stand; and a trapezoid that solves by its inverse.
func recordCases() (all []recordCase) {
	for _, unequal := range []bool{false, true} {
		var sources network.NoiseSources
		if unequal {
			sources = network.NoiseSources{Strengths: []float64{1, 0.5, 0, 2, 1.5, 0.1}, Sources: 2, Common: []float64{
				0.5, 0, 0, -1, 0.3, 0.3, 0, 0, 1, 2, -0.7, 0.1,
			}}
		}
		for _, activation := range []network.Activation{network.Linear, network.Rectified} {
			for _, driven := range []bool{false, true} {
				add := func(kind integrator.StepperKind, p integrator.Placement) {
					all = append(all, recordCase{kind, p, activation, driven, sources, 6})
				}
				add(integrator.LeimkuhlerMatthewsKind, integrator.Outside)
				for _, kind := range []integrator.StepperKind{integrator.EulerMaruyamaKind, integrator.ExponentialKind} {
					for _, p := range []integrator.Placement{integrator.Outside, integrator.Inside, integrator.OrnsteinUhlenbeck} {
						add(kind, p)
					}
				}
				if activation == network.Linear {
					add(integrator.TrapezoidKind, integrator.Outside)
				}
			}
		}
	}
	return all
}

// network returns feed-forward weights with some feedback, and an input that leaves a rectified network partly silent.
func (c recordCase) network(t *testing.T) *network.Network {
	t.Helper()
	parts := testnet.FeedForward(t, c.neurons).Parts()
	entries := append(parts.Weights.Entries(),
		network.Entry{Target: 0, Source: 3, Weight: -0.8}, network.Entry{Target: 2, Source: 5, Weight: -0.4})
	var err error
	if parts.Weights, err = network.NewCSR(c.neurons, entries); err != nil {
		t.Fatal(err)
	}
	parts.Activation, parts.Noise = c.activation, c.sources
	parts.Input = []float64{0.3, -0.2, 0, 0.1, -1, 0.5}
	net, err := network.New(parts)
	if err != nil {
		t.Fatal(err)
	}
	if c.driven {
		return stimulated(t, net, "0: sine 1.5 period 3", "1: pulse 2 from 0.333 to 4.777")
	}
	return net
}

// record records the case, and returns its frames and what NumPy needs to compute them.
func (c recordCase) record(t *testing.T) (frames []float64, given scheme) {
	t.Helper()
	const h, every, burnIn = 0.02, 3, 7
	net, held := c.network(t), newHeldFrames(c.neurons)
	s := recordSpec(12)
	s.Seed, s.Noise.Strength, s.Noise.Placement, s.Noise.CorrelationTime = 5, 0.7, c.placement, 0.4
	s.Integration.Stepper, s.Integration.StepSize = c.stepper, sim.Exactly(h)
	s.Record.Every, s.Record.BurnIn, s.Record.Start = sim.Exactly(every*h), sim.Exactly(burnIn*h), sim.Start{Kind: sim.ZeroStart}
	r := recorded(t, s, sim.RecordInput{Networks: []*network.Network{net}, Neurons: upTo(c.neurons), Frames: held}, sim.Options{})
	given = scheme{
		Stepper: c.stepper.String(), Placement: c.placement.String(), Rectified: c.activation == network.Rectified, Driven: c.driven,
		Leak: net.Leak(), Input: net.Input(), H: h, Sigma: 0.7, Tau: 0.4, BurnIn: r.Schedule.BurnInSteps, Every: r.Schedule.EverySteps,
	}
	for i := range c.neurons {
		var row []float64
		for j := range c.neurons {
			row = append(row, net.Weights().At(i, j))
		}
		given.W = append(given.W, row)
		given.Strengths = append(given.Strengths, c.sources.Strength(i))
		given.Common = append(given.Common, append([]float64{}, c.sources.CommonTo(i)...))
	}
	for _, step := range r.Schedule.Cycle {
		if given.FocalSquare = step.FocalSquare; step.Solve == integrator.Sweeps {
			given.Sweeps = &step.Sweeps
		}
	}
	key := noise.Key{Seed: 5, Purpose: noise.Trajectory}
	for step := range burnIn + (r.Schedule.Frames-1)*every + 2 { // Leimkuhler–Matthews takes those of the next step too
		var zeta []float64
		for i := range c.neurons {
			zeta = append(zeta, key.Normal(uint64(step), i, 0))
		}
		for l := range c.sources.Sources {
			zeta = append(zeta, key.Normal(uint64(step), firstCommonSource+l, 0))
		}
		given.Zeta = append(given.Zeta, zeta)
	}
	return held.written[[2]int{0, 0}], given
}

// TestFramesAreNumPys: the same scheme on the same increments gives the same trajectory: to 1e-12 of the largest state, over 600 steps of
// rounding of which each is below 1e-15.
func TestFramesAreNumPys(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	var got [][]float64
	var given []scheme
	for _, c := range recordCases() {
		frames, one := c.record(t)
		got, given = append(got, frames), append(given, one)
	}
	text, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(testutil.Python(t, "numpy"), "testdata/record.py")
	command.Stdin = bytes.NewReader(text)
	output, err := command.Output()
	if failed := new(exec.ExitError); errors.As(err, &failed) {
		t.Fatalf("%v: %s", err, failed.Stderr)
	}
	var want [][][]float64
	if err := json.Unmarshal(output, &want); err != nil {
		t.Fatal(err)
	}
	worst := 0.0
	for k, c := range recordCases() {
		if len(want[k])*c.neurons != len(got[k]) || len(want[k]) < 200 {
			t.Errorf("%v: %d values of %d frames", c, len(got[k]), len(want[k]))
			continue
		}
		largest, deviation := 0.0, 0.0
		for f, frame := range want[k] {
			for i, v := range frame {
				largest, deviation = math.Max(largest, math.Abs(v)), math.Max(deviation, math.Abs(got[k][f*c.neurons+i]-v))
			}
		}
		worst = math.Max(worst, deviation/largest)
		if !(deviation <= 1e-12*largest) || largest < 1 {
			t.Errorf("%v: frames deviate by %g of states up to %g", c, deviation, largest)
		}
	}
	t.Logf("largest relative deviation %g", worst)
}
