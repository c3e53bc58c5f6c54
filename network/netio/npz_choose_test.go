package netio

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestChooseArray reads archives of several arrays, of which "W" or "V" is the matrix.
func TestChooseArray(t *testing.T) {
	w, v := bytesOf("2, 2", 0, 1, 2, 0), bytesOf("2, 2", 0, 3, 4, 0)
	vector, labels := bytesOf("2,", 1, 2), array("|S1", 2, []byte("ab")...)
	const beside = `the matrix is the array "W"; not read: `
	for _, c := range []struct {
		reason, variable string
		members          []string
		weight           float64 // W[0][1]
		notes            []string
		refused          string
	}{
		{"one of two, chosen", "V", []string{"W.npy", w, "V.npy", v}, 3, nil, ""},
		{"the only array, chosen", "W", []string{"W.npy", w}, 1, nil, ""},
		{"in a folder, chosen", "a/V", []string{"W.npy", w, "a/V.npy", v}, 3, nil, ""},
		{"beside labels", "", []string{"labels.npy", labels, "W.npy", w}, 1, nil, ""},
		{"beside what cannot be read", "", []string{"W.npy", w, "x.npy", "hello", "y.npy", bytesOf("3, 3")}, 0, nil, `2 arrays could be the matrix: "W" (2, 2), "y" (3, 3); choose one with --variable NAME`},
		{"beside a vector and text", "", []string{"x.npy", "hello", "W.npy", w, "r.npy", vector, "t.npy", array("|S1", 1, 'a')}, 1, []string{beside + `"x", "r" (2,), "t" (1,)`}, ""},
		{"beside a matrix of one neuron", "", []string{"dt.npy", bytesOf("1, 1", 9), "W.npy", w}, 1, []string{beside + `"dt" (1, 1)`}, ""},
		{"beside a matrix of none", "", []string{"e.npy", bytesOf("0, 0"), "W.npy", w}, 1, []string{beside + `"e" (0, 0)`}, ""},
		{"beside a matrix of text", "", []string{"e.npy", npyFile("{'descr': '|S1', 'fortran_order': False, 'shape': (2, 2)}"), "W.npy", w}, 1, []string{beside + `"e" (2, 2)`}, ""},
		{"two matrices of one neuron", "", []string{"dt.npy", bytesOf("1, 1", 9), "T.npy", bytesOf("1, 1", 9)}, 0, nil, `2 arrays could be the matrix: "dt" (1, 1), "T" (1, 1); choose one with --variable NAME`},
		{"a name with a line break", "", []string{"W.npy", w, "a\nb.npy", vector}, 1, []string{beside + `"a\nb" (2,)`}, ""},
		{"a name that is not there", "w", []string{"W.npy", w}, 0, nil, `no array has the name "w", but "W" (2, 2); choose one with --variable NAME`},
		{"labels chosen", "labels", []string{"W.npy", w, "labels.npy", labels}, 0, nil, "labels.npy: an array of type '|S1' and shape (2,) is not a square matrix of numbers; save a square matrix of numbers"},
		{"of a sparse matrix", "data", layoutOf3(), 0, nil, "the archive holds one sparse matrix; leave --variable out"},
	} {
		file := zipFile(t, zip.Deflate, c.members...)
		m, err := readVariable(bytes.NewReader(file), int64(len(file)), "net.npz", c.variable, DefaultLimits())
		if c.refused != "" {
			if m != nil || err == nil || err.Error() != "net.npz: "+c.refused {
				t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.refused)
			}
			continue
		}
		if err != nil || m.Weights.Entries()[0].Weight != c.weight || !slices.Equal(m.Notes, c.notes) {
			t.Errorf("%s: got %v, %v, want notes %q", c.reason, m, err, c.notes)
		}
	}
}

// TestManyArrays lists a few of many arrays, looks at no more than mostArrays, and allocates no
// decompressor for each.
func TestManyArrays(t *testing.T) {
	several := func(n int) []byte {
		var members []string
		for k := range n {
			members = append(members, fmt.Sprintf("%d.npy", k), bytesOf("2,", 1, 2))
		}
		return zipFile(t, zip.Deflate, members...)
	}
	_, err := readNPZ(several(14))
	if want := `"10" (2,), "11" (2,), …; save the weight matrix`; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
	file := several(mostArrays)
	if got := allocated(func() { _, err = readNPZ(file) }); err == nil || got > 8<<20 {
		t.Errorf("error %v, %d bytes allocated for %d bytes", err, got, len(file))
	}
	_, err = readNPZ(several(mostArrays + 1))
	want := "net.npz: 1025 arrays are there, more than the 1024 that are looked at; choose one with --variable NAME"
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
