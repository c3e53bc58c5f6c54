package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/sim"
)

// interruption is a store that ends a run at one of its moments, which are the questions for the
// round and the reports of progress: by the context, as Ctrl-C does, or, where it is a kill, so
// that nothing is kept from there on. A round begins at every moment that `every` divides.
type interruption struct {
	mu            sync.Mutex
	moment, every int
	at            int // 0 for never
	kill          bool
	cancel        context.CancelFunc
	entries       map[string][]byte
	held          map[string]bool // the kinds of entries that were ever kept
}

func newInterruption(every int, held map[string]bool) *interruption {
	return &interruption{every: every, held: held, entries: map[string][]byte{}}
}

// begin counts moments anew. The lock is for tasks that an interrupted run has abandoned, which may still count some.
func (i *interruption) begin(cancel context.CancelFunc) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.cancel, i.moment = cancel, 0
}

// interruptAt sets the moment, 0 for none.
func (i *interruption) interruptAt(at int) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.at = at
}

// pass is one moment. The caller holds the lock.
func (i *interruption) pass() {
	if i.moment++; i.moment == i.at {
		i.cancel()
	}
}

func (i *interruption) killed() bool { return i.kill && i.at > 0 && i.moment >= i.at }

func (i *interruption) Get(name string) ([]byte, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	data, ok := i.entries[name]
	return data, ok
}

func (i *interruption) Put(name string, data []byte) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.killed() {
		return
	}
	i.entries[name] = data
	kind, _, _ := strings.Cut(name, "/0")
	i.held[kind] = true
}

func (i *interruption) Delete(prefix string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.killed() {
		maps.DeleteFunc(i.entries, func(name string, _ []byte) bool { return strings.HasPrefix(name, prefix) })
	}
}

func (i *interruption) Round() uint64 {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.pass()
	return uint64(i.moment / i.every)
}

func (i *interruption) Flush() {}

func (i *interruption) Phase(string, int64) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.pass()
}

func (i *interruption) Advance(int64) { i.Phase("", 0) }
func (i *interruption) Skip(int64)    {}

// testRun is a run that can be begun again.
type testRun struct {
	spec sim.Spec
	net  *network.Network
	do   func(context.Context, sim.Spec, *network.Network, sim.Options) (*sim.Result, error)
}

// until does the run from what the store holds up to the interruption.
func (r testRun) until(i *interruption, workers int) (*sim.Result, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	i.begin(cancel)
	return r.do(ctx, r.spec, r.net, sim.Options{Workers: workers, Progress: i, Store: i})
}

// resumed does the work up to the interruption, twice up to half of that moment, and then to its end; k says with how many
// workers.
func resumed[T any](i *interruption, k int, until func(i *interruption, workers int) (T, error)) (T, error) {
	at := i.at
	got, err := until(i, 1+k%3)
	for again := 0; errors.Is(err, context.Canceled); again++ {
		if again < 2 {
			i.interruptAt(at / 2)
		} else {
			i.interruptAt(0)
		}
		got, err = until(i, 1+(k+again)%4)
	}
	return got, err
}

// checkSame fails unless both results, their arrays among them, agree to the bit.
func checkSame(t *testing.T, what string, got, want *sim.Result) {
	t.Helper()
	a, b := *got, *want
	if ac, bc := a.Data.Covariance, b.Data.Covariance; (ac == nil) != (bc == nil) || ac != nil && !mat.Equal(ac, bc) {
		t.Errorf("%s: another covariance", what)
	}
	a.Data.Covariance, b.Data.Covariance = nil, nil // the unused half may differ
	if !reflect.DeepEqual(a, b) {
		one, _ := json.Marshal(a)
		other, _ := json.Marshal(b)
		t.Errorf("%s: another result\n%s\n%s", what, one, other)
	}
}

// unlike returns the network with another activation, input and strength of its weights.
func unlike(t *testing.T, net *network.Network, activation network.Activation, input, factor float64) *network.Network {
	t.Helper()
	entries := net.Weights().Entries()
	for k := range entries {
		entries[k].Weight *= factor
	}
	w, err := network.NewCSR(net.Neurons(), entries)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := network.New(network.Parts{
		Weights: w, Leak: net.Leak(), Input: network.UniformLeak(net.Neurons(), input), Activation: activation,
	})
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

// testRuns are runs that between them have every phase, stepper, placement, precision and
// method.
func testRuns(t *testing.T) map[string]testRun {
	linear := generated(t, "clustered:sizes=8/6,density=0.6,long=5,symmetric=true")
	directed := generated(t, "random:n=14,degree=4,symmetric=false")
	rectified := unlike(t, directed, network.Rectified, 2, 1)
	explosive := unlike(t, linear, network.Linear, 0, 400)
	compareWithExplosive := func(ctx context.Context, s sim.Spec, net *network.Network, o sim.Options) (*sim.Result, error) {
		return sim.Compare(ctx, s, net, explosive, o)
	}
	compareWithStronger := func(ctx context.Context, s sim.Spec, net *network.Network, o sim.Options) (*sim.Result, error) {
		return sim.Compare(ctx, s, net, unlike(t, net, network.Linear, 0, 1.2), o)
	}
	with := func(change func(*sim.Spec)) sim.Spec {
		s := sim.DefaultSpec()
		s.Covariance.Samples, s.Covariance.Replicas, s.Covariance.Width = sim.Exactly(40), 11, sim.Exactly(3)
		s.Compare.Runs, s.Compare.Observations = 12, 7
		change(&s)
		return s
	}
	return map[string]testRun{
		"edges":   {with(func(s *sim.Spec) { s.Integration.Stepper = integrator.EulerMaruyamaKind }), linear, sim.Run},
		"chosen":  {with(func(*sim.Spec) {}), directed, sim.Run},
		"a cycle": {with(func(s *sim.Spec) { s.Integration.Stepper = integrator.TrapezoidKind }), directed, sim.Run},
		"dense, Leimkuhler–Matthews": {with(func(s *sim.Spec) {
			s.Covariance.Method, s.Integration.Stepper = covariance.DenseMethod, integrator.LeimkuhlerMatthewsKind
		}), linear, sim.Run},
		"trapezoid by inverses": {with(func(s *sim.Spec) {
			s.Covariance.Stepper, s.Covariance.Exact = integrator.TrapezoidKind, sim.No
		}), directed, sim.Run},
		"float32, Rademacher": {with(func(s *sim.Spec) {
			s.Integration.Precision, s.Noise.Increments = integrator.Float32, integrator.Rademacher
		}), directed, sim.Run},
		"coloured, its own covariance": {with(func(s *sim.Spec) {
			s.Noise.Placement, s.Noise.CorrelationTime, s.Covariance.From = integrator.OrnsteinUhlenbeck, 1, sim.OwnDynamics
			s.Covariance.BurnIn, s.Compare.Duration = sim.Exactly(2), sim.Exactly(2)
		}), rectified, sim.Run},
		"inside, float32": {with(func(s *sim.Spec) {
			s.Noise.Placement, s.Covariance.From, s.Integration.Precision = integrator.Inside, sim.OwnDynamics, integrator.Float32
			s.Noise.Strength, s.Compare.Observations = 8, 20 // so that a sample of the active sets is checked
		}), rectified, sim.Run},
		"exact":               {with(func(s *sim.Spec) { s.Covariance.Method = covariance.ExactMethod }), directed, sim.Run},
		"spectra by products": {with(func(s *sim.Spec) { s.Compare.Spectra = sim.KrylovSpectra }), linear, sim.Run},
		"survival is measured": {with(func(s *sim.Spec) {
			s.Compare.Spectra, s.Covariance.Exact, s.Prune.Prunings = sim.KrylovSpectra, sim.No, sim.Exactly(4)
		}), directed, sim.Run},
		"a worst case by products": {
			with(func(s *sim.Spec) { s.Compare.Spectra, s.Compare.Runs = sim.KrylovSpectra, 0 }),
			generated(t, "random:n=200,degree=6,symmetric=false"), compareWithStronger,
		},
		"until an error": {with(func(s *sim.Spec) {
			goal := 0.1
			s.Covariance.Samples, s.Covariance.UntilError = sim.Exactly(60), &goal
		}), directed, sim.MeasureCovariance},
		"by solving, until an error": {with(func(s *sim.Spec) {
			goal := 0.1
			s.Covariance.Method, s.Covariance.Samples, s.Covariance.UntilError = covariance.SolveMethod, sim.Exactly(60), &goal
		}), linear, sim.MeasureCovariance},
		"by solving":      {with(func(s *sim.Spec) { s.Covariance.Method = covariance.SolveMethod }), linear, sim.Run},
		"covariance only": {with(func(*sim.Spec) {}), unlike(t, directed, network.Linear, 1, 1), sim.MeasureCovariance},
		"a target error": {with(func(s *sim.Spec) {
			target := 0.4
			s.Prune.TargetError, s.Compare.Traces, s.Compare.Duration = &target, 3, sim.Exactly(1)
		}), directed, sim.Run},
		"pruning to a target error": {with(func(s *sim.Spec) {
			target := 0.3
			s.Prune.TargetError, s.Prune.Prunings, s.Compare.Duration = &target, sim.Exactly(3), sim.Exactly(1)
		}), unlike(t, directed, network.Rectified, 2, 1), sim.Prune},
		"pruning only":      {with(func(*sim.Spec) {}), directed, sim.Prune},
		"one that diverges": {with(func(*sim.Spec) {}), linear, compareWithExplosive},
	}
}

// TestResumeGivesTheSameBits interrupts each run at moments spread over all its length,
// the end of each phase among them, resumes with another number of workers, is killed
// again on the way, and compares with the run uninterrupted.
func TestResumeGivesTheSameBits(t *testing.T) {
	moments := 8
	if testing.Short() {
		moments = 4
	}
	held := map[string]bool{}
	for name, r := range testRuns(t) {
		want, err := r.do(t.Context(), r.spec, r.net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if a := want.Rules["noise"].ActiveSets; name == "inside, float32" && (a == nil || !a.Sampled) {
			t.Errorf("%s: active sets %+v; the test needs a sample of them", name, a)
		}
		undisturbed := newInterruption(1<<40, held)
		got, err := r.until(undisturbed, 1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkSame(t, name+", not interrupted", got, want)
		for k := range moments {
			at := 1 + k*(undisturbed.moment-1)/(moments-1)
			i := newInterruption(3+undisturbed.moment/37, held)
			i.at, i.kill = at, k%2 == 1
			what := fmt.Sprintf("%s, interrupted at moment %d of %d, kill %v", name, at, undisturbed.moment, i.kill)
			got, err := resumed(i, k, r.until)
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			checkSame(t, what, got, want)
		}
	}
	for _, kind := range []string{
		"mean/state", "mean/merged", "pilot/state", "pilot/merged", "float32/merged", "float64/merged",
		"covariance/merged", "covariance/state", "covariance/result", "exact/result",
		"spectra/result", "forms/result", "trajectories/merged", "trajectories/state", "active/result",
		"distortion/state", "distortion/merged", "bulk/result", "stationary/result", "target/keep-0.99/stationary/result",
		"target/keep-0.99/trajectories/state", "target/keep-0.99/trajectories/merged",
	} {
		if !held[kind] {
			t.Errorf("no %s was ever kept: the test has lost its reach", kind)
		}
	}
}

// TestAFinishedRunLeavesNothingToDo: from the store of a finished run the same result comes
// without a single step or decomposition.
func TestAFinishedRunLeavesNothingToDo(t *testing.T) {
	for name, r := range testRuns(t) {
		i := newInterruption(1<<40, map[string]bool{})
		want, err := r.until(i, 2)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.until(i, 1)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkSame(t, name, got, want)
		if i.moment > 20 { // the phases' names
			t.Errorf("%s: %d moments passed", name, i.moment)
		}
	}
}

// TestForeignStoresAreRefused: each row changes one thing of a sound store.
func TestForeignStoresAreRefused(t *testing.T) {
	r := testRuns(t)["edges"]
	sound := newInterruption(50, map[string]bool{})
	sound.at = 2500
	if _, err := r.until(sound, 2); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	state := ""
	for name := range sound.entries {
		if strings.HasPrefix(name, "covariance/state/") {
			state = name
		}
	}
	if state == "" {
		t.Fatalf("no block under way among %d entries", len(sound.entries))
	}
	other, elsewhere := r, r
	other.spec.Seed = 2
	elsewhere.net = unlike(t, r.net, network.Linear, 0, 0.5)
	for _, row := range []struct {
		why   string
		run   testRun
		entry string
		data  string
		want  string
	}{
		{"another build's numbers may differ", r, "header/identity/build", "noiseprune 9 (revision 1)", "written by noiseprune 9 (revision 1), and this is noiseprune 0.1.0 ("},
		{"another seed", other, "", "", "another spec"},
		{"another network", elsewhere, "", "", "another network"},
		{"auto resolves to other numbers", r, "header/identity/resolved spec", "seed: 1", "resolves to other numbers"},
		{"another library rounds differently", r, "header/identity/LAPACK", "openblas 9", "openblas 9"},
		{"a block that is no bundle", r, state, "nonsense", state + " does not fit"},
		{"a block cut off", r, state, "", "0 parts"},
		{"a pilot of another kind", r, "pilot/merged", string(resume.Join(resume.EncodeWord(1), []byte("npother1"))), "pilot/merged does not fit"},
	} {
		i := newInterruption(1<<40, map[string]bool{})
		maps.Copy(i.entries, sound.entries)
		if row.entry != "" {
			i.entries[row.entry] = []byte(row.data)
		}
		_, err := row.run.until(i, 2)
		var refused *sim.CheckpointError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}
