package main

import (
	"math"
	"sync"
	"time"

	"noiseprune/internal/watch"
	"noiseprune/sim"
)

// pooledErrors finds the error of the covariance from all samples so far: those that are merged, and those of the blocks under
// way. The blocks are independent, so that their precisions 1/error² add up. It computes errors as often as that takes little of
// the time.
//
// A run that is resumed says nothing of what is merged until another block is, so that the parts are kept with the curve, and taken
// over from there.
type pooledErrors struct {
	mu     sync.Mutex
	next   time.Time // when an error may be computed again; zero before the first
	began  time.Time
	merged part
	taken  bool           // merged is that of the process before, behind whose last checkpoint the run may have to begin
	blocks map[int64]part // those under way, by the number of samples before them
}

// part is a number of samples, and the error that they give.
type part struct {
	samples int64
	value   float64
}

// What is spent on errors.
const (
	costShare   = 150                    // of the time, at most one part of so many
	costPerEdge = 400 * time.Nanosecond  // of the first error, before one was timed
	leastPause  = 200 * time.Millisecond // between two errors
	mostEdges   = 1_000_000              // of a network whose errors are computed, in memory of some 100 bytes each
)

func newPooledErrors(began time.Time) *pooledErrors {
	return &pooledErrors{began: began, blocks: map[int64]part{}}
}

// reset forgets all samples, since those of another network follow, of which these parts are known.
func (p *pooledErrors) reset(known []watch.Part) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.forget()
	for _, k := range known {
		switch {
		case k.Samples <= 0 || !(k.Error > 0):
		case k.Merged:
			p.merged, p.taken = part{k.Samples, k.Error}, true
		default:
			p.blocks[k.Before] = part{k.Samples, k.Error}
		}
	}
}

func (p *pooledErrors) forget() {
	p.merged, p.taken = part{}, false
	clear(p.blocks)
}

// parts returns what is known, for reset.
func (p *pooledErrors) parts() (known []watch.Part) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.merged.samples > 0 {
		known = append(known, watch.Part{Merged: true, Samples: p.merged.samples, Error: p.merged.value})
	}
	for before, b := range p.blocks {
		known = append(known, watch.Part{Before: before, Samples: b.samples, Error: b.value})
	}
	return known
}

// add takes another part and returns what is known of all; known is false where that is nothing new. A worker does not wait for the
// error of another's block.
func (p *pooledErrors) add(s sim.SamplesUnderWay) (samples int64, value float64, known bool) {
	if s.Edges > mostEdges || !p.mu.TryLock() {
		return 0, 0, false
	}
	defer p.mu.Unlock()
	if p.isKnown(s) || !p.compute(s) {
		return 0, 0, false
	}
	return p.pool()
}

// isKnown reports whether the part belongs to what is known to be merged. If it does and is sampled again, since a longer burn-in was
// needed, what is known is forgotten.
func (p *pooledErrors) isKnown(s sim.SamplesUnderWay) bool {
	switch {
	case s.Merged:
		known := s.Samples == p.merged.samples || p.taken && s.Samples < p.merged.samples
		p.taken = p.taken && s.Samples < p.merged.samples
		return known
	case s.Before >= p.merged.samples:
		return false
	case p.taken:
		return true
	}
	p.forget()
	return false
}

// compute computes the error of a part if there is time for it.
func (p *pooledErrors) compute(s sim.SamplesUnderWay) bool {
	began := time.Now()
	if p.next.IsZero() {
		p.next = p.began.Add(time.Duration(s.Edges) * costPerEdge * costShare)
	}
	if began.Before(p.next) {
		return false
	}
	value, known := s.RelativeError()
	p.next = time.Now().Add(max(leastPause, costShare*time.Since(began)))
	switch {
	case !known || !(value > 0) || math.IsInf(value, 1):
		return false
	case s.Merged:
		p.merged = part{s.Samples, value}
	default:
		p.blocks[s.Before] = part{s.Samples, value}
	}
	return true
}

// pool returns the samples of all parts and their error. It is not known while blocks before one under way are missing.
func (p *pooledErrors) pool() (samples int64, value float64, known bool) {
	samples, precision := p.merged.samples, 0.0
	if samples > 0 {
		precision = 1 / p.merged.value / p.merged.value
	}
	first := samples == 0
	for before, b := range p.blocks {
		if before < p.merged.samples {
			delete(p.blocks, before)
			continue
		}
		first = first && before > 0
		samples += b.samples
		precision += 1 / b.value / b.value
	}
	return samples, 1 / math.Sqrt(precision), !first && precision > 0
}
