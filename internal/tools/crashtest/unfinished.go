package main

import "path/filepath"

// checkpointBeingWritten reports whether the last process was killed while it wrote a
// checkpoint. It is the only function that knows the names of files in a checkpoint folder.
func checkpointBeingWritten(results string) bool {
	return exists(results, "checkpoint/state.new") || exists(results, "checkpoint/networks.new")
}

// resultsBeingWritten reports whether the last process was killed while it wrote its results,
// whose temporary files begin with a dot.
func resultsBeingWritten(results string) bool {
	temporary, err := filepath.Glob(filepath.Join(results, ".*"))
	return exists(results, "spec.yaml") || err == nil && len(temporary) > 0
}
