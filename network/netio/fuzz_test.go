package netio

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// fuzzLimits keeps one input small and fast.
func fuzzLimits() Limits { return Limits{Neurons: 1 << 12, Entries: 1 << 14, Bytes: 1 << 20} }

// cost is what one input of a fuzz target may cost to read within fuzzLimits. The inputs of
// testdata/fuzz cost at most some milliseconds and 0.7 MB, most of it buffers of
// decompression and what stands for each neuron; a table takes some 100 bytes for a byte.
func cost() testutil.Limits {
	return testutil.Limits{Time: time.Second, Bytes: 2 << 20, PerByte: 250}
}

// unpackedCost allows for the 1 MiB to which the input may expand.
func unpackedCost() testutil.Limits {
	return testutil.Limits{Time: time.Second, Bytes: 16 << 20, PerByte: 250}
}

// addFiles seeds a target with the files below testdata that the pattern matches.
func addFiles(f *testing.F, pattern string) {
	f.Helper()
	paths, err := filepath.Glob("testdata/" + pattern)
	if err != nil || len(paths) == 0 {
		f.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		content, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
}

// checkError demands exactly one of value and error, the error of format, on one line, and
// beginning with the name of the file.
func checkError(t *testing.T, hasValue bool, err error) {
	t.Helper()
	if hasValue == (err != nil) {
		t.Fatalf("value %v, error %v", hasValue, err)
	}
	var format *FormatError
	if err != nil && (!errors.As(err, &format) || !strings.HasPrefix(err.Error(), "fuzz:") || strings.ContainsAny(err.Error(), "\n\r\x1b")) {
		t.Fatalf("error %T %q is not one line about the format", err, err)
	}
}

// checkMatrix demands, beside, that what was read can be written, in the format that choice
// selects, and is the same when read again.
func checkMatrix(t *testing.T, choice int, m *Matrix, err error) {
	t.Helper()
	checkError(t, m != nil, err)
	if err != nil {
		return
	}
	if m.Labels != nil && len(m.Labels) != m.Weights.Order() {
		t.Fatalf("%d labels for %d neurons", len(m.Labels), m.Weights.Order())
	}
	extension := extensions[choice%len(extensions)]
	if extension == ".npy" && m.Weights.Order() > 256 {
		return
	}
	if l, err := layoutOf("x" + extension); err != nil || l.check != nil && l.check(m) != nil {
		return
	}
	again, err := writeAndRead(extension, m)
	if err != nil {
		t.Fatalf("%s: %v", extension, err)
	}
	if !again.Weights.Equal(m.Weights) || !slices.Equal(again.Labels, m.Labels) {
		t.Fatalf("%s: got %v, %q, want %v, %q", extension, again.Weights.Entries(), again.Labels, m.Weights.Entries(), m.Labels)
	}
}

// isTable reports whether files of the extension are edge lists.
func isTable(extension string) bool {
	l, err := layoutOf("x" + extension)
	return err == nil && l.table
}

// writeAndRead writes the matrix, its labels beside it, and reads both.
func writeAndRead(extension string, m *Matrix) (*Matrix, error) {
	l, err := layoutOf("x" + extension)
	if err != nil {
		return nil, err
	}
	var file, names bytes.Buffer
	if err := l.fill(&file, m, nil); err != nil {
		return nil, err
	}
	var labels []string
	if m.Labels != nil {
		if err := WriteLabels(&names, m.Labels); err != nil {
			return nil, err
		}
		if labels, err = ReadLabels(&names, "labels"); err != nil {
			return nil, err
		}
	}
	again, err := readAs(extension, file.Bytes(), labels)
	if err == nil && !l.labels {
		again.Labels = labels
	}
	return again, err
}

// readAs reads a file of that extension.
func readAs(extension string, file []byte, labels []string) (*Matrix, error) {
	l, err := layoutOf("x" + extension)
	if err != nil {
		return nil, err
	}
	c := content{
		file: bytes.NewReader(file), stream: bytes.NewReader(file), size: int64(len(file)), path: "x", limits: DefaultLimits(),
		labels: func() ([]string, error) { return labels, nil }, labelsPath: "labels",
	}
	if l.compressed {
		c.compressed = true
		if c.stream, err = gunzip(c.stream, place{path: "x"}, c.limits); err != nil {
			return nil, err
		}
	}
	return l.read(c)
}

// reading is a reader of matrices, the path and the limits set.
type reading func(r io.Reader) (*Matrix, error)

func asMarket(r io.Reader) (*Matrix, error) { return ReadMatrixMarket(r, "fuzz", fuzzLimits()) }
func asEdges(r io.Reader) (*Matrix, error) {
	return ReadTable(r, "fuzz", nil, network.Reading{}, fuzzLimits())
}
func asArray(r io.Reader) (*Matrix, error) { return ReadNPY(r, "fuzz", fuzzLimits()) }

func unpacked(read reading) reading {
	return func(r io.Reader) (*Matrix, error) {
		content, err := gunzip(r, place{path: "fuzz"}, fuzzLimits())
		if err != nil {
			return nil, err
		}
		return read(content)
	}
}

// check reads the file within its cost, and then byte by byte, which must not matter.
func (read reading) check(t *testing.T, g *testutil.Guard, file []byte) {
	t.Helper()
	var m *Matrix
	var err error
	g.Read(t, len(file), func() { m, err = read(bytes.NewReader(file)) })
	checkMatrix(t, len(file), m, err)
	if len(file) > 1<<12 {
		return
	}
	again, other := read(iotest.OneByteReader(bytes.NewReader(file)))
	if !reflect.DeepEqual(err, other) || !reflect.DeepEqual(m, again) {
		t.Fatalf("got %v, %v, but byte by byte %v, %v", m, err, again, other)
	}
}
