package sim_test

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
	"noiseprune/sim"
)

// TestWatchersSeeTheLastFrames: what a watcher is told at the end are the last frames of two neurons of the first replica, of each network;
// after an interruption those since it went on. The recording is the same as without a watcher.
func TestWatchersSeeTheLastFrames(t *testing.T) {
	net := testnet.FeedForward(t, 6)
	neurons := []int{5, 1, 3, 4}
	input := func(held *heldFrames) sim.RecordInput {
		return sim.RecordInput{Networks: []*network.Network{net, testnet.Thinned(t, net)}, Neurons: neurons, Frames: held}
	}
	for _, c := range []struct {
		reason      string
		duration    float64
		interruptAt int
	}{
		{"fewer frames than are told", 10, 0},
		{"more", 150, 0},
		{"interrupted", 150, 200},
	} {
		s := recordSpec(c.duration)
		s.Record.Replicas, s.Record.Width = 3, sim.Exactly(2)
		alone, held := newHeldFrames(len(neurons)), newHeldFrames(len(neurons))
		want := recorded(t, s, input(alone), sim.Options{})
		var n noting
		opt := sim.Options{Watcher: &n, Workers: 2}
		if c.interruptAt > 0 {
			store := newInterruption(25, map[string]bool{})
			store.interruptAt(c.interruptAt)
			ctx, cancel := context.WithCancel(t.Context())
			store.begin(cancel)
			opt.Store, opt.Progress, opt.Workers = store, store, 1
			if _, err := sim.Record(ctx, s, input(held), opt, nil); err == nil || n.complete > 0 {
				t.Fatalf("%s: error %v, complete %d times", c.reason, err, n.complete)
			}
			cancel()
			store.interruptAt(0)
		}
		got := recorded(t, s, input(held), opt)
		if !reflect.DeepEqual(got.Networks, want.Networks) || !reflect.DeepEqual(got.Data.Of, want.Data.Of) {
			t.Errorf("%s: the statistics differ from those of a recording that nobody watched", c.reason)
		}
		a := n.activity
		if n.complete != 1 || !slices.Equal(a.Neurons, []string{net.Label(5), net.Label(3)}) || a.Rules != nil || len(a.Pruned) != 1 {
			t.Fatalf("%s: complete %d times, neurons %v, %d other networks", c.reason, n.complete, a.Neurons, len(a.Pruned))
		}
		checkLastFrames(t, c.reason, got, a, alone)
		if told := len(a.Original[0]); c.interruptAt == 0 && told != min(sim.WatchedFrames, got.Schedule.Frames) || told == 0 {
			t.Errorf("%s: %d frames are told of %d", c.reason, told, got.Schedule.Frames)
		}
	}
}

// checkLastFrames compares columns 0 and 2 with the frames of the first replica.
func checkLastFrames(t *testing.T, reason string, r *sim.Recording, a sim.ActivityUnderWay, held *heldFrames) {
	t.Helper()
	told, columns := len(a.Original[0]), r.Neurons
	if first := r.Schedule.Frames - told; math.Abs(a.Start-float64(first)*a.Interval) > 1e-9 || a.Interval != r.Spec.Record.Every.Value() {
		t.Errorf("%s: %d frames from %v on at intervals of %v", reason, told, a.Start, a.Interval)
	}
	for k, traces := range append([][][]float64{a.Original}, a.Pruned...) {
		frames := held.written[[2]int{k, 0}]
		frames = frames[len(frames)-told*columns:]
		for row, column := range []int{0, 2} {
			var want []float64
			for f := range told {
				want = append(want, frames[f*columns+column])
			}
			if !slices.Equal(traces[row], want) {
				t.Errorf("%s: network %d, column %d: other frames", reason, k, column)
			}
		}
	}
}
