package sim_test

import (
	"encoding/json"
	"math"
	"sync"
	"testing"

	"noiseprune/covariance"
	"noiseprune/sim"
)

// noting is a Watcher that keeps what it is told last, and asks for all there is.
type noting struct {
	mu       sync.Mutex
	partial  []sim.SamplesUnderWay
	merged   sim.SamplesUnderWay
	errors   []float64 // of the blocks under way
	error    float64   // of what is merged
	activity sim.ActivityUnderWay
	complete int
	cells    []float64
}

func (n *noting) Sampled(s sim.SamplesUnderWay) {
	n.mu.Lock()
	defer n.mu.Unlock()
	value, known := s.RelativeError()
	if !known {
		return
	}
	if s.Merged {
		n.merged, n.error = s, value
	} else {
		n.partial, n.errors = append(n.partial, s), append(n.errors, value)
	}
}

func (n *noting) Traced(activity func() sim.ActivityUnderWay, complete bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.activity = activity()
	if complete {
		n.complete++
	}
}

func (n *noting) Compared(c sim.SweepCell) { n.cells = append(n.cells, c.Keep) }

// TestWatchersSeeTheResult: the last that is told is what the result has, blocks under way have errors about as their samples let
// expect, and the result is the same as without a watcher.
func TestWatchersSeeTheResult(t *testing.T) {
	net := generated(t, clustered)
	for _, method := range []covariance.Method{covariance.EdgesMethod, covariance.SolveMethod} {
		s := small()
		s.Covariance.Method, s.Covariance.Samples, s.Covariance.Replicas = method, sim.Exactly(4000), 64
		s.Covariance.Width = sim.Exactly(32)
		var n noting
		watched, err := sim.Run(t.Context(), s, net, sim.Options{Watcher: &n})
		if err != nil {
			t.Fatal(err)
		}
		alone, err := sim.Run(t.Context(), s, net, sim.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if asJSON(t, watched) != asJSON(t, alone) {
			t.Errorf("%v: the result differs from that of a run that nobody watched", method)
		}
		c := watched.Covariance
		if n.merged.Samples != c.Samples || n.merged.Planned != c.Samples || n.error != *c.RelativeError || n.merged.Edges != net.Edges() {
			t.Errorf("%v: told %+v with error %v, but the result has %d samples with %v", method, n.merged, n.error, c.Samples, *c.RelativeError)
		}
		if len(n.partial) < 2 {
			t.Errorf("%v: told %d times of blocks under way", method, len(n.partial))
		}
		for k, p := range n.partial { // eight groups of replicas give the median over the edges to some tenths
			ratio := n.errors[k] / n.error / math.Sqrt(float64(c.Samples)/float64(p.Samples))
			if p.Samples > c.Samples/10 && (ratio < 0.6 || ratio > 1.6) {
				t.Errorf("%v: block after %d with %d samples has %.2f times the error expected", method, p.Before, p.Samples, ratio)
			}
		}
		a, data := n.activity, watched.Data
		if n.complete != 1 || len(a.Original) != len(data.Traces) || len(a.Pruned) != len(data.Rules) || len(a.Neurons) != len(data.Traced) {
			t.Fatalf("%v: complete %d times, %+v", method, n.complete, a)
		}
		for k, trace := range data.Traces {
			last := len(trace) - 1
			if len(a.Original[k]) != last+1 || a.Original[k][last] != trace[last] || a.Pruned[0][k][last] != data.Rules[0].Traces[k][last] ||
				math.Abs(a.Interval*float64(last)-data.Times[last]) > 1e-9 {
				t.Errorf("%v: the activity of neuron %d is not that of the result", method, k)
			}
		}
	}
}

// TestWatchersSeeCells: each when it is finished, in the order of the shares.
func TestWatchersSeeCells(t *testing.T) {
	var n noting
	if _, err := sim.Sweep(t.Context(), small(), generated(t, clustered), []float64{0.6, 0.3}, sim.Options{Watcher: &n}); err != nil {
		t.Fatal(err)
	}
	if len(n.cells) != 2 || n.cells[0] != 0.3 || n.cells[1] != 0.6 {
		t.Errorf("cells %v", n.cells)
	}
}

func asJSON(t *testing.T, r *sim.Result) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
