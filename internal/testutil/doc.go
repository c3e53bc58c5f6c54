// Package testutil is what only tests share: archives of fuzz inputs, limits on the time and
// the memory of a reader, refused encodings, a run under each LAPACK.
package testutil
