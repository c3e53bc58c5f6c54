package resume

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestResultsAreGatheredInOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7, 50} {
		var order []int
		err := ForEach(t.Context(), workers, 20, func(_ context.Context, task int) (int, error) {
			time.Sleep(time.Duration((task*7)%5) * time.Millisecond) // finish out of order
			return task * task, nil
		}, func(task, result int) {
			if result != task*task {
				t.Errorf("task %d gave %d", task, result)
			}
			order = append(order, task)
		})
		if err != nil || len(order) != 20 || !slices.IsSorted(order) {
			t.Errorf("%d workers: order %v, error %v", workers, order, err)
		}
	}
}

func TestTheCauseIsReportedNotItsConsequence(t *testing.T) {
	cause := errors.New("the cause")
	err := ForEach(t.Context(), 3, 3, func(ctx context.Context, task int) (int, error) {
		if task == 0 {
			return 0, cause
		}
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(int, int) {})
	if !errors.Is(err, cause) {
		t.Errorf("error %v, want %v", err, cause)
	}
}

// A task behind the first that fails may fail before it; which error is returned must not
// depend on the number of workers.
func TestTheFirstFailureIsReported(t *testing.T) {
	for _, workers := range []int{1, 2, 3, 8} {
		later := make(chan struct{})
		err := ForEach(t.Context(), workers, 8, func(ctx context.Context, task int) (int, error) {
			switch {
			case task == 1 && workers > 2:
				<-later // task 2 fails first
				if ctx.Err() != nil {
					t.Errorf("%d workers: task 1 was cancelled because of one behind it", workers)
				}
				return 0, errors.New("task 1")
			case task == 1:
				return 0, errors.New("task 1")
			case task == 2:
				defer time.AfterFunc(10*time.Millisecond, func() { close(later) })
				return 0, errors.New("task 2")
			case task > 2:
				<-ctx.Done()
				return 0, ctx.Err()
			}
			return 0, nil
		}, func(int, int) {})
		if err == nil || err.Error() != "task 1" {
			t.Errorf("%d workers: error %v, want that of task 1", workers, err)
		}
	}
}

func TestTasksStopWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := ForEach(ctx, 2, 5, func(context.Context, int) (int, error) { return 0, nil }, func(int, int) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
