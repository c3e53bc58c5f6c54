package sim

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

func TestEachGathersInOrder(t *testing.T) {
	for _, workers := range []int{1, 2, 7, 50} {
		var order []int
		err := each(t.Context(), workers, 20, func(_ context.Context, job int) (int, error) {
			time.Sleep(time.Duration((job*7)%5) * time.Millisecond) // finish out of order
			return job * job, nil
		}, func(job, result int) {
			if result != job*job {
				t.Errorf("job %d brought %d", job, result)
			}
			order = append(order, job)
		})
		if err != nil || len(order) != 20 || !slices.IsSorted(order) {
			t.Errorf("%d workers: order %v, error %v", workers, order, err)
		}
	}
}

func TestEachReportsTheCauseNotItsConsequence(t *testing.T) {
	cause := errors.New("the cause")
	err := each(t.Context(), 3, 3, func(ctx context.Context, job int) (int, error) {
		if job == 0 {
			return 0, cause
		}
		<-ctx.Done()
		return 0, ctx.Err()
	}, func(int, int) {})
	if !errors.Is(err, cause) {
		t.Errorf("error %v, want %v", err, cause)
	}
}

// A job behind the first that fails may fail before it; which error is returned must not
// depend on the number of workers.
func TestEachReportsTheFirstFailure(t *testing.T) {
	for _, workers := range []int{1, 2, 3, 8} {
		later := make(chan struct{})
		err := each(t.Context(), workers, 8, func(ctx context.Context, job int) (int, error) {
			switch {
			case job == 1 && workers > 2:
				<-later // job 2 fails first
				if ctx.Err() != nil {
					t.Errorf("%d workers: job 1 was stopped because of one behind it", workers)
				}
				return 0, errors.New("job 1")
			case job == 1:
				return 0, errors.New("job 1")
			case job == 2:
				defer time.AfterFunc(10*time.Millisecond, func() { close(later) })
				return 0, errors.New("job 2")
			case job > 2:
				<-ctx.Done()
				return 0, ctx.Err()
			}
			return 0, nil
		}, func(int, int) {})
		if err == nil || err.Error() != "job 1" {
			t.Errorf("%d workers: error %v, want that of job 1", workers, err)
		}
	}
}

func TestEachStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := each(ctx, 2, 5, func(context.Context, int) (int, error) { return 0, nil }, func(int, int) {})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
