package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"noiseprune/checkpoint"
	"noiseprune/sim"
)

// checkpoints writes the checkpoints of a run beside it, so that the run need not wait for
// the disk. While one is being written, only the newest of those that follow is kept.
type checkpoints struct {
	store    *checkpoint.Folder
	command  string
	choice   string // of LAPACK
	interval time.Duration
	say      func(text string)
	first    bool        // nothing is written yet: the run waits for the first, and
	fail     func(error) // ends where that cannot be written

	due   atomic.Bool
	timer *time.Timer

	mu      sync.Mutex
	waiting *sim.Checkpoint
	busy    bool // one is being written
	idle    *sync.Cond
	failed  error // of the last one
}

func newCheckpoints(store *checkpoint.Folder, command, choice string, interval time.Duration, say func(text string)) *checkpoints {
	c := &checkpoints{store: store, command: command, choice: choice, interval: interval, say: say}
	c.idle = sync.NewCond(&c.mu)
	c.timer = time.AfterFunc(interval, func() { c.due.Store(true) })
	return c
}

// Due reports whether the interval has passed since the last checkpoint was on the disk.
func (c *checkpoints) Due() bool { return c.due.Load() }

// Save lets the checkpoint be written.
func (c *checkpoints) Save(s sim.Checkpoint) {
	c.due.Store(false)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.first {
		c.first = false
		if err := c.put(s); err != nil {
			c.fail(firstCheckpointError{err})
		}
		return
	}
	c.waiting = &s
	if !c.busy {
		c.busy = true
		go c.write()
	}
}

// write writes what waits, until nothing does.
func (c *checkpoints) write() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.waiting != nil {
		s := *c.waiting
		c.waiting = nil
		c.mu.Unlock()
		err := c.put(s)
		c.mu.Lock()
		c.report(err)
	}
	c.busy = false
	c.timer.Reset(c.interval)
	c.idle.Broadcast()
}

// put brings a checkpoint to the disk.
func (c *checkpoints) put(s sim.Checkpoint) error {
	return c.store.Save(&checkpoint.State{Command: c.command, LAPACK: c.choice, Run: s})
}

// firstCheckpointError is why a run cannot begin.
type firstCheckpointError struct{ error }

func (e firstCheckpointError) Unwrap() error { return e.error }

// report says when checkpoints begin to fail and when they succeed again.
func (c *checkpoints) report(err error) {
	switch {
	case err != nil && c.failed == nil:
		c.say(fmt.Sprintf("no checkpoint could be written: %s; the run goes on, and the one before it stays", oneLine(err)))
	case err == nil && c.failed != nil:
		c.say("checkpoints are written again")
	}
	c.failed = err
}

// flush waits until the last checkpoint is written, and returns why it was not.
func (c *checkpoints) flush() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.busy {
		c.idle.Wait()
	}
	return c.failed
}

// stop lets nothing become due any more. It waits for what is being written.
func (c *checkpoints) stop() error {
	err := c.flush()
	c.timer.Stop()
	return err
}
