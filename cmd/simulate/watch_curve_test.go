package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"noiseprune/internal/watch"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// last returns the last abscissa of the curve of the error on the page, before the end of the line of what is expected; 0 where
// there is none.
func (s shownStatus) last() float64 {
	for _, f := range s.Figures {
		if x := f.Chart.Views[0].X; f.ID == "samples" && len(x) > 1 {
			return x[len(x)-2]
		}
	}
	return 0
}

// stoppingAt is the watcher of a run whose every error is computed, however long ago the last was. It stops the run after a point
// beyond that share of the samples that are planned.
type stoppingAt struct {
	*statusTaker
	share float64

	mu     sync.Mutex
	merged int     // times that it was told of blocks that are merged
	points []int64 // where the curve ended then
}

func (w *stoppingAt) Sampled(s sim.SamplesUnderWay) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.samples.mu.Lock()
	w.samples.next, w.samples.began = time.Time{}, time.Time{}
	w.samples.mu.Unlock()
	w.statusTaker.Sampled(s)
	if s.Merged {
		w.merged++
	}
	counts := w.recorder.Status().Samples.Counts
	if len(counts) == 0 {
		return
	}
	last := counts[len(counts)-1]
	w.points = append(w.points, last)
	if float64(last) > w.share*float64(s.Planned) {
		_ = w.recorder.Stop() // returns none
	}
}

// stoppedAt starts a run in the folder, or resumes it, with two blocks of samples, one after the other. It returns what its page shows
// before anything is computed, the watcher, and what is known when it has stopped after a point beyond that share of the samples.
func stoppedAt(t *testing.T, out string, open func() (folder, error), share float64) (first shownStatus, w *stoppingAt, end watch.Status) {
	t.Helper()
	s := settings{spec: sim.DefaultSpec(), watch: true, out: out}
	s.spec.Network.Source = "clustered:sizes=12/8,long=6"
	loaded, err := netio.Load(s.spec.Network, s.spec.Seed, netio.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s.spec.Network, s.spec.Covariance.Replicas, s.spec.Covariance.Width = loaded.Definition, 16, sim.Exactly(8)
	s.spec.Covariance.Samples = sim.Exactly(40_000)
	f, err := open()
	if err != nil {
		t.Fatal(err)
	}
	c := new(cobra.Command)
	c.SetContext(t.Context())
	if f.watched, err = s.follow(c, f, "run", newProgress(io.Discard, true, autoProgress)); err != nil {
		t.Fatal(err)
	}
	first, w = fetch(t, f.watched.server.Address()), &stoppingAt{statusTaker: f.watched.statusTaker, share: share}
	f.store.Start(time.Hour, func(string) {})
	_, err = sim.Run(c.Context(), s.spec, loaded.Network, sim.Options{Workers: 1, Store: f.store, Watcher: w})
	if stopped := f.store.Stop(); !errors.Is(err, context.Canceled) || stopped != nil {
		t.Fatalf("it ended with %v and %v; points at %v", err, stopped, w.points)
	}
	_ = f.watched.end(c.Context(), err) // returns what it is given
	if err := f.store.Close(); err != nil {
		t.Fatal(err)
	}
	return first, w, w.recorder.Status()
}

// TestTheCurveGoesOnInTheBlockUnderWay: the second of two blocks is interrupted after 55 % of all samples. When the run is resumed its
// points are there before anything is computed, and another follows before the block is merged, which is at the end. The run stops itself
// at these points, so that no time decides.
func TestTheCurveGoesOnInTheBlockUnderWay(t *testing.T) {
	out := t.TempDir()
	_, _, before := stoppedAt(t, out, func() (folder, error) { return openFolder(out, false) }, 0.55)
	counts := before.Samples.Counts
	last, planned := counts[len(counts)-1], before.Samples.Planned
	if share := float64(last) / float64(planned); before.State != watch.Interrupted || share < 0.55 || share > 0.9 {
		t.Fatalf("in the state %v with points at %v of %d", before.State, counts, planned)
	}
	resumed := func() (folder, error) {
		store, err := openCheckpoint(out)
		return folder{path: out, store: store}, err
	}
	shown, w, after := stoppedAt(t, out, resumed, float64(last)/float64(planned))
	if shown.last() != float64(last) || shown.State != "running" {
		t.Errorf("the last point was at %d, and when it was resumed %+v", last, shown)
	}
	if next := w.points[0]; w.merged != 0 || next <= last || float64(next) > 1.05*float64(last) { // a fiftieth of the block
		t.Errorf("after %d come %v, with %d merged blocks told", last, w.points, w.merged)
	}
	if kept := min(len(counts), len(after.Samples.Counts)) - 1; kept < 2 || !slices.Equal(counts[:kept], after.Samples.Counts[:kept]) {
		t.Errorf("the points were %v, and are %v", counts, after.Samples.Counts)
	}
}
