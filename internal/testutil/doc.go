// Package testutil holds helpers shared by tests: archives of fuzz inputs, limits on the time
// and the memory of a reader, checks that decoders return errors, a run with each LAPACK library.
package testutil
