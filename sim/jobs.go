package sim

import "context"

// Each calls work for the jobs 0 … n−1 on the given number of goroutines and then gather
// for each in ascending order, one at a time, so that what is gathered does not depend on
// the number of goroutines. It returns the first error by job number, and the context's
// error if that ended first. Callers that compute many independent things above this
// package need no goroutines of their own.
func Each[T any](ctx context.Context, workers, n int, work func(ctx context.Context, job int) (T, error), gather func(job int, result T)) error {
	return each(ctx, workers, n, work, gather)
}
