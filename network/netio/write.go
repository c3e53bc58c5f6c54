package netio

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/klauspost/compress/gzip"

	"noiseprune/internal/atomicfile"
)

// largestDense is the largest order that Write turns into a dense array, of 20 GB.
const largestDense = 50_000

// Write writes the matrix into a file, in the format that the extension of its name says
// (see Read), row = target. Labels go into NAME.labels.csv beside it, or into the .npz
// itself. Comments stand at the top of a Matrix Market file; the other formats have no
// place for them. The same matrix gives the same bytes.
//
// Each file appears whole or not at all: matrix and labels are written under other names
// in the same folder, brought to the disk, and renamed only then. An existing file keeps
// its permissions, and a symbolic link keeps pointing to the file that is replaced.
//
// Write refuses to put a matrix without labels beside a file of labels, which Read would
// take for its own.
func Write(path string, m *Matrix, comments []string) error {
	l, err := layoutOf(path)
	if err != nil {
		return err
	}
	if err := l.checkMatrix(path, m); err != nil {
		return err
	}
	files := []output{{path, func(w io.Writer) error { return l.write(w, m, comments) }}}
	if m.Labels != nil && l.format != npzFormat {
		files = append(files, output{l.labelsPath(), func(w io.Writer) error { return WriteLabels(w, m.Labels) }})
	}
	return replaceFiles(files)
}

// checkMatrix refuses what could be written, but not read again as it was.
func (l layout) checkMatrix(path string, m *Matrix) error {
	if err := m.checkLabels(); err != nil {
		return fmt.Errorf("%s: %w", oneLine(path), err)
	}
	if n := m.Weights.Order(); l.format == npyFormat && n > largestDense {
		return fmt.Errorf("%s: a dense array of %d neurons has %d GB; write .npz or .mtx", oneLine(path), n, 8*n*n>>30)
	}
	if l.format == csvFormat {
		if _, err := m.uniqueNames(); err != nil {
			return fmt.Errorf("%s: %w", oneLine(path), err)
		}
	}
	if m.Labels != nil || l.format == npzFormat {
		return nil
	}
	if _, err := os.Lstat(l.labelsPath()); err == nil {
		return fmt.Errorf("%s: the matrix has no labels, but %s has some; remove that file or choose another name", oneLine(path),
			oneLine(l.labelsPath()))
	}
	return nil
}

// write writes the matrix in that format.
func (l layout) write(w io.Writer, m *Matrix, comments []string) error {
	if l.gzip {
		z := gzip.NewWriter(w)
		plain := layout{format: l.format}
		if err := plain.write(z, m, comments); err != nil {
			return err
		}
		return z.Close()
	}
	switch l.format {
	case npyFormat:
		return writeSquare(w, m.Weights)
	case npzFormat:
		return WriteNPZ(w, m)
	case csvFormat:
		return WriteCSV(w, m)
	default:
		return WriteMatrixMarket(w, m.Weights, comments)
	}
}

// output is a file to be written.
type output struct {
	path  string
	write func(w io.Writer) error
}

// replaceFiles writes all files under other names, and puts them in their places only when
// all are on the disk.
func replaceFiles(files []output) error {
	var staged []*atomicfile.File
	for _, f := range files {
		pending, err := f.stage()
		if err != nil {
			return err
		}
		defer pending.Discard()
		if err := f.fill(pending); err != nil {
			return cannotWrite(f.path, err)
		}
		staged = append(staged, pending)
	}
	for k, pending := range staged {
		if err := pending.Commit(); err != nil {
			return cannotWrite(files[k].path, err)
		}
	}
	return nil
}

// stage creates the file that will take the place of the one wanted.
func (f output) stage() (*atomicfile.File, error) {
	target := f.path
	if resolved, err := filepath.EvalSymlinks(f.path); err == nil {
		target = resolved
	}
	if info, err := os.Stat(target); err == nil && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: this is no regular file and cannot be replaced; choose another name", oneLine(f.path))
	}
	pending, err := atomicfile.Create(target, 0o666)
	if err != nil {
		return nil, cannotWrite(f.path, err)
	}
	return pending, nil
}

// fill writes the content and brings it to the disk.
func (f output) fill(pending *atomicfile.File) error {
	b := bufio.NewWriterSize(pending, 1<<18)
	if err := f.write(b); err != nil {
		return err
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return pending.Sync()
}
