package resume

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// silentSums are sums whose Do reports nothing, as those of Each are.
func silentSums(count int) Tasks[uint64] {
	t := sums(count)
	t.Do = func(_ context.Context, task int, _ *Checkpoint) (uint64, error) { return step(0, task), nil }
	return t
}

// TestProgressOfPartsAddsUp: what a part has done and skipped is all that there is, and what it has done is what was left of its own,
// whatever the store had before.
func TestProgressOfPartsAddsUp(t *testing.T) {
	ways := kinds()
	ways["each"] = func(ctx context.Context, r Runner) (all []byte, err error) {
		err = Each(ctx, r, silentSums(7), func(_ int, v uint64) { all = append(all, EncodeWord(v)...) })
		return all, err
	}
	for _, row := range []struct {
		reason      string
		kind        string
		total, done []int64 // of each part in turn
		order       []Part
	}{
		{"nothing is there", "each", []int64{101, 101, 101}, []int64{81, 10, 10}, []Part{{0, 3}, {1, 3}, {2, 3}}},
		{"nothing is there, merged", "merge", []int64{101, 101, 101}, []int64{81, 10, 10}, []Part{{0, 3}, {1, 3}, {2, 3}}},
		{"a part again", "each", []int64{101, 101}, []int64{81, 0}, []Part{{0, 3}, {0, 3}}},
		{"a part again, merged", "merge", []int64{101, 101}, []int64{81, 0}, []Part{{0, 3}, {0, 3}}},
		{"tasks that parts of another count have done", "merge", []int64{101, 101}, []int64{64, 27}, []Part{{0, 2}, {0, 3}}},
		{"each batch is of two tasks", "batches", []int64{32, 64}, []int64{27, 32}, []Part{{0, 2}, {1, 2}}},
		{"one task is no one's own", "one task", []int64{27, 27}, []int64{27, 0}, []Part{{0, 2}, {1, 2}}},
	} {
		checkpoint := planned(t)
		for k, p := range row.order {
			s := newPart(t, checkpoint, fmt.Sprintf("%d-of-%d", p.Index+1, p.Count))
			progress := newTestStore(1)
			_, err := ways[row.kind](t.Context(), Runner{2, progress, s, p})
			if err != nil && !errors.As(err, new(*OthersError)) {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			done, skipped := progress.steps.Load(), progress.skipped.Load()
			if done != row.done[k] || done+skipped != row.total[k] {
				t.Errorf("%s: %v has done %d and skipped %d, want %d of %d", row.reason, p, done, skipped, row.done[k], row.total[k])
			}
		}
	}
}

// TestProgressOfAnInterruptedPartAddsUp: the steps of a task that were saved are skipped by the process that goes on.
func TestProgressOfAnInterruptedPartAddsUp(t *testing.T) {
	checkpoint, do, p := planned(t), kinds()["merge"], Part{0, 2}
	ctx, cancel := context.WithCancel(t.Context())
	s := newPart(t, checkpoint, "1-of-2")
	counting := newTestStore(1 << 30)
	counting.at, counting.cancel = 9, cancel
	_, err := do(ctx, Runner{1, counting, asked{s, counting}, p})
	if err = errors.Join(s.Close(), err); !errors.Is(err, context.Canceled) {
		t.Fatalf("it was not interrupted: %v", err)
	}
	again := newPart(t, checkpoint, "1-of-2")
	again.Start(time.Hour, func(text string) { t.Error(text) })
	progress := newTestStore(1)
	if _, err := do(t.Context(), Runner{1, progress, again, p}); !errors.As(err, new(*OthersError)) {
		t.Fatal(err)
	}
	before, done, skipped := counting.steps.Load(), progress.steps.Load(), progress.skipped.Load()
	if before == 0 || before+done != 64 || done+skipped != lengths(7) {
		t.Errorf("%d steps before, then %d done and %d skipped, want %d and %d in all", before, done, skipped, 64, lengths(7))
	}
}
