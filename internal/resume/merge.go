package resume

import (
	"context"
	"fmt"
	"sync"
)

// Merge does tasks that are interruptible, such as blocks of replicas, and returns what all
// results are together, merged in ascending order. A store keeps what is merged as one entry. When the
// context ends, each task under way saves where it stands, and Merge returns the context's error.
func Merge[T any](ctx context.Context, r Runner, t Tasks[T], merge func(into *T, next T)) (T, error) {
	m := &merging[T]{tasks: t, runner: r, kept: map[int]bool{}}
	m.queue = newQueue(func(task int, next T) {
		if task == 0 {
			m.merged = next
			return
		}
		merge(&m.merged, next)
	})
	if err := m.restore(); err != nil {
		return m.merged, err
	}
	err := m.queue.run(ctx, r.Workers, t.Count, func(ctx context.Context, task int) (T, error) {
		return t.Do(ctx, task, newCheckpoint(ctx, r, t.stateName(task), m.save))
	})
	m.write()
	return m.merged, err
}

// One does a single interruptible task.
func One[T any](
	ctx context.Context, r Runner, name string,
	do func(c *Checkpoint) (T, error), encode func(T) []byte, decode func([]byte) (T, error),
) (T, error) {
	return Merge(ctx, Runner{1, r.Progress, r.Store}, Tasks[T]{
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

// restore takes over what the store holds.
func (m *merging[T]) restore() error {
	t := m.tasks
	data, ok := m.runner.get(t.mergedName())
	if ok {
		if err := m.restoreMerged(data); err != nil {
			return &MismatchError{t.mergedName(), err}
		}
		for task := range m.queue.gathered {
			m.runner.Progress.Skip(t.units(task))
		}
		m.written = m.queue.gathered
	}
	if err := t.restore(m.runner, m.queue, m.queue.gathered); err != nil {
		return err
	}
	for task := range m.queue.results {
		m.kept[task] = true
	}
	return nil
}

func (m *merging[T]) restoreMerged(data []byte) error {
	parts, err := Split(data, 2)
	if err != nil {
		return err
	}
	count, err := DecodeWord(parts[0])
	if err != nil {
		return err
	}
	if count < 1 || count > uint64(m.tasks.Count) {
		return fmt.Errorf("%d of %d tasks are merged", count, m.tasks.Count)
	}
	if m.merged, err = m.tasks.Decode(parts[1], 0, int(count)); err != nil {
		return err
	}
	m.queue.gathered = int(count)
	return nil
}

// save writes once a round.
func (m *merging[T]) save(round uint64) {
	m.mu.Lock()
	first := m.round != round
	m.round = round
	m.mu.Unlock()
	if first {
		m.write()
	}
}

// write keeps what is merged, unless the store has it, and the results that wait. The states of
// finished tasks are deleted only now, since up to here the store had nothing else of them.
func (m *merging[T]) write() {
	if m.runner.Store == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.queue.mu.Lock()
	defer m.queue.mu.Unlock()
	t, store, q := m.tasks, m.runner.Store, m.queue
	if q.gathered > m.written {
		store.Put(t.mergedName(), Join(EncodeWord(uint64(q.gathered)), t.Encode(m.merged)))
	}
	for task := m.written; task < q.gathered; task++ {
		store.Delete(t.ResultName(task))
		store.Delete(t.stateName(task))
	}
	m.written = q.gathered
	for task, result := range q.results {
		if !m.kept[task] {
			m.kept[task] = true
			store.Put(t.ResultName(task), t.Encode(result))
			store.Delete(t.stateName(task))
		}
	}
}
