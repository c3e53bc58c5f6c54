package resume

import (
	"context"
	"sync"
)

// Merge does tasks that are interruptible, such as blocks of replicas, and returns what all
// results are together, merged in ascending order. A store keeps what is merged as one entry. When the
// context ends, each task under way saves where it stands, and Merge returns the context's error.
func Merge[T any](ctx context.Context, r Runner, t Tasks[T], merge func(into *T, next T)) (T, error) {
	return MergeBatches(ctx, r, t, merge, 1, nil)
}

// MergeBatches is Merge of up to most batches of t.Count tasks each, numbered on. When all tasks before are
// merged, and fewer than most batches done, more is told the result and how many batches it is of, and says
// whether another follows. It must depend on nothing else, since a continued run asks again only after the last batch that it finds.
func MergeBatches[T any](
	ctx context.Context, r Runner, t Tasks[T], merge func(into *T, next T), most int, more func(merged T, batches int) bool,
) (T, error) {
	m := &merging[T]{tasks: t, runner: r, kept: map[int]bool{}}
	m.queue = newQueue(func(task int, next T) {
		if task == 0 {
			m.merged = next
			return
		}
		merge(&m.merged, next)
	})
	if err := m.restoreMerged(most * t.Count); err != nil {
		return m.merged, err
	}
	for batches := (max(1, m.queue.gathered) + t.Count - 1) / t.Count; ; batches++ {
		if err := m.upTo(ctx, batches*t.Count); err != nil || batches == most || !more(m.merged, batches) {
			return m.merged, err
		}
	}
}

// One does a single interruptible task.
func One[T any](
	ctx context.Context, r Runner, name string,
	do func(c *Checkpoint) (T, error), encode func(T) []byte, decode func([]byte) (T, error),
) (T, error) {
	return Merge(ctx, Runner{1, r.Progress, r.Store, r.Part}, Tasks[T]{
		Name: name, Count: 1, Encode: encode,
		Do:     func(_ context.Context, _ int, c *Checkpoint) (T, error) { return do(c) },
		Units:  func(int) int64 { return 0 },
		Decode: func(data []byte, _, _ int) (T, error) { return decode(data) },
	}, nil)
}

// merging is a Merge under way.
type merging[T any] struct {
	tasks  Tasks[T]
	runner Runner
	queue  *queue[T]
	merged T

	mu      sync.Mutex
	round   uint64       // the last one that write was called in
	written int          // merged tasks that the store has
	kept    map[int]bool // tasks whose results the store has
}

// upTo does the tasks before number count that the store does not have.
func (m *merging[T]) upTo(ctx context.Context, count int) error {
	t := m.tasks
	t.Count = count
	restoring := m.runner
	if m.tasks.shared(m.runner) {
		if err := t.doPart(ctx, m.runner, m.queue.gathered, nil); err != nil {
			return err
		}
		restoring = m.runner.silent()
	}
	if err := t.restore(restoring, m.queue, m.queue.gathered); err != nil {
		return err
	}
	for task := range m.queue.results {
		m.kept[task] = true
	}
	err := m.queue.run(ctx, m.runner.Workers, count, func(ctx context.Context, task int) (T, error) {
		return t.Do(ctx, task, newCheckpoint(ctx, m.runner, t.stateName(task), m.save))
	})
	m.write()
	return err
}
