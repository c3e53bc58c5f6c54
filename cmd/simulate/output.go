package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"noiseprune/internal/atomicfile"
	"noiseprune/internal/resume"
	"noiseprune/network/netio"
	"noiseprune/report"
	"noiseprune/sim"
)

// resultName is the file whose presence says that a folder holds complete results. It is
// removed first and written last.
const resultName = "result.json"

// folder is where the results go. Its zero value is nowhere.
type folder struct {
	path    string
	created bool
	store   *resume.Folder // of what the run has found, as long as it is not finished
}

// openFolder makes the folder ready, before anything is computed. Every error is the
// input's: results that must not be replaced, or a place that cannot be written.
func openFolder(path string, force bool) (folder, error) {
	if path == "" {
		return folder{}, nil
	}
	f := folder{path: path}
	if !holdsCheckpoint(path) && !force && isThere(filepath.Join(path, resultName)) {
		return folder{}, inputError{fmt.Errorf("%s already holds a result; choose another --out, or replace it with --force", path)}
	}
	f.created = !isThere(path)
	if err := os.MkdirAll(path, 0o755); err != nil {
		return folder{}, inputError{fmt.Errorf("--out %s cannot be made: %w", path, err)}
	}
	var err error
	if f.store, err = openCheckpoint(path); err != nil {
		f.abandon()
		var busy *resume.BusyError
		if errors.As(err, &busy) {
			return folder{}, inputError{err}
		}
		return folder{}, inputError{fmt.Errorf("--out %s cannot be written: %w", path, err)}
	}
	if holdsCheckpoint(path) && !force {
		return folder{}, errors.Join(f.store.Close(),
			inputError{fmt.Errorf("%s holds an unfinished run: simulate resume %s continues it, and --force begins anew", path, path)})
	}
	return f, f.store.Clear()
}

func isThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// abandon leaves the folder as if nothing had been begun.
func (f folder) abandon() {
	if f.store != nil {
		_ = f.store.Clear()
		_ = f.store.Close()
	}
	if f.created {
		_ = os.Remove(f.path) // not if something has appeared in it
	}
}

// write puts all files of the result into the folder, each of them whole or not at all, and
// takes the checkpoints away. A folder that has vanished is made again.
func (f folder) write(r *sim.Result) error {
	if f.path == "" {
		return nil
	}
	if err := os.MkdirAll(f.path, 0o755); err != nil {
		return err
	}
	if err := f.clean(); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(f.path, resultName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, err := resultJSON(r)
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
	}{{"spec.yaml", spec}, {"report.html", page.Bytes()}, {resultName, text}} {
		if err := writeFile(filepath.Join(f.path, file.name), file.content); err != nil {
			return err
		}
	}
	return f.store.Remove()
}

// clean removes the temporary files of an earlier process that was killed.
func (f folder) clean() error {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		target, temporary := atomicfile.Target(e.Name())
		if !temporary || !slices.Contains([]string{".json", ".html", ".yaml", ".mtx", ".csv", ".npz", ".npy"}, filepath.Ext(target)) {
			continue
		}
		if err := os.Remove(filepath.Join(f.path, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// writeFile writes a file by way of another in the same folder.
func writeFile(path string, content []byte) error {
	return atomicfile.WriteFile(path, content, 0o644)
}

// writePruned writes A of each pruned network: pruned.mtx is noise-prune's.
func (f folder) writePruned(r *sim.Result) error {
	for _, rule := range r.Data.Rules {
		name := "pruned.mtx"
		switch rule.Name {
		case "noise":
		case "pruned": // came from a file
			continue
		default:
			name = "pruned-" + rule.Name + ".mtx"
		}
		matrix, err := couplingMatrix(rule.Pruned)
		if err != nil {
			return err
		}
		if matrix.Labels == nil { // those of an older result are not this network's
			stale := filepath.Join(f.path, strings.TrimSuffix(name, ".mtx")+".labels.csv")
			if err := os.Remove(stale); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
		err = netio.Write(filepath.Join(f.path, name), matrix, []string{
			"A = W - D of the network pruned by the rule " + rule.Name + ": row = target, column = source, the diagonal is minus the leak",
			fmt.Sprintf("%s, source %q, seed %d", r.Program, r.Spec.Network.Source, r.Spec.Seed),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// array is one array of an .npz file.
type array struct {
	name   string
	shape  []int
	values []float64
}

// writeNPZ writes arrays so that numpy.load opens them. The members carry no time, so
// that the same arrays give the same bytes.
func writeNPZ(path string, arrays []array) error {
	var buffer bytes.Buffer
	z := zip.NewWriter(&buffer)
	for _, a := range arrays {
		var member io.Writer
		member, err := z.CreateHeader(&zip.FileHeader{Name: a.name + ".npy", Method: zip.Deflate})
		if err != nil {
			return err
		}
		if err := netio.WriteNPY(member, a.shape, a.values); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	return writeFile(path, buffer.Bytes())
}
