package resume

import (
	"context"
	"fmt"
)

// Tasks are independent pieces of work of one kind, numbered 0 … Count−1, each of which gives a T.
// A store has of them the entries
//
//	NAME/merged         how many results are merged, and what they are together (Merge)
//	NAME/result/NUMBER  the result of a finished task that is not merged
//	NAME/state/NUMBER   where a task under way stands
type Tasks[T any] struct {
	Name  string
	Count int
	// Do does one task. If it can be interrupted it calls its checkpoint between two steps.
	Do func(ctx context.Context, task int, c *Checkpoint) (T, error)
	// Units are the units of progress of one task; nil for one unit each.
	Units  func(task int) int64
	Encode func(T) []byte
	// Decode reads the result of that many tasks from number first on, which are merged if there
	// are several.
	Decode func(data []byte, first, count int) (T, error)
}

// ResultName is the name of the entry of a finished task.
func (t Tasks[T]) ResultName(task int) string { return fmt.Sprintf("%s/result/%06d", t.Name, task) }

func (t Tasks[T]) stateName(task int) string { return fmt.Sprintf("%s/state/%06d", t.Name, task) }
func (t Tasks[T]) mergedName() string        { return t.Name + "/merged" }

func (t Tasks[T]) units(task int) int64 {
	if t.Units == nil {
		return 1
	}
	return t.Units(task)
}

// restore hands the results that the store holds to the queue, from task number first on.
func (t Tasks[T]) restore(r Runner, q *queue[T], first int) error {
	for task := first; task < t.Count; task++ {
		data, ok := r.get(t.ResultName(task))
		if !ok {
			continue
		}
		result, err := t.Decode(data, task, 1)
		if err != nil {
			return &MismatchError{t.ResultName(task), err}
		}
		q.put(task, result)
		r.Progress.Skip(t.units(task))
	}
	return nil
}
