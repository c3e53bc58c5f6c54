package netio

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fuzzLimits keeps one input small and fast.
func fuzzLimits() Limits { return Limits{Neurons: 1 << 12, Entries: 1 << 14, Bytes: 1 << 20} }

// addFiles seeds a target with the files of testdata/numpy of that extension.
func addFiles(f *testing.F, extension string) {
	f.Helper()
	paths, err := filepath.Glob("testdata/numpy/*" + extension)
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

// checkError demands exactly one of value and error, the error of format and on one line.
func checkError(t *testing.T, hasValue bool, err error) {
	t.Helper()
	if hasValue == (err != nil) {
		t.Fatalf("value %v, error %v", hasValue, err)
	}
	var format *FormatError
	if err != nil && (!errors.As(err, &format) || strings.ContainsAny(err.Error(), "\n\r\x1b")) {
		t.Fatalf("error %T %q is not one line about the format", err, err)
	}
}

// checkMatrix demands, beside, that what was read can be written in each format and is the
// same when read again.
func checkMatrix(t *testing.T, m *Matrix, err error) {
	t.Helper()
	checkError(t, m != nil, err)
	if err != nil {
		return
	}
	if m.Labels != nil && len(m.Labels) != m.Weights.Order() {
		t.Fatalf("%d labels for %d neurons", len(m.Labels), m.Weights.Order())
	}
	for _, extension := range extensions {
		if extension == ".npy" && m.Weights.Order() > 256 {
			continue
		}
		if _, err := m.uniqueNames(); err != nil && strings.HasPrefix(extension, ".csv") {
			continue
		}
		again, err := writeAndRead(extension, m)
		if err != nil {
			t.Fatalf("%s: %v", extension, err)
		}
		if !again.Weights.Equal(m.Weights) || !slices.Equal(again.Labels, m.Labels) {
			t.Fatalf("%s: got %v, %q, want %v, %q", extension, again.Weights.Entries(), again.Labels, m.Weights.Entries(), m.Labels)
		}
	}
}

// writeAndRead writes the matrix, its labels beside it, and reads both.
func writeAndRead(extension string, m *Matrix) (*Matrix, error) {
	l, err := layoutOf("x" + extension)
	if err != nil {
		return nil, err
	}
	var file, names bytes.Buffer
	if err := l.write(&file, m, nil); err != nil {
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
	limits := DefaultLimits()
	switch extension {
	case ".npz":
		return ReadNPZ(bytes.NewReader(file.Bytes()), int64(file.Len()), "x", limits)
	case ".csv":
		return ReadCSV(&file, "x", labels, limits)
	case ".csv.gz":
		r, err := gunzip(&file, place{path: "x"}, limits)
		if err != nil {
			return nil, err
		}
		return ReadCSV(r, "x", labels, limits)
	}
	again, err := readPlain(extension, &file, limits)
	if err == nil {
		again.Labels = labels
	}
	return again, err
}

func readPlain(extension string, file *bytes.Buffer, limits Limits) (*Matrix, error) {
	switch extension {
	case ".npy":
		return ReadNPY(file, "x", limits)
	case ".mtx":
		return ReadMatrixMarket(file, "x", limits)
	}
	r, err := gunzip(file, place{path: "x"}, limits)
	if err != nil {
		return nil, err
	}
	return ReadMatrixMarket(r, "x", limits)
}

func FuzzMatrixMarket(f *testing.F) {
	addFiles(f, ".mtx")
	f.Add([]byte(symmetricBanner + "3 3 4\r\n1 1 1D0\r\n\r\n%\r\n2 1 +5.\r\n3 3 .1\r\n1 3 -1e-3"))
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := ReadMatrixMarket(bytes.NewReader(file), "fuzz", fuzzLimits())
		checkMatrix(t, m, err)
	})
}

func FuzzMatrixMarketGzip(f *testing.F) {
	addFiles(f, ".mtx.gz")
	f.Add(gzipOf(f, generalBanner+"2 2 1\n1 1 1\n", "% c\n", 100))
	f.Fuzz(func(t *testing.T, file []byte) {
		r, err := gunzip(bytes.NewReader(file), place{path: "fuzz"}, fuzzLimits())
		if err != nil {
			checkError(t, false, err)
			return
		}
		m, err := ReadMatrixMarket(r, "fuzz", fuzzLimits())
		checkMatrix(t, m, err)
	})
}

func FuzzNPY(f *testing.F) {
	addFiles(f, ".npy")
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := ReadNPY(bytes.NewReader(file), "fuzz", fuzzLimits())
		checkMatrix(t, m, err)
	})
}

func FuzzNPZ(f *testing.F) {
	addFiles(f, ".npz")
	f.Fuzz(func(t *testing.T, file []byte) {
		m, err := ReadNPZ(bytes.NewReader(file), int64(len(file)), "fuzz", fuzzLimits())
		checkMatrix(t, m, err)
	})
}

// FuzzNPZMembers changes the members of an archive that as such is sound.
func FuzzNPZMembers(f *testing.F) {
	members := layoutOf3("labels.npy", array("<U1", 3, []byte("a\x00\x00\x00b\x00\x00\x00c\x00\x00\x00")...))
	for _, format := range []string{"csr", "csc", "coo"} {
		f.Add(format, members[3], members[5], members[7], members[9], members[11])
	}
	f.Fuzz(func(t *testing.T, format, shape, indptr, indices, data, labels string) {
		file := []string{"format.npy", array("|S3", -1, []byte((format + "csr")[:3])...), "shape.npy", shape, "indptr.npy", indptr,
			"indices.npy", indices, "row.npy", indptr, "col.npy", indices, "data.npy", data}
		if labels != "" {
			file = append(file, "labels.npy", labels)
		}
		b := zipFile(t, zip.Store, file...)
		m, err := ReadNPZ(bytes.NewReader(b), int64(len(b)), "fuzz", fuzzLimits())
		checkMatrix(t, m, err)
	})
}

func FuzzCSV(f *testing.F) {
	for _, text := range []string{
		"source,target,weight\nA,B,1\n\nB,A,-2.5e3\nC,C,0\n",
		"weight,TARGET,source\r\n1,0,1\r\n2,1,2\r\n",
		"source,target,weight\n\"a, \"\"b\"\"\",β,1\n#,\" c\",1D0\n",
		"source,target,weight\n3,7,1\n",
	} {
		f.Add(text, "")
		f.Add(text, "index,label\n0,B\n1,A\n2,C\n3,D\n")
	}
	f.Fuzz(func(t *testing.T, text, names string) {
		labels, err := ReadLabels(strings.NewReader(names), "fuzz")
		if err != nil || len(labels) > fuzzLimits().Neurons {
			labels = nil
		}
		m, err := ReadCSV(strings.NewReader(text), "fuzz", labels, fuzzLimits())
		checkMatrix(t, m, err)
	})
}

func FuzzLabels(f *testing.F) {
	f.Add("index,label\n0,A\n1,B\n")
	f.Add("Label,index\r\n\"a, \"\"b\"\"\",1\r\n\r\nβ,0\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		labels, err := ReadLabels(strings.NewReader(text), "fuzz")
		checkError(t, labels != nil, err)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteLabels(&b, labels); err != nil {
			t.Fatal(err)
		}
		if again, err := ReadLabels(&b, "again"); err != nil || !slices.Equal(again, labels) {
			t.Fatalf("got %q, %v, want %q", again, err, labels)
		}
	})
}

func FuzzVector(f *testing.F) {
	f.Add([]byte(array("<f8", 3, float64s(1, 2, 3)...)))
	f.Add([]byte("neuron,value\nC,1\nA,2\nB,3\n"))
	f.Add([]byte("value,neuron\n1,0\n2,2\n3,1\n"))
	labels := []string{"A", "B", "C"}
	f.Fuzz(func(t *testing.T, file []byte) {
		table, tableErr := readVectorCSV(bytes.NewReader(file), place{path: "fuzz"}, 3, labels)
		values, err := readVectorNPY(bytes.NewReader(file), place{path: "fuzz"}, 3)
		checkError(t, table != nil, tableErr)
		checkError(t, values != nil, err)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteNPY(&b, []int{3}, values); err != nil {
			t.Fatal(err)
		}
		if again, err := readVectorNPY(&b, place{path: "again"}, 3); err != nil || !slices.Equal(again, values) {
			t.Fatalf("got %v, %v, want %v", again, err, values)
		}
	})
}

// plain returns the content of a text file of that extension.
func plain(extension string, file []byte) (io.Reader, error) {
	if strings.HasSuffix(extension, ".gz") {
		return gunzip(bytes.NewReader(file), place{path: "x"}, DefaultLimits())
	}
	return bytes.NewReader(file), nil
}
