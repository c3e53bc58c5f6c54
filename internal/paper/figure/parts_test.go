package figure_test

import (
	"context"
	"errors"
	"reflect"
	"sync/atomic"
	"testing"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/paper/papertest"
)

// A measured covariance that was interrupted goes on from where its tasks stood, gives the
// same numbers, and leaves nothing of its tasks.
func TestMeasuringResumes(t *testing.T) {
	run := papertest.Run()
	net, err := experiment.Clusters{Sizes: []int{30, 6, 24}, LongRange: 75}.Network(1, 60)
	if err != nil {
		t.Fatal(err)
	}
	spec, err := experiment.MeasureSpec(run, net, 4000)
	if err != nil {
		t.Fatal(err)
	}
	want, err := experiment.Measure(run, spec, net)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	i := &papertest.Interrupter{T: t, Kept: map[string][]byte{}, Left: 300, Stop: stop, CountPartial: true}
	opt := run.Options
	opt.Store = i
	if _, err := experiment.Measure(figure.NewRun(ctx, opt), spec, net); !errors.Is(err, context.Canceled) || len(i.Kept) == 0 {
		t.Fatalf("%v, %d entries kept", err, len(i.Kept))
	}
	skipped := &skipCounter{}
	opt.Progress = skipped
	got, err := experiment.Measure(figure.NewRun(t.Context(), opt), spec, net)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v; resumed to other numbers", err)
	}
	for name := range i.Kept {
		if papertest.IsPartial(name) {
			t.Errorf("%s is kept though its simulation has ended", name)
		}
	}
	if skipped.units == 0 || len(i.Kept) != 1 {
		t.Errorf("%d steps were skipped, %d entries kept", skipped.units, len(i.Kept))
	}
}

// skipCounter counts the units of work that were done before.
type skipCounter struct{ units int64 }

func (*skipCounter) Phase(string, int64) {}
func (*skipCounter) Advance(int64)       {}
func (c *skipCounter) Skip(units int64)  { atomic.AddInt64(&c.units, units) }
