package netio

import (
	"bufio"
	"errors"
	"io"
	"math"
	"strings"

	"noiseprune/network"
)

// ReadMAT reads a weight matrix, row = target, from a MATLAB file of level 5 or 4: the only
// square numeric variable, full or sparse, or the one that reading.Variable names, which may be
// a field of a struct, such as data.SC. A variable of as many names as there are neurons, a
// cell array or a matrix of characters, names them. The path appears in errors only; those of
// format are of type *FormatError.
func ReadMAT(r io.Reader, path string, reading network.Reading, limits Limits) (*Matrix, error) {
	f := newMatFile(r, path, reading, limits)
	if err := f.read(); err != nil {
		return nil, err
	}
	return f.matrix(reading.Orientation)
}

// matFile is what has been read of a file.
//
// Source: MathWorks, MAT-File Format, chapter 1.
type matFile struct {
	at     place
	limits Limits
	top    *matPart
	left   int64 // bytes that compressed elements may still expand to
	zlibInflater

	wanted    string // the name of the variable that is to be read, or ""
	variables []matVariable
	count     int  // of variables
	complete  bool // the variable last visited was read to its end

	kept     *network.CSR // of the first variable of the lowest rank
	keptErr  error        // why that could not be read
	keptRank matRank

	texts    []matText
	textLeft int64 // bytes of text that may still be kept
}

func newMatFile(r io.Reader, path string, reading network.Reading, limits Limits) *matFile {
	at := place{path: path}
	return &matFile{
		at: at, limits: limits, left: limits.Bytes, wanted: reading.Variable, textLeft: matTextPerEntry * int64(limits.Entries),
		top: &matPart{r: bufio.NewReaderSize(r, 2*blockBytes), left: math.MaxInt64, at: at, buffer: make([]byte, blockBytes)},
	}
}

// read visits all variables.
func (f *matFile) read() error {
	level, err := f.top.header()
	if err != nil {
		return err
	}
	if level == 4 {
		return f.readLevel4()
	}
	return f.readLevel5()
}

// readLevel5 visits all variables.
func (f *matFile) readLevel5() error {
	for {
		if _, err := f.top.r.(*bufio.Reader).Peek(1); errors.Is(err, io.EOF) {
			return nil
		}
		t, err := f.top.tag()
		if err != nil {
			return err
		}
		switch t.kind {
		case matMatrix:
			inner := f.top.part(t)
			if err := f.visit(inner, "", 0); err != nil {
				return err
			}
			err = inner.skip(inner.left)
		case matCompressed:
			err = f.visitCompressed(t)
		default:
			err = f.at.fail(0, fetchAgain, "an element of type %d stands where a variable is expected", t.kind)
		}
		if err != nil {
			return err
		}
	}
}

// matrix returns the matrix that was found, with its labels.
func (f *matFile) matrix(o network.Orientation) (*Matrix, error) {
	chosen, err := f.choose()
	if err != nil {
		return nil, err
	}
	if f.keptErr != nil {
		return nil, f.keptErr
	}
	m := &Matrix{Weights: f.kept}
	used := f.addLabels(m, chosen)
	others := f.others(chosen, used)
	switch {
	case f.wanted != "":
	case others != "":
		m.note("the matrix is the variable %s; not read: %s", chosen, others)
	case chosen.depth > 0:
		m.note("the matrix is the variable %s", chosen)
	}
	if !strings.HasPrefix(f.top.text, matWriter) {
		orientationNote(m, o)
	}
	return m, nil
}

// matFormat is the row of the registry.
func matFormat() format {
	return format{
		extension: ".mat", labels: true, variables: true,
		read:  func(c content) (*Matrix, error) { return ReadMAT(c.stream, c.path, c.reading, c.limits) },
		write: func(w io.Writer, m *Matrix, _ []string) error { return WriteMAT(w, m) },
		check: checkMAT,
	}
}
