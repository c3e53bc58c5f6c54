package resume

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// kinds are the ways in which tasks are done, each of which gives the bytes of what it gathers.
func kinds() map[string]func(context.Context, Runner) ([]byte, error) {
	merged := func(v uint64, err error) ([]byte, error) { return EncodeWord(v), err }
	return map[string]func(context.Context, Runner) ([]byte, error){
		"each": func(ctx context.Context, r Runner) (all []byte, err error) {
			err = Each(ctx, r, sums(7), func(_ int, v uint64) { all = append(all, EncodeWord(v)...) })
			return all, err
		},
		"merge": func(ctx context.Context, r Runner) ([]byte, error) { return merged(Merge(ctx, r, sums(7), combine)) },
		"batches": func(ctx context.Context, r Runner) ([]byte, error) {
			return merged(MergeBatches(ctx, r, sums(2), combine, 6, func(v uint64, batches int) bool { return batches < 4 && v != 0 }))
		},
		"one task": func(ctx context.Context, r Runner) ([]byte, error) { return merged(Merge(ctx, r, sums(1), combine)) },
	}
}

// planned returns the folder of a checkpoint with a plan.
func planned(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "checkpoint")
	plan := open(t, path)
	plan.Put(HeaderPrefix+"plan", []byte("sums"))
	if err := plan.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func newPart(t *testing.T, checkpoint, name string) *Shared {
	t.Helper()
	s, err := NewPart(checkpoint, name, func() { t.Error("the part's folder vanished") })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// doPart does one part of the tasks, as a process of its own would, and returns how many steps it took.
func doPart(
	ctx context.Context, t *testing.T, checkpoint string, p Part, do func(context.Context, Runner) ([]byte, error), interval time.Duration,
) (steps int64, got []byte, err error) {
	t.Helper()
	s := newPart(t, checkpoint, fmt.Sprintf("%d-of-%d", p.Index+1, p.Count))
	s.Start(interval, func(text string) { t.Error(text) })
	progress := newTestStore(1)
	got, err = do(ctx, Runner{2, progress, s, p})
	if closed := s.Close(); closed != nil {
		t.Error(closed)
	}
	return progress.steps.Load(), got, err
}

// gather does what is left, as simulate resume does.
func gather(t *testing.T, checkpoint string, do func(context.Context, Runner) ([]byte, error)) (steps int64, got []byte) {
	t.Helper()
	own := open(t, checkpoint)
	progress := newTestStore(1)
	got, err := do(t.Context(), Runner{2, progress, Share(checkpoint, own), Part{}})
	if err = errors.Join(err, own.Remove()); err != nil {
		t.Fatal(err)
	}
	return progress.steps.Load(), got
}

func alone(t *testing.T, do func(context.Context, Runner) ([]byte, error)) []byte {
	t.Helper()
	want, err := do(t.Context(), Runner{1, newTestStore(1), nil, Part{}})
	if err != nil {
		t.Fatal(err)
	}
	return want
}

// TestPartsGiveWhatOneProcessGives whatever their number and order, done twice, with a part that was never done, and interrupted.
func TestPartsGiveWhatOneProcessGives(t *testing.T) {
	for kind, do := range kinds() {
		want := alone(t, do)
		for _, row := range []struct {
			reason string
			count  int
			order  []int // of the parts, from 0
			left   bool  // the gathering process has steps to do
		}{
			{"one part is all tasks", 1, []int{0}, false},
			{"ascending", 2, []int{0, 1, 0, 1, 0, 1, 0, 1}, false},
			{"descending", 3, []int{2, 1, 0, 2, 1, 0, 2, 1, 0, 2, 1, 0}, false},
			{"more parts than tasks", 9, []int{8, 7, 6, 5, 4, 3, 2, 1, 0, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}, false},
			{"a part that is lost is left to the process that gathers", 3, []int{0, 2}, true},
			{"none", 2, nil, true},
		} {
			checkpoint := planned(t)
			for _, k := range row.order {
				_, got, err := doPart(t.Context(), t, checkpoint, Part{k, row.count}, do, time.Hour)
				if others := (*OthersError)(nil); err != nil && !errors.As(err, &others) || err == nil && !bytes.Equal(got, want) {
					t.Fatalf("%s, %s: part %d gives %x, %v, want %x", kind, row.reason, k, got, err, want)
				}
			}
			steps, got := gather(t, checkpoint, do)
			if !bytes.Equal(got, want) {
				t.Errorf("%s, %s: %x, want %x", kind, row.reason, got, want)
			}
			if alreadyDone := kind == "one task" && row.order != nil; (steps > 0) != (row.left && !alreadyDone) {
				t.Errorf("%s, %s: the process that gathers took %d steps", kind, row.reason, steps)
			}
			if _, err := os.Stat(checkpoint); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s, %s: %s is left: %v", kind, row.reason, checkpoint, err)
			}
		}
	}
}

// TestPartsAtTheSameTime, of which two do the same tasks by parts of different numbers; the race detector listens.
func TestPartsAtTheSameTime(t *testing.T) {
	for kind, do := range kinds() {
		checkpoint, want := planned(t), alone(t, do)
		var all sync.WaitGroup
		for _, p := range []Part{{0, 2}, {1, 2}, {0, 3}, {1, 3}, {2, 3}} {
			all.Go(func() {
				_, got, err := doPart(t.Context(), t, checkpoint, p, do, time.Millisecond)
				if err != nil && !errors.As(err, new(*OthersError)) || err == nil && !bytes.Equal(got, want) {
					t.Errorf("%s: %v gives %x, %v", kind, p, got, err)
				}
			})
		}
		all.Wait()
		if _, got := gather(t, checkpoint, do); !bytes.Equal(got, want) {
			t.Errorf("%s: %x, want %x", kind, got, want)
		}
	}
}

// TestInterruptedPartsGoOn from the state that was saved last, though earlier ones are there too, and take no step twice.
func TestInterruptedPartsGoOn(t *testing.T) {
	do := kinds()["merge"]
	checkpoint, want := planned(t), alone(t, do)
	steps := map[Part]int64{}
	for _, at := range []int{9, 5, 12} { // questions before the interruption
		for _, p := range []Part{{0, 2}, {1, 2}} {
			ctx, cancel := context.WithCancel(t.Context())
			s := newPart(t, checkpoint, fmt.Sprintf("%d-of-%d", p.Index+1, p.Count))
			counting := newTestStore(1 << 30)
			counting.at, counting.cancel = at, cancel
			_, err := do(ctx, Runner{1, counting, asked{s, counting}, p})
			cancel()
			if err = errors.Join(err, s.Close()); !errors.Is(err, context.Canceled) {
				t.Fatalf("%v was not interrupted: %v", p, err)
			}
			steps[p] += counting.steps.Load()
		}
	}
	for _, p := range []Part{{0, 2}, {1, 2}} {
		more, _, err := doPart(t.Context(), t, checkpoint, p, do, time.Hour)
		if err != nil && !errors.As(err, new(*OthersError)) {
			t.Fatal(err)
		}
		steps[p] += more
	}
	if _, got := gather(t, checkpoint, do); !bytes.Equal(got, want) {
		t.Errorf("%x, want %x", got, want)
	}
	if all := steps[Part{0, 2}] + steps[Part{1, 2}]; all != lengths(7) {
		t.Errorf("the parts took %d steps, want %d", all, lengths(7))
	}
}

// asked is a Shared whose rounds are those of a testStore, which counts the questions.
type asked struct {
	*Shared
	counting *testStore
}

func (a asked) Round() uint64 { return a.counting.Round() }

// read is a store that counts which results are read.
type read struct {
	*Shared
	results int
}

func (r *read) Get(name string) ([]byte, bool) {
	if strings.Contains(name, "/result/") {
		r.results++
	}
	return r.Shared.Get(name)
}

// TestPartsDoNotReadResults of their own or of others, as long as some are missing; and read each once when all are there. One that has
// been damaged since the folders were read is noticed then, and done again.
func TestPartsDoNotReadResults(t *testing.T) {
	checkpoint, do := planned(t), kinds()["each"]
	want := alone(t, do)
	part := func(index int, harm func(s *read)) (*read, []byte, error) {
		s := &read{Shared: newPart(t, checkpoint, fmt.Sprintf("%d-of-2", index+1))}
		harm(s)
		progress := newTestStore(1)
		got, err := do(t.Context(), Runner{1, progress, s, Part{index, 2}})
		return s, got, errors.Join(err, s.Close())
	}
	none := func(*read) {}
	first, _, err := part(0, none)
	if first.results != 0 || !errors.As(err, new(*OthersError)) {
		t.Errorf("the first part read %d results, %v", first.results, err)
	}
	if again, _, err := part(0, none); again.results != 0 || !errors.As(err, new(*OthersError)) {
		t.Errorf("the first part, again, read %d results, %v", again.results, err)
	}
	if last, got, err := part(1, none); last.results != 7 || err != nil || !bytes.Equal(got, want) {
		t.Errorf("the last part read %d results of 7, %v, %x", last.results, err, got)
	}
	harmed := 0
	_, got, err := part(1, func(s *read) {
		for _, f := range s.others {
			if at, ok := f.index["sums/result/000000"]; ok {
				harmed++
				if err := changeByte(at.path, int(at.offset)); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
	if err != nil || harmed != 1 || !bytes.Equal(got, want) {
		t.Errorf("with %d damaged results: %x, %v, want %x", harmed, got, err, want)
	}
}

// TestOthersErrorCounts what other parts have not done.
func TestOthersErrorCounts(t *testing.T) {
	checkpoint := planned(t)
	for _, row := range []struct {
		part    Part
		missing int
	}{
		{Part{0, 3}, 4}, // it has done 0, 3 and 6
		{Part{2, 3}, 2}, // and it 2 and 5
		{Part{2, 3}, 2},
	} {
		_, _, err := doPart(t.Context(), t, checkpoint, row.part, kinds()["each"], time.Hour)
		var others *OthersError
		if !errors.As(err, &others) || *others != (OthersError{"sums", row.missing, 7}) {
			t.Errorf("%v: %v, want %d missing", row.part, err, row.missing)
		}
	}
	if _, _, err := doPart(t.Context(), t, checkpoint, Part{1, 3}, kinds()["each"], time.Hour); err != nil {
		t.Errorf("the last part: %v", err)
	}
}

func TestRotated(t *testing.T) {
	for count := 1; count < 5; count++ {
		for index := range count {
			p := Part{index, count}
			for first := range 9 {
				for task := range 9 {
					if p.Rotated(first).Has(task) != p.Has(first+task) {
						t.Errorf("%v rotated by %d: task %d", p, first, task)
					}
				}
			}
		}
	}
	if all := (Part{}).Rotated(3); !all.All() || !slices.Equal([]bool{all.Has(0), all.Has(1)}, []bool{true, true}) {
		t.Errorf("all tasks rotated: %v", all)
	}
}
