package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"noiseprune/internal/resume"
	"noiseprune/internal/watch"
	"noiseprune/sim"
)

// resultName is the file of a folder with all results. It is removed before the first of the
// others is written, and written after the last.
const resultName = "result.json"

// reportName is the page of a run, and of a recording.
const reportName = "report.html"

// resultNames lists the files by which a folder says that it holds a complete result: of a run, a sweep or a recording.
func resultNames() []string { return []string{resultName, sweepName, recordingName} }

// holdsResult reports whether the folder holds a result.
func holdsResult(path string) bool {
	for _, name := range resultNames() {
		if exists(filepath.Join(path, name)) {
			return true
		}
	}
	return false
}

// folder is the folder of the results. Its zero value writes nothing.
type folder struct {
	path    string
	created bool           // by this process
	store   *resume.Folder // the checkpoint of an unfinished run
	watched following
}

// openFolder creates the folder and its checkpoint before anything is computed. It returns an input
// error if the folder holds results that must not be replaced, or cannot be written.
func openFolder(path string, force bool) (folder, error) {
	if path == "" {
		return folder{}, nil
	}
	f := folder{path: path}
	if !holdsCheckpoint(path) && !force && holdsResult(path) {
		return folder{}, inputError{fmt.Errorf("%s already holds a result; choose another --out, or replace it with --force", path)}
	}
	f.created = !exists(path)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return folder{}, inputError{fmt.Errorf("--out %s cannot be made: %w", path, err)}
	}
	var err error
	if f.store, err = openCheckpoint(path); err != nil {
		f.discard()
		var busy *resume.BusyError
		if errors.As(err, &busy) {
			return folder{}, inputError{err}
		}
		return folder{}, inputError{fmt.Errorf("--out %s cannot be written: %w", path, err)}
	}
	if holdsCheckpoint(path) && !force {
		return folder{}, errors.Join(f.store.Close(),
			inputError{fmt.Errorf("%s holds an unfinished run: simulate resume %s continues it, and --force starts again", path, path)})
	}
	watch.Forget(checkpointFolder(path)) // what is known of the run that this one replaces
	return f, f.store.Clear()
}

// shared returns the folder's checkpoint with what processes that did parts of the work have left there.
func (f folder) shared() sim.Store {
	if len(resume.Parts(checkpointFolder(f.path))) == 0 {
		return f.store
	}
	return resume.Share(checkpointFolder(f.path), f.store)
}

// exists reports whether there is a file or folder of that name.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// discard removes the checkpoint, and the folder if this process created it and it is empty.
func (f folder) discard() {
	f.watched.remove()
	if f.store != nil {
		_ = f.store.Clear()
		_ = f.store.Close()
	}
	if f.created {
		_ = os.Remove(f.path) // fails if it is not empty
	}
}
