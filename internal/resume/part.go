package resume

import (
	"context"
	"fmt"
)

// Part says which tasks of each kind a process does that shares them with others: those whose number leaves Index when it is divided
// by Count. The zero Part does all.
type Part struct{ Index, Count int }

// All reports whether the part is all of the tasks.
func (p Part) All() bool { return p.Count == 0 }

// Has reports whether the part does a task.
func (p Part) Has(task int) bool { return p.All() || task%p.Count == p.Index }

// Rotated returns the part that does of the tasks numbered from 0 on those that p does of the same tasks numbered from first on.
func (p Part) Rotated(first int) Part {
	if p.All() {
		return p
	}
	return Part{((p.Index-first)%p.Count + p.Count) % p.Count, p.Count}
}

// OthersError says that this process has done its part of the tasks of a kind, and that some of the others are not done yet. What needs
// all of them cannot go on.
type OthersError struct {
	Tasks   string // their kind
	Missing int    // tasks of other parts that are not done
	Count   int    // of all parts
}

// Error says which tasks are missing.
func (e *OthersError) Error() string {
	return fmt.Sprintf("%d of the %d tasks of %s are those of other parts, and not done yet", e.Missing, e.Count, e.Tasks)
}

// shared reports whether tasks are divided among parts: those of a kind that has only one are done by every process that needs its
// result before another has done it.
func (t Tasks[T]) shared(r Runner) bool { return !r.Part.All() && t.Count > 1 }

// doPart does the runner's part of the tasks from number first on that the store does not have, and keeps each result. It returns nil
// when the store has the results of all, and an *OthersError when it lacks only those of other parts. It reads no results: one that is
// there and damaged is found when all are gathered, and its task is done again then.
//
// The progress is told of each task from number first on once: of the part's own as they are done, and of all others that they are
// skipped. advance tells it that a task is done; nil where Do tells.
func (t Tasks[T]) doPart(ctx context.Context, r Runner, first int, advance func(task int)) error {
	q := newQueue(func(int, T) {})
	t.skipOthers(r, q, first)
	err := q.run(ctx, r.Workers, t.Count, func(ctx context.Context, task int) (T, error) {
		var none T // the store has the result; it need not stay in memory
		result, err := t.Do(ctx, task, newCheckpoint(ctx, r, t.stateName(task), nil))
		if err == nil {
			r.put(t.ResultName(task), func() []byte { return t.Encode(result) })
			r.Store.Flush()
		}
		if err == nil && advance != nil {
			advance(task)
		}
		return none, err
	})
	if err != nil {
		return err
	}
	return t.othersMissing(r, first)
}

// skipOthers lets the queue do only the part's own tasks that the store lacks, from number first on; those before are merged.
func (t Tasks[T]) skipOthers(r Runner, q *queue[T], first int) {
	for task := range t.Count {
		switch {
		case task < first: // reported when it was merged
			q.skip(task)
		case r.has(t.ResultName(task)) || !r.Part.Has(task):
			q.skip(task)
			r.Progress.Skip(t.units(task))
		}
	}
}

// othersMissing returns an *OthersError where the store lacks results of tasks from number first on.
func (t Tasks[T]) othersMissing(r Runner, first int) error {
	missing := 0
	for task := first; task < t.Count; task++ {
		if !r.has(t.ResultName(task)) {
			missing++
		}
	}
	if missing > 0 {
		return &OthersError{t.Name, missing, t.Count}
	}
	return nil
}

// silent returns the runner without its progress, for tasks that doPart has reported.
func (r Runner) silent() Runner {
	r.Progress = noProgress{}
	return r
}

// skip lets a task not be done; its result is not gathered.
func (q *queue[T]) skip(task int) {
	if q.skipped == nil {
		q.skipped = map[int]bool{}
	}
	q.skipped[task] = true
}
