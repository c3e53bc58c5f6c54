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
// itself. Comments are written at the top of a Matrix Market file; the other formats have no
// comments. The same matrix gives the same bytes.
//
// Each file is replaced atomically: matrix and labels are written under temporary names in
// the same folder, synchronized to the disk, and then renamed. An existing file keeps
// its permissions, and a symbolic link keeps pointing to the file that is replaced.
//
// Write returns an error for a matrix without labels where there is a file of labels that
// Read would use for it.
func Write(path string, m *Matrix, comments []string) error {
	l, err := layoutOf(path)
	if err != nil {
		return err
	}
	if l.write == nil {
		return fmt.Errorf("%s: %s is read only; choose another format", oneLine(path), l.extension)
	}
	if err := l.checkMatrix(path, m); err != nil {
		return err
	}
	files := []output{{path, func(w io.Writer) error { return l.fill(w, m, comments) }}}
	if m.Labels != nil && !l.labels {
		files = append(files, output{l.labelsPath(), func(w io.Writer) error { return WriteLabels(w, m.Labels) }})
	}
	return replaceFiles(files)
}

// checkMatrix returns an error for a matrix that would be read differently from how it was
// written.
func (l layout) checkMatrix(path string, m *Matrix) error {
	if err := m.checkLabels(); err != nil {
		return fmt.Errorf("%s: %w", oneLine(path), err)
	}
	if l.check != nil {
		if err := l.check(m); err != nil {
			return fmt.Errorf("%s: %w", oneLine(path), err)
		}
	}
	if m.Labels != nil || l.labels {
		return nil
	}
	if _, err := os.Lstat(l.labelsPath()); err == nil {
		return fmt.Errorf("%s: the matrix has no labels, but %s has some; remove that file or choose another name",
			oneLine(path), oneLine(l.labelsPath()))
	}
	return nil
}

// fill writes the matrix in that format.
func (l layout) fill(w io.Writer, m *Matrix, comments []string) error {
	if !l.compressed {
		return l.write(w, m, comments)
	}
	z := gzip.NewWriter(w)
	if err := l.write(z, m, comments); err != nil {
		return err
	}
	return z.Close()
}

// output is a file to be written.
type output struct {
	path  string
	write func(w io.Writer) error
}

// replaceFiles writes all files under temporary names, and renames them when all are on the
// disk.
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
