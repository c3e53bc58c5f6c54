package pipeline_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"noiseprune/internal/pipeline"
)

// Whatever the sizes, what is consumed is what was put in, in order, as soon as the pipeline is drained.
func TestValuesAreConsumedInOrder(t *testing.T) {
	for _, c := range []struct {
		why         string
		size, count int
	}{
		{"a batch of each", 1, 1},
		{"batches that are filled exactly", 6, 3},
		{"batches with room left", 7, 3},
		{"one batch for all", 1000, 5},
	} {
		var got, want []float64
		p := pipeline.New(c.size, func(batch []float64) error {
			got = append(got, batch...)
			return nil
		})
		for k := range 100 {
			room := p.Room(c.count)
			for i := range room {
				room[i] = float64(k*c.count + i)
				want = append(want, room[i])
			}
			if k%30 == 29 {
				if err := p.Drain(); err != nil || !slices.Equal(got, want) {
					t.Fatalf("%s: %d of %d values after a drain, error %v", c.why, len(got), len(want), err)
				}
			}
		}
		if err := p.Close(); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %d of %d values, error %v", c.why, len(got), len(want), err)
		}
	}
}

// After an error nothing is consumed, nothing blocks, and every later drain returns it.
func TestErrorsStay(t *testing.T) {
	full := errors.New("no room")
	calls := 0
	p := pipeline.New(2, func([]float64) error {
		calls++
		return full
	})
	for range 50 {
		p.Room(2)
	}
	for range 2 {
		if err := p.Drain(); !errors.Is(err, full) {
			t.Errorf("a drain returned %v", err)
		}
	}
	if err := p.Close(); !errors.Is(err, full) || calls != 1 {
		t.Errorf("closing returned %v after %d calls", err, calls)
	}
}

// Each task is done once, on no more goroutines than are asked for: two tasks that wait for each other end on two.
func TestRunAll(t *testing.T) {
	for _, threads := range []int{1, 2, 3, 100} {
		var done [10]atomic.Int64
		var tasks []func()
		for k := range done {
			tasks = append(tasks, func() { done[k].Add(1) })
		}
		pipeline.RunAll(threads, tasks)
		for k := range done {
			if n := done[k].Load(); n != 1 {
				t.Errorf("%d goroutines: task %d was done %d times", threads, k, n)
			}
		}
	}
	meeting := make(chan struct{})
	pipeline.RunAll(2, []func(){func() { meeting <- struct{}{} }, func() { <-meeting }})
	pipeline.RunAll(3, nil)
}
