package watch

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// The files in the folder of a checkpoint.
const (
	statusName = "status.json"
	stopName   = "stop" // names the run that is to stop
)

// PartialSuffix ends the name of the file that Replace makes, before it takes the name wanted.
const PartialSuffix = ".new"

// Replace replaces a file that others read while work goes on: a reader sees the old one or the new one. It is not brought to the disk,
// which once a second would disturb others, as atomicfile does: after a loss of power nobody needs it. One writer at a time may use
// a path. After an error path+PartialSuffix may be left.
func Replace(path string, content []byte, perm fs.FileMode) error {
	if err := os.WriteFile(path+PartialSuffix, content, perm); err != nil {
		return err
	}
	return os.Rename(path+PartialSuffix, path)
}

// writeStatus replaces the status in the folder.
func writeStatus(folder string, s Status) error {
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return Replace(filepath.Join(folder, statusName), text, 0o600)
}

// readStatus returns the status in the folder, and false where there is none that can be read.
func readStatus(folder string) (s Status, found bool) {
	text, err := os.ReadFile(filepath.Join(folder, statusName))
	if err != nil || json.Unmarshal(text, &s) != nil {
		return Status{}, false
	}
	return s, true
}

// askToStop writes the request that the run stop.
func askToStop(folder, run string) error {
	return os.WriteFile(filepath.Join(folder, stopName), []byte(run+"\n"), 0o600)
}

// isAsked reports whether the run is asked to stop.
func isAsked(folder, run string) bool {
	text, err := os.ReadFile(filepath.Join(folder, stopName))
	return err == nil && strings.TrimSpace(string(text)) == run
}

// Forget removes from the folder of a checkpoint what a Keeper has left. Where an open file cannot be removed it waits for its reader.
func Forget(folder string) {
	for _, name := range []string{statusName, statusName + PartialSuffix, stopName} {
		for range 20 {
			if err := os.Remove(filepath.Join(folder, name)); err == nil || errors.Is(err, fs.ErrNotExist) {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// exists reports whether there is a file of that name.
func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
