package main

import (
	"math"
	"testing"
	"time"

	"noiseprune/internal/watch"
	"noiseprune/sim"
)

// pooling returns errors that are computed at once.
func pooling() *pooledErrors { return newPooledErrors(time.Now().Add(-time.Hour)) }

// addNow adds a part whose error is computed, whatever was computed just before.
func (p *pooledErrors) addNow(merged bool, samples, before int64, value float64) (int64, float64, bool) {
	p.next = time.Time{}
	return p.add(sim.SamplesUnderWay{
		Merged: merged, Samples: samples, Before: before, Edges: 10,
		RelativeError: func() (float64, bool) { return value, value > 0 },
	})
}

// TestPooledErrors: independent parts of n samples with errors c/√n have c/√Σn together.
func TestPooledErrors(t *testing.T) {
	p := pooling()
	for _, row := range []struct {
		reason          string
		merged          bool
		samples, before int64
		want            int64 // samples; 0 where nothing is known
	}{
		{"the second block, of which the first may be done already", false, 10, 100, 0},
		{"the first, too", false, 30, 0, 40},
		{"more of the second", false, 60, 100, 90},
		{"two blocks are merged, as the pool is of both", true, 200, 0, 200},
		{"the third", false, 50, 200, 250},
		{"what is merged is told twice", true, 200, 0, 0},
		{"the fourth beside it", false, 5, 300, 255},
		{"three are merged, and the fourth is under way", true, 300, 0, 305},
	} {
		samples, value, known := p.addNow(row.merged, row.samples, row.before, 2/math.Sqrt(float64(row.samples)))
		if known != (row.want > 0) || known && (samples != row.want || math.Abs(value*math.Sqrt(float64(row.want))-2) > 1e-12) {
			t.Errorf("%s: %d samples with error %v, %v; want %d", row.reason, samples, value, known, row.want)
		}
	}
	p.reset(nil)
	if samples, _, known := p.addNow(false, 7, 0, 1); !known || samples != 7 {
		t.Errorf("%d samples of another network, %v", samples, known)
	}
	if _, _, known := p.addNow(true, 20, 0, 0); known {
		t.Error("no error was known, and one was told")
	}
}

// TestErrorsTakeAShareOfTheTime: an error that takes 4 ms is computed again after 600 ms at the earliest, that of a large network
// not before a first one can be afforded, and that of a very large one never.
func TestErrorsTakeAShareOfTheTime(t *testing.T) {
	computed := 0
	s := sim.SamplesUnderWay{Samples: 1, Edges: 10, RelativeError: func() (float64, bool) {
		computed++
		time.Sleep(4 * time.Millisecond)
		return 1, true
	}}
	p := pooling()
	for until := time.Now().Add(500 * time.Millisecond); time.Now().Before(until); time.Sleep(time.Millisecond) {
		p.add(s)
	}
	if computed != 1 {
		t.Errorf("computed %d times", computed)
	}
	s.Edges = mostEdges
	newPooledErrors(time.Now()).add(s)
	s.Edges = mostEdges + 1
	pooling().add(s)
	if computed != 1 {
		t.Errorf("computed %d times, with large networks", computed)
	}
}

// TestPooledErrorsGoOn: a run that is resumed knows the parts of the process before, so that its block under way adds to the curve at
// once; one that was killed, and samples again what was merged, adds nothing until it is there.
func TestPooledErrorsGoOn(t *testing.T) {
	before := pooling()
	before.addNow(true, 200, 0, 2/math.Sqrt(200))
	before.addNow(false, 50, 200, 2/math.Sqrt(50))
	p := pooling()
	p.reset(append(before.parts(), watch.Part{Samples: 7, Error: math.NaN()}, watch.Part{Before: 100, Error: 1}))
	for _, row := range []struct {
		reason          string
		merged          bool
		samples, before int64
		want            int64 // samples; 0 where nothing is known
	}{
		{"the block under way goes on", false, 60, 200, 260},
		{"one after it", false, 10, 300, 270},
		{"of a run that was killed: what was merged is sampled again", false, 40, 100, 0},
		{"and merged", true, 150, 0, 0},
		{"the block after it again, from its last checkpoint", false, 30, 200, 240},
		{"what was merged is merged", true, 200, 0, 0},
		{"and another block", true, 300, 0, 310},
		{"all is sampled again after a longer burn-in: the second block", false, 20, 100, 0},
		{"and the first", false, 30, 0, 50},
	} {
		samples, value, known := p.addNow(row.merged, row.samples, row.before, 2/math.Sqrt(float64(row.samples)))
		if known != (row.want > 0) || known && (samples != row.want || math.Abs(value*math.Sqrt(float64(row.want))-2) > 1e-12) {
			t.Errorf("%s: %d samples with error %v, %v; want %d", row.reason, samples, value, known, row.want)
		}
	}
}
