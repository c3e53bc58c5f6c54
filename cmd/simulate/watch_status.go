package main

import (
	"math"
	"slices"
	"sync"
	"time"

	"noiseprune/internal/page"
	"noiseprune/internal/watch"
	"noiseprune/rules"
	"noiseprune/sim"
)

// statusTaker takes what a run tells its watcher into what is known of it.
type statusTaker struct {
	recorder *watch.Recorder
	samples  *pooledErrors

	before watch.Status // of the process before, where the run is resumed

	recorded []string // names of the networks of a recording; nil of a run

	mu     sync.Mutex
	traced time.Time // when the activity was taken last
	swept  int       // network of a sweep that is under way
}

// tracedBefore is the least time between two takings of the activity.
const tracedBefore = 900 * time.Millisecond

func newStatusTaker(r *watch.Recorder) *statusTaker {
	return &statusTaker{recorder: r, samples: newPooledErrors(time.Now())}
}

// goOn takes up the curve of the process before.
func (r *statusTaker) goOn(before watch.Status) {
	r.before = before
	r.samples.reset(before.Samples.Parts)
}

// Sampled implements sim.Watcher.
func (r *statusTaker) Sampled(s sim.SamplesUnderWay) {
	samples, value, known := r.samples.add(s)
	var parts []watch.Part
	if known {
		parts = r.samples.parts()
	}
	r.recorder.Update(func(status *watch.Status) {
		shown := &status.Samples
		shown.Planned, shown.Expected = s.Planned, s.Expected
		if known {
			shown.Add(samples, value)
			shown.Parts = parts
		}
	})
}

// Traced implements sim.Watcher.
func (r *statusTaker) Traced(activity func() sim.ActivityUnderWay, complete bool) {
	r.mu.Lock()
	due := complete || time.Since(r.traced) >= tracedBefore
	if due {
		r.traced = time.Now()
	}
	r.mu.Unlock()
	if !due {
		return
	}
	a := activity()
	shown := watch.Activity{Start: a.Start, Interval: a.Interval, Neurons: a.Neurons, Original: finite(a.Original)}
	for _, traces := range a.Pruned {
		shown.Pruned = append(shown.Pruned, finite(traces))
	}
	for _, rule := range a.Rules {
		shown.Rules = append(shown.Rules, watch.Rule{Name: rule, Title: rules.Title(rule)})
	}
	nameRecorded(&shown, r.recorded)
	r.recorder.Update(func(s *watch.Status) { s.Activity = shown })
}

// finite returns each trace up to where it ceases to be finite.
func finite(traces [][]float64) (all []page.Values) {
	for _, trace := range traces {
		end := slices.IndexFunc(trace, func(v float64) bool { return math.IsNaN(v) || math.IsInf(v, 0) })
		if end < 0 {
			end = len(trace)
		}
		all = append(all, trace[:end])
	}
	return all
}
