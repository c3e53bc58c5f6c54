package paper

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"noiseprune/internal/lapack"
	"noiseprune/sim"
)

// interrupter keeps findings, and interrupts the figure with every few of them.
type interrupter struct {
	t     *testing.T
	mu    sync.Mutex
	kept  map[string][]byte
	left  int // until the interruption
	stop  context.CancelFunc
	found int // calls of Find that found something

	checkpoints bool // count as well
}

func (i *interrupter) Find(name string) []byte {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.kept[name] != nil {
		i.found++
	}
	return i.kept[name]
}

func (i *interrupter) Keep(name string, found []byte) {
	i.mu.Lock()
	defer i.mu.Unlock()
	checkpoint := strings.HasSuffix(name, soFar(""))
	if i.kept[name] != nil && !checkpoint {
		i.t.Errorf("%s is found twice", name)
	}
	i.kept[name] = found
	if checkpoint && !i.checkpoints {
		return // each start of a run gives some, after which it would never get further
	}
	if i.left--; i.left == 0 {
		i.stop()
	}
}

// outcomeOf runs a figure at quick size and returns the outcome as text.
func outcomeOf(t *testing.T, ctx context.Context, name string, opt Options) (string, error) {
	t.Helper()
	figures, err := ByName(name)
	if err != nil {
		t.Fatal(err)
	}
	opt.Size, opt.Seed, opt.LAPACK = Quick, 1, lapack.Gonum()
	o, err := figures[0].Run(ctx, opt)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), nil
}

// A figure that is interrupted again and again does no part twice, and its numbers are
// those of one that was left in peace. So they are if what was kept is of no use.
func TestFiguresGoOn(t *testing.T) {
	for _, c := range []struct {
		reason, name string
		few          int // parts until the next interruption
	}{
		{"exact and measured covariances, decompositions", "2a", 2},
		{"worst cases", "subsets", 9},
		{"trajectories", "2c", 8},
	} {
		t.Run(c.name, func(t *testing.T) {
			want, err := outcomeOf(t, t.Context(), c.name, Options{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			i := &interrupter{t: t, kept: map[string][]byte{}}
			got, runs := "", 0
			for err := context.Canceled; errors.Is(err, context.Canceled); runs++ {
				var ctx context.Context
				ctx, i.stop = context.WithCancel(t.Context())
				i.left = c.few
				got, err = outcomeOf(t, ctx, c.name, Options{Workers: 1 + runs%3, Findings: i})
				i.stop()
				if err != nil && !errors.Is(err, context.Canceled) {
					t.Fatal(err)
				}
			}
			if runs < 3 || i.found == 0 {
				t.Errorf("%d runs, in which %d parts were found again", runs, i.found)
			}
			if got != want {
				t.Errorf("after %d runs the outcome is\n%s\nwant\n%s", runs, got, want)
			}
			t.Logf("%s: %d runs, %d parts", c.reason, runs, len(i.kept))
			got, err = outcomeOf(t, t.Context(), c.name, Options{Workers: 2, Findings: useless{}})
			if err != nil || got != want {
				t.Errorf("with useless findings: %v, outcome\n%s\nwant\n%s", err, got, want)
			}
		})
	}
}

// useless findings are there for every part, and cannot be decoded.
type useless struct{}

func (useless) Find(string) []byte  { return []byte("?") }
func (useless) Keep(string, []byte) {}

// A measured covariance that was interrupted goes on from its last checkpoint to the same
// numbers, and forgets the checkpoint.
func TestMeasuringGoesOn(t *testing.T) {
	j := testJob()
	net, err := j.theoryNetwork(60)
	if err != nil {
		t.Fatal(err)
	}
	spec, err := j.measureSpec(net, 4000)
	if err != nil {
		t.Fatal(err)
	}
	want, err := j.measure(spec, net)
	if err != nil {
		t.Fatal(err)
	}
	j.parts = new(parts)
	name := soFar(j.part("measured covariance"))
	i := &interrupter{t: t, kept: map[string][]byte{}, left: 3, checkpoints: true}
	j.opt.Findings = i
	j.ctx, i.stop = context.WithCancel(t.Context())
	opt, _ := j.savedOptions(name, 0)
	opt.Saver = patient{opt.Saver.(*halfway)}
	if _, err := sim.MeasureCovariance(j.ctx, spec, net, opt); !errors.Is(err, context.Canceled) || i.Find(name) == nil {
		t.Fatalf("%v, %d bytes kept", err, len(i.Find(name)))
	}
	watched := &counting{}
	j.ctx, j.parts, j.opt.Progress = t.Context(), new(parts), watched
	got, err := j.measure(spec, net)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v; went on to other numbers", err)
	}
	if watched.skipped == 0 || len(i.kept[name]) > 0 {
		t.Errorf("%d steps were skipped, and %d bytes of checkpoint stay", watched.skipped, len(i.kept[name]))
	}
}

// patient waits until a checkpoint is kept, so that the interruption falls on the same one.
type patient struct{ *halfway }

func (p patient) Save(c sim.Checkpoint) {
	p.halfway.Save(c)
	p.keeping.Wait()
}

// counting counts what was done before.
type counting struct{ skipped int64 }

func (*counting) Phase(string, int64) {}
func (*counting) Advance(int64)       {}
func (c *counting) Skip(units int64)  { atomic.AddInt64(&c.skipped, units) }
