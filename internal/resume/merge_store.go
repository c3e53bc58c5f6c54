package resume

import "fmt"

// restoreMerged takes over what the store holds merged, of most tasks.
func (m *merging[T]) restoreMerged(most int) error {
	t := m.tasks
	data, ok := m.runner.get(t.mergedName())
	if !ok {
		return nil
	}
	parts, err := Split(data, 2)
	if err == nil {
		err = m.decodeMerged(parts[0], parts[1], most)
	}
	if err != nil {
		return &MismatchError{t.mergedName(), err}
	}
	for task := range m.queue.gathered {
		m.runner.Progress.Skip(t.units(task))
	}
	m.written = m.queue.gathered
	return nil
}

func (m *merging[T]) decodeMerged(tasks, merged []byte, most int) error {
	count, err := DecodeWord(tasks)
	if err != nil {
		return err
	}
	if count < 1 || count > uint64(most) {
		return fmt.Errorf("%d of %d tasks are merged", count, most)
	}
	m.merged, err = m.tasks.Decode(merged, 0, int(count))
	m.queue.gathered = int(count)
	return err
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
	if m.runner.Store == nil || m.tasks.shared(m.runner) {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.queue.mu.Lock()
	defer m.queue.mu.Unlock()
	t, store, q := m.tasks, m.runner.Store, m.queue
	if q.gathered > m.written {
		t.keepMerged(store, m.merged, q.gathered)
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

func (t Tasks[T]) keepMerged(store Store, merged T, count int) {
	store.Put(t.mergedName(), Join(EncodeWord(uint64(count)), t.Encode(merged)))
}

// Replace keeps another result in the place of what Merge kept of all tasks, such as one without what is not used any more.
func (t Tasks[T]) Replace(store Store, merged T) { t.keepMerged(store, merged, t.Count) }
