package trajectory_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// networkOf returns two neurons that decay with rate 1, of which 0 excites 1 by that weight and
// itself by `own`: above 1 it is unstable.
func networkOf(t *testing.T, own, weight float64) *network.Network {
	t.Helper()
	weights, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 0, Weight: own}, {Target: 1, Source: 0, Weight: weight}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: weights, Leak: []float64{1, 1}})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func steppersOf(t *testing.T, nets ...*network.Network) (steppers []integrator.Stepper[float64]) {
	t.Helper()
	for _, net := range nets {
		s, err := integrator.NewEulerMaruyama(net, integrator.Pack[float64](net, integrator.AutoKernel, 3),
			integrator.Drive{Strength: 0.1, StepSize: 0.1, Key: noise.Key{Seed: 1, Purpose: noise.Trajectory}})
		if err != nil {
			t.Fatal(err)
		}
		steppers = append(steppers, s)
	}
	return steppers
}

func startAt(x float64) *integrator.Block[float64] {
	b := integrator.NewBlock[float64](2, 3, 0)
	for k := range b.State {
		b.State[k] = x
	}
	return b
}

// observed is what an observer takes of each network: its states one after the other.
type observed struct {
	states [][]float64
	gone   []bool // networks that diverged
}

func newObserved(networks int) *observed {
	return &observed{states: make([][]float64, networks), gone: make([]bool, networks)}
}

func (o *observed) observer(first, interval int) trajectory.Observer {
	return trajectory.Observer{
		First: first, Interval: interval,
		Observe:  func(k int, _, state []float64) { o.states[k] = append(o.states[k], state...) },
		Diverged: func(k int, _ error) { o.gone[k] = true },
		Encode: func() []byte {
			var parts [][]byte
			for _, s := range o.states {
				parts = append(parts, resume.EncodeFloats(s))
			}
			return resume.Join(parts...)
		},
		Decode: func(data []byte, observations int, diverged []bool) error {
			parts, err := resume.Split(data, len(o.states))
			if err != nil {
				return err
			}
			o.gone = slices.Clone(diverged)
			for k, part := range parts {
				count := len(part) / 8
				if !diverged[k] {
					count = 6 * observations
				}
				if o.states[k], err = resume.DecodeFloats(part, count); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// The states that are observed are those after First, First + Interval, … steps, and those of a
// stepper that is called alone.
func TestObservationsAreThoseOfTheSchedule(t *testing.T) {
	for _, c := range []struct {
		why                    string
		first, interval, until int
		steps                  []int // that are observed
	}{
		{"the initial state is the first", 0, 3, 7, []int{0, 3, 6}},
		{"the last state too", 0, 3, 6, []int{0, 3, 6}},
		{"after a burn-in", 4, 2, 9, []int{4, 6, 8}},
		{"a burn-in that does not end", 4, 2, 3, nil},
		{"none", 0, 0, 5, nil},
	} {
		net := networkOf(t, 0.5, 0.5)
		o := newObserved(1)
		blocks := trajectory.New(o.observer(c.first, c.interval), startAt(1), steppersOf(t, net)...)
		checkpoint := resume.Unsaved(t.Context(), nil)
		if err := errors.Join(blocks.Begin(checkpoint), blocks.Integrate(checkpoint, c.until)); err != nil {
			t.Fatal(err)
		}
		alone, stepper := startAt(1), steppersOf(t, net)[0]
		var want []float64
		for step := range c.until + 1 {
			if slices.Contains(c.steps, step) {
				want = append(want, alone.State...)
			}
			if err := stepper.Advance(alone); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(o.states[0], want) {
			t.Errorf("%s: states %v, want %v", c.why, o.states[0], want)
		}
		if got := o.observer(c.first, c.interval).Observations(c.until); got != len(c.steps) {
			t.Errorf("%s: %d observations, want %d", c.why, got, len(c.steps))
		}
	}
}

// memory is a store that ends the context when it is asked for the round for the time `at`.
type memory struct {
	entries map[string][]byte
	asked   int
	at      int
	cancel  context.CancelFunc
}

func (m *memory) Get(name string) ([]byte, bool) { data, ok := m.entries[name]; return data, ok }
func (m *memory) Put(name string, data []byte)   { m.entries[name] = data }
func (m *memory) Flush()                         {}
func (m *memory) Advance(int64)                  {}
func (m *memory) Skip(int64)                     {}
func (m *memory) Delete(prefix string) {
	maps.DeleteFunc(m.entries, func(name string, _ []byte) bool { return strings.HasPrefix(name, prefix) })
}

func (m *memory) Round() uint64 {
	if m.asked++; m.asked == m.at {
		m.cancel()
	}
	return 0
}

// integrateIn integrates three networks, of which the last diverges, with the checkpoint of a store.
func integrateIn(t *testing.T, m *memory, until int) (*observed, error) {
	t.Helper()
	o := newObserved(3)
	var ctx context.Context
	ctx, m.cancel = context.WithCancel(t.Context())
	defer m.cancel()
	m.asked = 0
	_, err := resume.One(ctx, resume.Runner{Workers: 1, Progress: m, Store: m}, "trajectories", func(c *resume.Checkpoint) (int, error) {
		steppers := steppersOf(t, networkOf(t, 0.5, 0.5), networkOf(t, 0.5, 0), networkOf(t, 1e5, 0))
		blocks := trajectory.New(o.observer(0, 4), startAt(1), steppers...)
		if err := blocks.Begin(c); err != nil {
			return 0, err
		}
		return 0, blocks.Integrate(c, until)
	}, func(int) []byte { return nil }, func([]byte) (int, error) { return 0, nil })
	return o, err
}

// Wherever the integration is interrupted, before and after a network diverges, the rest gives the
// same states.
func TestInterruptedTrajectoriesAreTheSame(t *testing.T) {
	const until = 60
	want, err := integrateIn(t, &memory{entries: map[string][]byte{}}, until)
	if err != nil {
		t.Fatal(err)
	}
	if lengths := []int{len(want.states[0]), len(want.states[1])}; !slices.Equal(lengths, []int{16 * 6, 16 * 6}) || !want.gone[2] {
		t.Fatalf("%v values observed, diverged: %v", lengths, want.gone)
	}
	for at := 2; at <= until; at += 3 {
		m := &memory{entries: map[string][]byte{}, at: at}
		if _, err := integrateIn(t, m, until); !errors.Is(err, context.Canceled) {
			t.Fatalf("at %d: error %v", at, err)
		}
		m.at = 0
		got, err := integrateIn(t, m, until)
		if err != nil {
			t.Fatalf("at %d: %v", at, err)
		}
		if !slices.EqualFunc(got.states, want.states, slices.Equal[[]float64]) || !slices.Equal(got.gone, want.gone) {
			t.Errorf("at %d: states %v, want %v", at, got.states, want.states)
		}
	}
}

// The first network's divergence ends the integration, and any other's where the observer does not
// take it.
func TestDivergenceIsAnError(t *testing.T) {
	stable, unstable := networkOf(t, 0.5, 0.5), networkOf(t, 1e5, 0)
	for _, c := range []struct {
		why  string
		nets []*network.Network
		take bool
	}{
		{"the first", []*network.Network{unstable, stable}, true},
		{"another, which the observer does not take", []*network.Network{stable, unstable}, false},
	} {
		o := newObserved(2).observer(0, 1)
		if !c.take {
			o.Diverged = nil
		}
		blocks := trajectory.New(o, startAt(1), steppersOf(t, c.nets...)...)
		checkpoint := resume.Unsaved(t.Context(), nil)
		var diverged *integrator.DivergedError
		if err := errors.Join(blocks.Begin(checkpoint), blocks.Integrate(checkpoint, 60)); !errors.As(err, &diverged) {
			t.Errorf("%s: error %v", c.why, err)
		}
	}
}

// A saved state that does not belong to these blocks is refused.
func TestForeignStatesAreRefused(t *testing.T) {
	sound := &memory{entries: map[string][]byte{}, at: 10}
	if _, err := integrateIn(t, sound, 60); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	const name = "trajectories/state/000000"
	parts, err := resume.Split(sound.entries[name], 4)
	if err != nil {
		t.Fatal(err)
	}
	later := startAt(1)
	later.Step = 30
	for _, c := range []struct {
		why  string
		data []byte
		want string
	}{
		{"blocks of other networks", resume.Join(parts[:3]...), "3 parts, not 4"},
		{"no block of the first network", resume.Join(parts[0], nil, parts[2], parts[3]), "does not begin with"},
		{"blocks at different steps", resume.Join(parts[0], parts[1], resume.Marshal(later), parts[3]), "stands at step 30"},
		{"fewer observations", resume.Join(resume.Join(nil, nil, nil), parts[1], parts[2], parts[3]), "0 bytes"},
	} {
		m := &memory{entries: map[string][]byte{name: c.data}}
		var mismatch *resume.MismatchError
		if _, err := integrateIn(t, m, 60); !errors.As(err, &mismatch) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", c.why, err, c.want)
		}
	}
}
