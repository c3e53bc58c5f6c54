package figure

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"noiseprune/sim"
)

// Findings stores the results of finished parts of a figure, so that the figure can be
// interrupted and continued. It belongs to one figure with one set of Options; only
// Workers and Progress may differ. Its methods may be called from several goroutines at
// once.
type Findings interface {
	// Find returns what was stored under the name, or nil.
	Find(name string) []byte
	// Keep stores a result and replaces what was stored under the name before. The bytes
	// are not changed afterwards.
	Keep(name string, found []byte)
}

// partCounter counts the parts of a figure that have been named.
type partCounter struct{ count int }

// Part names the next part of the figure. A figure asks for its parts one after the other
// and in the same order, whatever the number of workers.
func (r *Run) Part(what string) string {
	r.parts.count++
	return fmt.Sprintf("%03d %s", r.parts.count, what)
}

// Find returns the stored result of the part of that name, nil where it has to be computed.
func (r *Run) Find(name string) []byte {
	if r.Findings == nil {
		return nil
	}
	return r.Findings.Find(name)
}

// Keep stores the result of a part. It is encoded only where results are stored.
func (r *Run) Keep(name string, encode func() ([]byte, error)) error {
	if r.Findings == nil {
		return nil
	}
	data, err := encode()
	if err == nil {
		r.Findings.Keep(name, data)
	}
	return err
}

// recall decodes the stored result of the part of that name. What cannot be decoded counts
// as absent.
func recall[T any](r *Run, name string) (T, bool) {
	var found, nothing T
	data := r.Find(name)
	if data == nil || gob.NewDecoder(bytes.NewReader(data)).Decode(&found) != nil {
		return nothing, false
	}
	return found, true
}

// Once returns the stored result of the part of that name, or computes it, a value that
// package gob can encode, and stores it. It reports whether the result was stored before.
func Once[T any](r *Run, name string, compute func() (T, error)) (found T, before bool, err error) {
	if found, before = recall[T](r, name); before {
		return found, true, nil
	}
	if found, err = compute(); err != nil {
		return found, false, err
	}
	return found, false, r.Keep(name, func() ([]byte, error) {
		var data bytes.Buffer
		err := gob.NewEncoder(&data).Encode(found)
		return data.Bytes(), err
	})
}

// Each computes tasks 0…n−1 on the workers, as sim.Each does, and gathers their results in
// ascending order; the result of each task is a part of its own. units(k) is the progress
// that task k reports while it is computed; it is skipped where its result was stored.
func Each[T any](
	r *Run, what string, n int, units func(k int) int64,
	work func(ctx context.Context, k int) (T, error), gather func(k int, found T),
) error {
	part := r.Part(what)
	return sim.Each(r.Context, r.Workers, n, func(ctx context.Context, k int) (T, error) {
		found, before, err := Once(r, fmt.Sprintf("%s %d", part, k), func() (T, error) { return work(ctx, k) })
		if before {
			r.Progress.Skip(units(k))
		}
		return found, err
	}, gather)
}

// OneUnit is the progress of a task of Each where all tasks report one unit.
func OneUnit(int) int64 { return 1 }

// KeepNumbers stores float64s and slices of them, which gob would encode one by one.
func (r *Run) KeepNumbers(name string, values ...any) error {
	return r.Keep(name, func() (data []byte, err error) {
		for _, v := range values {
			if data, err = binary.Append(data, binary.LittleEndian, v); err != nil {
				return nil, err
			}
		}
		return data, nil
	})
}

// DecodeNumbers reads what KeepNumbers stored into pointers and slices of the same
// lengths. It reports false for anything else.
func DecodeNumbers(data []byte, values ...any) bool {
	for _, v := range values {
		n, err := binary.Decode(data, binary.LittleEndian, v)
		if err != nil {
			return false
		}
		data = data[n:]
	}
	return len(data) == 0
}

// partialSuffix ends the name under which the partial checkpoints of a part are stored.
const partialSuffix = " partial"

// IsPartial reports whether partial checkpoints are stored under the name.
func IsPartial(name string) bool { return strings.HasSuffix(name, partialSuffix) }

// partialSaver stores the partial checkpoints of a simulation that is a part of a figure.
type partialSaver struct {
	findings Findings
	name     string
	interval time.Duration
	start    time.Time
	next     atomic.Int64 // when the next checkpoint is due, in nanoseconds since start
	writes   sync.WaitGroup
}

// A checkpoint is due savingInterval after the last one was stored, or later where storing
// takes long: at most 1/savingShare of the time is spent on it.
const (
	savingInterval = 40 * time.Second
	savingShare    = 10
)

// SavedOptions returns the options of the simulation that computes the named part: it
// resumes from its stored partial checkpoint and stores further ones. forget removes them;
// it is to be called after the result of the part was stored.
func (r *Run) SavedOptions(part string) (opt sim.Options, forget func()) {
	return r.savedOptions(part, savingInterval)
}

func (r *Run) savedOptions(part string, interval time.Duration) (opt sim.Options, forget func()) {
	opt = r.SimOptions()
	if r.Findings == nil {
		return opt, func() {}
	}
	name := part + partialSuffix
	if saved, ok := recall[sim.Checkpoint](r, name); ok {
		opt.Resume = &saved
	}
	s := &partialSaver{findings: r.Findings, name: name, interval: interval, start: time.Now()}
	s.next.Store(int64(interval))
	opt.Saver = s
	return opt, func() {
		s.writes.Wait()
		s.findings.Keep(name, nil)
	}
}

// Due reports whether it is time for a checkpoint.
func (s *partialSaver) Due() bool { return int64(time.Since(s.start)) >= s.next.Load() }

// Save stores a checkpoint while the simulation continues.
func (s *partialSaver) Save(c sim.Checkpoint) {
	s.next.Store(math.MaxInt64) // no other is due while this one is written
	s.writes.Go(func() { s.write(c) })
}

// write stores a checkpoint, which can always be encoded: it consists of text and bytes.
func (s *partialSaver) write(c sim.Checkpoint) {
	began := time.Since(s.start)
	var data bytes.Buffer
	if gob.NewEncoder(&data).Encode(c) == nil {
		s.findings.Keep(s.name, data.Bytes())
	}
	ended := time.Since(s.start)
	s.next.Store(int64(ended + max(s.interval, savingShare*(ended-began))))
}
