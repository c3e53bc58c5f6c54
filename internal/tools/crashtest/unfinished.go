package main

import "path/filepath"

// checkpointBeingWritten reports whether the last process was killed while it wrote a
// checkpoint, which has a temporary name that begins with a dot until it is complete. It is the
// only function that knows the names of files in a checkpoint folder.
func checkpointBeingWritten(results string) bool {
	temporary, err := filepath.Glob(filepath.Join(results, "checkpoint", ".0*"))
	return err == nil && len(temporary) > 0
}

// resultsBeingWritten reports whether the last process was killed while it wrote its results,
// whose temporary files begin with a dot.
func resultsBeingWritten(results string) bool {
	temporary, err := filepath.Glob(filepath.Join(results, ".*"))
	return exists(results, "spec.yaml") || err == nil && len(temporary) > 0
}
