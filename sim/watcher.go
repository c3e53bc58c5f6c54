package sim

import (
	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/internal/trajectory"
)

// Watcher is told what is known of a result while it is computed, to show it. It changes no number. Its methods may be called
// from several goroutines at once. Work waits while they run, so they should return fast: what takes time to compute is
// given as a function, which can be called until the method returns, or left alone.
type Watcher interface {
	// Sampled is told how far the covariance is sampled: several times of each block of replicas that is under way, and when
	// another block has been merged with those before it.
	Sampled(s SamplesUnderWay)
	// Traced is told at each observation of the run whose traces are kept, and with complete at its end; in a recording, at most
	// some ten thousand times, the last frames of a few neurons.
	Traced(activity func() ActivityUnderWay, complete bool)
	// Compared is told each cell of a sweep that is finished, and each one that the store has.
	Compared(c SweepCell)
}

// SamplesUnderWay are the samples of one block of replicas, or of all that are merged. Blocks are independent.
type SamplesUnderWay struct {
	Merged   bool
	Samples  int64   // replicas × times so far
	Before   int64   // that the blocks before this one will have; 0 where they are merged
	Planned  int64   // of all blocks, after which a typical edge is expected to have the relative error Expected
	Expected float64 // it falls as 1/√samples
	Edges    int
	// RelativeError computes covariance.Precision.RelativeError of the samples so far, in a time like that of sorting the
	// edges. known is false for fewer than two groups of replicas, or edges without activity.
	RelativeError func() (value float64, known bool)
}

// ActivityUnderWay is the activity over time of the traced neurons, from one positive start under one noise. Of a recording it is that
// of the first replica, of each network in the place of those that rules have pruned.
type ActivityUnderWay struct {
	Start    float64       // time of the first observation
	Interval float64       // between two observations
	Neurons  []string      // their labels, or numbers
	Rules    []string      // nil of a recording
	Original [][]float64   // Original[k][t] of traced neuron k
	Pruned   [][][]float64 // Pruned[rule][k][t], or of the other networks of a recording; fewer observations where the network diverged
}

// noWatcher is the Watcher of Options without one.
type noWatcher struct{}

func (noWatcher) Sampled(SamplesUnderWay)              {}
func (noWatcher) Traced(func() ActivityUnderWay, bool) {}
func (noWatcher) Compared(SweepCell)                   {}

// shownPerBlock is how often the watcher is told of a block under way.
const shownPerBlock = 50

// showBlock tells the watcher, now and then, how far a block is sampled, each replica of which will have so many samples (times).
func (r *run) showBlock(block *covariance.Edges, width, times int, before int64) {
	if n := block.Samples() / int64(width); n%max(1, int64(times)/shownPerBlock) == 0 {
		r.opt.Watcher.Sampled(r.samplesUnderWay(block, false, before))
	}
}

// showMerged tells the watcher what is merged.
func (r *run) showMerged(merged *covariance.Edges) {
	r.opt.Watcher.Sampled(r.samplesUnderWay(merged, true, 0))
}

func (r *run) samplesUnderWay(sampled *covariance.Edges, merged bool, before int64) SamplesUnderWay {
	return SamplesUnderWay{
		Merged: merged, Samples: sampled.Samples(), Before: before,
		Planned: r.plannedSamples(), Expected: r.spec.expectedError(), Edges: r.net.Edges(),
		RelativeError: func() (float64, bool) {
			p, found := r.precisionOf(sampled)
			return p.RelativeError, found && p.Edges > 0
		},
	}
}

// showing returns the observer of a block's samples, of which it tells the watcher.
func (r *run) showing(o trajectory.Observer, s blockStatistics, width int, before int64) trajectory.Observer {
	observe := o.Observe
	o.Observe = func(k int, first, state []float64) {
		observe(k, first, state)
		r.showBlock(s.edges, width, r.schedule.SamplesPerReplica, before)
	}
	return o
}

// showTraces tells the watcher the activity so far, if it is that of the block whose traces are kept.
func (r *run) showTraces(traces []*compare.Traces, complete bool) {
	if traces == nil {
		return
	}
	r.opt.Watcher.Traced(func() ActivityUnderWay {
		t := r.schedule
		shown := ActivityUnderWay{
			Interval: float64(t.ObservationSteps) * t.TrajectoryStepSize, Original: perNeuron(traces[0]),
			Neurons: labelsOf(r.net, traces[0].Neurons()),
		}
		for k, rule := range r.result.Data.Rules {
			shown.Rules = append(shown.Rules, rule.Name)
			shown.Pruned = append(shown.Pruned, perNeuron(traces[k+1]))
		}
		return shown
	}, complete)
}
