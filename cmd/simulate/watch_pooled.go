package main

import (
	"math"
	"sync"
	"time"

	"noiseprune/sim"
)

// pooledErrors finds the error of the covariance from all samples so far: those that are merged, and those of the blocks under
// way. The blocks are independent, so that their precisions 1/error² add up. It computes errors as often as that takes little of
// the time.
type pooledErrors struct {
	mu     sync.Mutex
	next   time.Time // when an error may be computed again; zero before the first
	began  time.Time
	merged part
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

// reset forgets all samples, since those of another network follow.
func (p *pooledErrors) reset() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.merged = part{}
	clear(p.blocks)
}

// add takes another part and returns what is known of all; known is false where that is nothing new. A worker does not wait for the
// error of another's block.
func (p *pooledErrors) add(s sim.SamplesUnderWay) (samples int64, value float64, known bool) {
	if s.Edges > mostEdges || !p.mu.TryLock() {
		return 0, 0, false
	}
	defer p.mu.Unlock()
	if s.Merged && s.Samples == p.merged.samples || !p.compute(s) {
		return 0, 0, false
	}
	return p.pool()
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
	case !known || !(value > 0):
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
