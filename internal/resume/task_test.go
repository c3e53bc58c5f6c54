package resume

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// testStore is a Store in memory that begins a round at every `every`-th question and cancels a
// context at question number `at`. Where it is a kill, nothing is kept any more from there on.
type testStore struct {
	mu        sync.Mutex
	entries   map[string][]byte
	held      map[string]bool // kinds of entries that were ever put
	questions int
	every, at int
	kill      bool
	cancel    func()
	steps     atomic.Int64 // progress that was made, not skipped
	skipped   atomic.Int64
}

func newTestStore(every int) *testStore {
	return &testStore{entries: map[string][]byte{}, held: map[string]bool{}, every: every, cancel: func() {}}
}

func (s *testStore) Get(name string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	data, ok := s.entries[name]
	return data, ok
}

func (s *testStore) killed() bool { return s.kill && s.at > 0 && s.questions >= s.at }

func (s *testStore) Put(name string, data []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.killed() {
		s.entries[name] = data
		kind, _, _ := strings.Cut(strings.TrimPrefix(name, "sums/"), "/")
		s.held[kind] = true
	}
}

func (s *testStore) Delete(prefix string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.killed() {
		deletePrefix(s.entries, prefix)
	}
}

func (s *testStore) Round() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.questions++; s.questions == s.at {
		s.cancel()
	}
	return uint64(s.questions / s.every)
}

func (s *testStore) Flush()          {}
func (s *testStore) Advance(n int64) { s.steps.Add(n) }
func (s *testStore) Skip(n int64)    { s.skipped.Add(n) }

// length is the number of steps of a task. Every third task is long, so that the results of those
// behind it wait for it.
func length(task int) uint64 {
	if task%3 == 0 {
		return 27
	}
	return 5
}

// lengths is the number of steps of that many tasks.
func lengths(count int) (sum int64) {
	for task := range count {
		sum += int64(length(task))
	}
	return sum
}

// step is one step of a task, a hash, so that its result depends on every step and on their order.
func step(state uint64, task int) uint64 { return (state ^ uint64(task+1)) * 0x9e3779b97f4a7c15 }

func decodeSum(data []byte, _, _ int) (uint64, error) { return DecodeWord(data) }

func sums(count int) Tasks[uint64] {
	return Tasks[uint64]{
		Name: "sums", Count: count, Encode: EncodeWord, Decode: decodeSum,
		Units: func(task int) int64 { return int64(length(task)) },
		Do: func(_ context.Context, task int, c *Checkpoint) (uint64, error) {
			var at [2]uint64 // steps done, and the state
			encode := func() []byte { return binary.LittleEndian.AppendUint64(EncodeWord(at[0]), at[1]) }
			_, err := c.Restore(func(state []byte) error {
				_, err := binary.Decode(state, binary.LittleEndian, at[:])
				return err
			}, func() int64 { return int64(at[0]) })
			if err != nil {
				return 0, err
			}
			for ; at[0] < length(task); at[0]++ {
				if task%3 == 0 {
					time.Sleep(time.Microsecond)
				}
				if err := c.Between(encode); err != nil {
					return 0, err
				}
				at[1] = step(at[1], task)
				c.Advance(1)
			}
			c.Report()
			return at[1], nil
		},
	}
}

// combine depends on the order of merging.
func combine(into *uint64, next uint64) { *into = *into*31 + next }

// TestInterruptedAnywhere interrupts tasks at every question in turn, by cancelling and by
// killing, twice, with changing numbers of workers; what comes out at last is what comes out
// undisturbed, no step is done twice after a cancellation, and progress adds up.
func TestInterruptedAnywhere(t *testing.T) {
	interruptAnywhere(t, 7, func(ctx context.Context, r Runner) (uint64, error) { return Merge(ctx, r, sums(7), combine) })
}

// TestBatchesInterruptedAnywhere does the same with batches of two tasks, of which as many follow as what is
// merged asks for.
func TestBatchesInterruptedAnywhere(t *testing.T) {
	merged := map[int]uint64{}
	interruptAnywhere(t, 8, func(ctx context.Context, r Runner) (uint64, error) {
		return MergeBatches(ctx, r, sums(2), combine, 6, func(v uint64, batches int) bool {
			if before, found := merged[batches]; found && before != v {
				t.Errorf("after %d batches %x was merged, and before %x", batches, v, before)
			}
			merged[batches] = v
			return batches < 4
		})
	})
	if len(merged) != 4 {
		t.Errorf("asked after %d batches, not after each of 4", len(merged))
	}
	all, err := MergeBatches(t.Context(), Runner{1, newTestStore(1), nil, Part{}}, sums(2), combine, 4, func(uint64, int) bool { return true })
	if err != nil || all != merged[4] {
		t.Errorf("at most 4 batches: %x, %v, want %x", all, err, merged[4])
	}
}

func interruptAnywhere(t *testing.T, count int, do func(context.Context, Runner) (uint64, error)) {
	t.Helper()
	want, err := do(t.Context(), Runner{1, newTestStore(1), nil, Part{}})
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for at := 1; at <= int(lengths(count)); at++ {
		for _, kill := range []bool{false, true} {
			s := newTestStore(1 + at%11)
			s.held = held
			var got uint64
			err := context.Canceled
			for again := 0; errors.Is(err, context.Canceled); again++ {
				s.at, s.questions, s.kill = at, 0, kill
				if again == 2 {
					s.at = 0
				}
				s.skipped.Store(0)
				ctx, cancel := context.WithCancel(t.Context())
				s.cancel = cancel
				got, err = do(ctx, Runner{1 + (at+again)%3, s, s, Part{}})
				cancel()
			}
			if err != nil || got != want {
				t.Fatalf("interrupted at %d, kill %v: %x, %v, want %x", at, kill, got, err, want)
			}
			if !kill && s.steps.Load() != lengths(count) {
				t.Errorf("interrupted at %d: %d steps were done, not %d", at, s.steps.Load(), lengths(count))
			}
		}
	}
	for _, kind := range []string{"merged", "result", "state"} {
		if !held[kind] {
			t.Errorf("no %s was ever kept: the test has lost its reach", kind)
		}
	}
}

// TestFinishedTasksAreNotDoneAgain by any of the three.
func TestFinishedTasksAreNotDoneAgain(t *testing.T) {
	s := newTestStore(5)
	r := Runner{2, s, s, Part{}}
	for _, pass := range []string{"first", "second"} {
		s.steps.Store(0)
		if _, err := Merge(t.Context(), r, sums(5), combine); err != nil {
			t.Fatal(err)
		}
		each := sums(5)
		each.Name = "each"
		var gathered []uint64
		if err := Each(t.Context(), r, each, func(_ int, v uint64) { gathered = append(gathered, v) }); err != nil || len(gathered) != 5 {
			t.Fatal(gathered, err)
		}
		one := sums(1)
		v, err := One(t.Context(), r, "one", func(c *Checkpoint) (uint64, error) { return one.Do(t.Context(), 0, c) }, EncodeWord, DecodeWord)
		if err != nil || v != gathered[0] {
			t.Fatalf("%x, %v", v, err)
		}
		if steps := s.steps.Load(); (steps > 0) != (pass == "first") {
			t.Errorf("%s pass: %d steps", pass, steps)
		}
	}
}

// TestEachReturnsAtOnce although a task under way does not listen.
func TestEachReturnsAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release, begun := make(chan struct{}), make(chan struct{})
	defer close(release)
	go func() {
		<-begun
		cancel()
	}()
	s := newTestStore(1)
	err := Each(ctx, Runner{1, s, s, Part{}}, Tasks[int]{
		Name: "slow", Count: 1, Encode: func(int) []byte { return nil },
		Do: func(context.Context, int, *Checkpoint) (int, error) { close(begun); <-release; return 1, nil },
	}, func(int, int) { t.Error("it was gathered") })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestEntriesThatDoNotFit are named.
func TestEntriesThatDoNotFit(t *testing.T) {
	for _, row := range []struct{ why, name, data, want string }{
		{"a result that is too short", "sums/result/000002", "x", "sums/result/000002 does not fit: a number has 1 bytes"},
		{"what is merged is no bundle", "sums/merged", "x", "sums/merged does not fit: it is cut off"},
		{"more tasks are merged than there are", "sums/merged", string(Join(EncodeWord(4), EncodeWord(1))), "4 of 3 tasks are merged"},
		{"none is merged", "sums/merged", string(Join(EncodeWord(0), EncodeWord(1))), "0 of 3 tasks are merged"},
		{"a state that is too short", "sums/state/000001", "x", "sums/state/000001 does not fit"},
	} {
		s := newTestStore(1)
		s.entries[row.name] = []byte(row.data)
		_, err := Merge(t.Context(), Runner{2, s, s, Part{}}, sums(3), combine)
		var mismatch *MismatchError
		if !errors.As(err, &mismatch) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: error %v, want one with %q", row.why, err, row.want)
		}
	}
}

func TestSub(t *testing.T) {
	s := newTestStore(1)
	part := Sub(s, "part/")
	part.Put("a", []byte{1})
	s.Put("a", []byte{2})
	if got, ok := part.Get("a"); !ok || got[0] != 1 || fmt.Sprint(s.entries) != "map[a:[2] part/a:[1]]" {
		t.Errorf("%v, %v", got, s.entries)
	}
	part.Delete("")
	if _, ok := s.Get("a"); !ok || len(s.entries) != 1 {
		t.Errorf("left: %v", s.entries)
	}
}

func TestBuildNamesThisProgram(t *testing.T) {
	one, err := Build()
	other, again := Build()
	if err != nil || again != nil || one != other || len(one) < 12 {
		t.Errorf("%q, %v; %q, %v", one, err, other, again)
	}
}
