package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/sim"
)

// interruption ends a run at one of its moments, which are the questions whether a
// checkpoint is due and the signs of progress: by the context, as Ctrl-C does, or, where
// it is a kill, so that what the run has left is the last checkpoint from before. A
// checkpoint is due at every moment that `every` divides.
type interruption struct {
	mu            sync.Mutex
	moment, every int
	at            int // 0 for never
	kill          bool
	cancel        context.CancelFunc
	over          bool
	last          *sim.Checkpoint
	members       map[string]bool // the phases that checkpoints held
	due           bool
}

func (i *interruption) pass() {
	i.moment++
	i.due = i.due || i.moment%i.every == 0
	if i.moment == i.at {
		i.over = i.kill
		i.cancel()
	}
}

func (i *interruption) Due() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.pass()
	return i.due
}

func (i *interruption) Save(c sim.Checkpoint) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.due = false
	if i.over {
		return
	}
	i.last = &c
	for _, m := range c.Members {
		phase, _, _ := strings.Cut(m.Name, "/0")
		i.members[phase] = true
	}
}

func (i *interruption) Phase(string, int64) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.pass()
}

func (i *interruption) Advance(int64) { i.Phase("", 0) }
func (i *interruption) Skip(int64)    {}

// job is a run that can be begun again.
type job struct {
	spec sim.Spec
	net  *network.Network
	do   func(context.Context, sim.Spec, *network.Network, sim.Options) (*sim.Result, error)
}

// until does the job from the checkpoint, or from the start, up to the interruption.
func (j job) until(i *interruption, workers int, from *sim.Checkpoint) (*sim.Result, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	i.cancel, i.last, i.over, i.moment = cancel, from, false, 0
	return j.do(ctx, j.spec, j.net, sim.Options{Workers: workers, Saver: i, Progress: i, Resume: from})
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

// jobs are runs that between them have every phase, stepper, placement, precision and
// method.
func jobs(t *testing.T) map[string]job {
	linear, directed := generated(t, "clustered:sizes=8/6,density=0.6,long=5,symmetric=true"), generated(t, "random:n=14,degree=4,symmetric=false")
	rectified := unlike(t, directed, network.Rectified, 2, 1)
	explosive := unlike(t, linear, network.Linear, 0, 400)
	with := func(change func(*sim.Spec)) sim.Spec {
		s := sim.DefaultSpec()
		s.Covariance.Samples, s.Covariance.Replicas, s.Covariance.Width = 40, 11, sim.Exactly(3)
		s.Compare.Runs, s.Compare.Observations = 12, 7
		change(&s)
		return s
	}
	return map[string]job{
		"edges": {with(func(*sim.Spec) {}), linear, sim.Run},
		"dense, Leimkuhler–Matthews": {with(func(s *sim.Spec) {
			s.Covariance.Method, s.Integration.Stepper = covariance.DenseMethod, integrator.LeimkuhlerMatthewsKind
		}), linear, sim.Run},
		"float32, Rademacher": {with(func(s *sim.Spec) {
			s.Integration.Precision, s.Noise.Increments = integrator.Float32, integrator.Rademacher
		}), directed, sim.Run},
		"coloured, its own covariance": {with(func(s *sim.Spec) {
			s.Noise.Placement, s.Noise.CorrelationTime, s.Covariance.From = integrator.OrnsteinUhlenbeck, 1, sim.OwnDynamics
			s.Covariance.BurnIn, s.Compare.Duration = sim.Exactly(2), sim.Exactly(2)
		}), rectified, sim.Run},
		"inside, float32": {with(func(s *sim.Spec) {
			s.Noise.Placement, s.Covariance.From, s.Integration.Precision = integrator.Inside, sim.OwnDynamics, integrator.Float32
		}), rectified, sim.Run},
		"exact":           {with(func(s *sim.Spec) { s.Covariance.Method = covariance.ExactMethod }), directed, sim.Run},
		"covariance only": {with(func(*sim.Spec) {}), unlike(t, directed, network.Linear, 1, 1), sim.MeasureCovariance},
		"pruning only":    {with(func(*sim.Spec) {}), directed, sim.Prune},
		"one that diverges": {with(func(*sim.Spec) {}), linear, func(ctx context.Context, s sim.Spec, net *network.Network, o sim.Options) (*sim.Result, error) {
			return sim.Compare(ctx, s, net, explosive, o)
		}},
	}
}

// TestResumeGivesTheSameBits interrupts each job at moments spread over all its length,
// the end of each phase among them, resumes with another number of workers, is killed
// again on the way, and compares with the job uninterrupted.
func TestResumeGivesTheSameBits(t *testing.T) {
	moments := 8
	if testing.Short() {
		moments = 4
	}
	held := map[string]bool{}
	for name, j := range jobs(t) {
		want, err := j.do(t.Context(), j.spec, j.net, sim.Options{Workers: 2})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		whole := &interruption{every: 1 << 40, members: held}
		got, err := j.until(whole, 1, nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkSame(t, name+", not interrupted", got, want)
		for k := range moments {
			at := 1 + k*(whole.moment-1)/(moments-1)
			i := &interruption{at: at, every: 3 + whole.moment/37, kill: k%2 == 1, members: held}
			what := fmt.Sprintf("%s, interrupted at moment %d of %d, kill %v", name, at, whole.moment, i.kill)
			got, err := j.until(i, 1+k%3, nil)
			for again := 0; errors.Is(err, context.Canceled); again++ {
				if i.at = at / 2; again == 2 {
					i.at = 0
				}
				got, err = j.until(i, 1+(k+again)%4, i.last)
			}
			if err != nil {
				t.Fatalf("%s: %v", what, err)
			}
			checkSame(t, what, got, want)
		}
	}
	for _, member := range []string{
		"mean", "pilot", "pilot/under", "float32", "float64", "covariance/merged", "covariance/under", "covariance/done", "exact/task",
		"spectra/task", "forms/task", "trajectories/merged", "trajectories/under", "active/task",
	} {
		if !held[member] {
			t.Errorf("no checkpoint held %s: the test has lost its reach", member)
		}
	}
}

// TestFinishedCheckpointLeavesNothingToDo: from the last checkpoint of a run the same
// result comes without a single step or decomposition.
func TestFinishedCheckpointLeavesNothingToDo(t *testing.T) {
	for name, j := range jobs(t) {
		i := &interruption{every: 1 << 40, members: map[string]bool{}}
		want, err := j.until(i, 2, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := j.until(i, 1, i.last)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkSame(t, name, got, want)
		if i.moment > 20 { // the phases' names and the finished blocks' last reports
			t.Errorf("%s: %d moments passed", name, i.moment)
		}
	}
}

// TestForeignCheckpointsAreRefused: each row changes one thing of a sound checkpoint.
func TestForeignCheckpointsAreRefused(t *testing.T) {
	j := jobs(t)["edges"]
	i := &interruption{every: 50, at: 2500, members: map[string]bool{}}
	if _, err := j.until(i, 2, nil); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	sound := *i.last
	member := func(part string) string {
		for _, m := range sound.Members {
			if strings.HasPrefix(m.Name, part) {
				return m.Name
			}
		}
		t.Fatalf("no member %s among %d", part, len(sound.Members))
		return ""
	}
	replaced := func(name string, data []byte) sim.Checkpoint {
		c := sound
		c.Members = nil
		for _, m := range sound.Members {
			if m.Name == name {
				m.Data = data
			}
			c.Members = append(c.Members, m)
		}
		return c
	}
	under := member("covariance/under")
	other := j
	other.spec.Seed = 2
	elsewhere := j
	elsewhere.net = unlike(t, j.net, network.Linear, 0, 0.5)
	for _, row := range []struct {
		why    string
		job    job
		change func() sim.Checkpoint
		want   string
	}{
		{"another version's numbers may differ", j, func() sim.Checkpoint { c := sound; c.Program = "noiseprune 9"; return c }, "written by noiseprune 9"},
		{"another seed", other, func() sim.Checkpoint { return sound }, "another spec"},
		{"another network", elsewhere, func() sim.Checkpoint { return sound }, "another network"},
		{"another build resolves auto to other numbers", j, func() sim.Checkpoint { c := sound; c.SpecHash[0]++; return c }, "resolves to other numbers"},
		{"another library rounds differently", j, func() sim.Checkpoint { c := sound; c.LAPACK = "openblas 9"; return c }, "openblas 9"},
		{"a block that is no bundle", j, func() sim.Checkpoint { return replaced(under, []byte("nonsense")) }, under + " does not fit"},
		{"a block cut off", j, func() sim.Checkpoint { return replaced(under, nil) }, "0 parts"},
		{"a pilot of another kind", j, func() sim.Checkpoint { return replaced("pilot", []byte("npother1")) }, "pilot does not fit"},
	} {
		c := row.change()
		_, err := row.job.do(t.Context(), row.job.spec, row.job.net, sim.Options{Workers: 2, Resume: &c})
		var refused *sim.CheckpointError
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}
