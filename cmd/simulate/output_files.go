package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"noiseprune/internal/atomicfile"
	"noiseprune/report"
	"noiseprune/sim"
)

// write writes all files of the result, each of them atomically, and removes the checkpoint. It
// creates a folder that was removed since openFolder.
func (f folder) write(r *sim.Result) error {
	if f.path == "" {
		return nil
	}
	if err := f.makeRoom(); err != nil {
		return err
	}
	if err := f.writeContents(r); err != nil {
		return err
	}
	f.watched.written()
	return f.store.Remove()
}

// makeRoom creates the folder, if it was removed, and removes the file by which a result that is replaced says that it is
// complete.
func (f folder) makeRoom() error {
	if err := os.MkdirAll(f.path, 0o755); err != nil {
		return err
	}
	if err := atomicfile.RemoveTemporary(f.path, isOurs); err != nil {
		return err
	}
	for _, name := range resultNames() {
		if err := os.Remove(filepath.Join(f.path, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// writeContents writes all files of the result, result.json last. Texts are encoded before the first
// file is written.
func (f folder) writeContents(r *sim.Result) error {
	text, err := marshalJSON(r)
	if err != nil {
		return err
	}
	spec, err := r.Spec.YAML()
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := report.Write(&page, r); err != nil {
		return err
	}
	if err := f.writeArrays(r); err != nil {
		return err
	}
	if err := f.writePruned(r); err != nil {
		return err
	}
	for _, file := range []struct {
		name    string
		content []byte
	}{{"spec.yaml", spec}, {reportName, page.Bytes()}, {resultName, text}} {
		if err := writeFile(filepath.Join(f.path, file.name), file.content); err != nil {
			return err
		}
	}
	return nil
}

// isOurs reports whether a file has one of the extensions of results.
func isOurs(name string) bool {
	return slices.Contains([]string{".json", ".html", ".yaml", ".mtx", ".csv", ".npz", ".npy", ".png"}, filepath.Ext(name))
}

// writeFile writes a file atomically.
func writeFile(path string, content []byte) error {
	return atomicfile.WriteFile(path, content, 0o644)
}
