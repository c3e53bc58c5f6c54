package netio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
	"github.com/klauspost/compress/gzip"
)

// largestDense is the largest order that Write turns into a dense array, of 20 GB.
const largestDense = 50_000

// Write writes the matrix into a file, in the format that the extension of its name says
// (see Read), row = target. Labels go into NAME.labels.csv beside it, or into the .npz
// itself. Comments stand at the top of a Matrix Market file; the other formats have no
// place for them. The same matrix gives the same bytes.
//
// Each file appears whole or not at all: it is written under another name in the same
// folder, brought to the disk, and renamed. An existing file keeps its permissions, and
// a symbolic link keeps pointing to the file that is replaced.
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
	if m.Labels != nil && l.format != npzFormat {
		err := replaceFile(l.labelsPath(), func(w io.Writer) error { return WriteLabels(w, m.Labels) })
		if err != nil {
			return err
		}
	}
	return replaceFile(path, func(w io.Writer) error { return l.write(w, m, comments) })
}

// checkMatrix refuses what could be written, but not read again as it was.
func (l layout) checkMatrix(path string, m *Matrix) error {
	if err := m.checkLabels(); err != nil {
		return fmt.Errorf("%s: %w", oneLine(path), err)
	}
	if n := m.Weights.Order(); l.format == npyFormat && n > largestDense {
		return fmt.Errorf("%s: a dense array of %d neurons has %d GB; write .npz or .mtx", oneLine(path), n, 8*n*n>>30)
	}
	if m.Labels != nil || l.format == npzFormat {
		return nil
	}
	if _, err := os.Lstat(l.labelsPath()); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: the matrix has no labels, but %s has some; remove that file or choose another name", oneLine(path), oneLine(l.labelsPath()))
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

// replaceFile calls write with a new file that takes the place of the one of that name
// when all went well.
func replaceFile(path string, write func(w io.Writer) error) error {
	target := path
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		target = resolved
	}
	if info, err := os.Stat(target); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s: this is no regular file and cannot be replaced; choose another name", oneLine(path))
	}
	pending, err := renameio.NewPendingFile(target, renameio.WithTempDir(filepath.Dir(target)),
		renameio.WithPermissions(0o666), renameio.WithExistingPermissions())
	if err != nil {
		return cannotWrite(path, err)
	}
	defer pending.Cleanup() //nolint:errcheck // what it returns is no news
	b := bufio.NewWriterSize(pending, 1<<18)
	if err := write(b); err != nil {
		return cannotWrite(path, err)
	}
	if err := b.Flush(); err != nil {
		return cannotWrite(path, err)
	}
	if err := pending.CloseAtomicallyReplace(); err != nil {
		return cannotWrite(path, err)
	}
	return nil
}

// cannotWrite names the file that was wanted instead of the one written in its place.
func cannotWrite(path string, err error) error {
	var (
		opening  *fs.PathError
		renaming *os.LinkError
	)
	switch {
	case errors.As(err, &opening):
		err = opening.Err
	case errors.As(err, &renaming):
		err = renaming.Err
	}
	return fmt.Errorf("%s: cannot be written: %w", oneLine(path), err)
}
