package netio

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// zipFile returns an archive of the given members, name and content by turns.
func zipFile(t testing.TB, method uint16, members ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for k := 0; k < len(members); k += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: members[k], Method: method})
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(members[k+1]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readNPZ(b []byte) (*Matrix, error) {
	return ReadNPZ(bytes.NewReader(b), int64(len(b)), "net.npz", DefaultLimits())
}

// array returns an .npy file of one dimension, or of none where length is negative.
func array(descr string, length int, data ...byte) string {
	shape := "()"
	if length >= 0 {
		shape = fmt.Sprintf("(%d,)", length)
	}
	return npyFile(fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': %s, }", descr, shape), data...)
}

// layoutOf3 returns the members of a csr matrix of three neurons, W[0][1] = 2 and
// W[2][0] = 3, with the given ones in place of its own.
func layoutOf3(replace ...string) []string {
	members := []string{
		"format.npy", array("|S3", -1, []byte("csr")...),
		"shape.npy", array("|u1", 2, 3, 3),
		"indptr.npy", array("|u1", 4, 0, 1, 1, 2),
		"indices.npy", array("|u1", 2, 1, 0),
		"data.npy", array("|u1", 2, 2, 3),
	}
	for k := 0; k < len(replace); k += 2 {
		if i := slices.Index(members, replace[k]); i >= 0 {
			members[i+1] = replace[k+1]
		} else {
			members = append(members, replace[k], replace[k+1])
		}
	}
	return members
}

func TestReadNPZ(t *testing.T) {
	want := mustCSR(t, 3, []network.Entry{{Source: 1, Weight: 2}, {Target: 2, Weight: 3}})
	for _, c := range []struct {
		reason  string
		members []string
		labels  []string
	}{
		{"csr", layoutOf3(), nil},
		{"format as str", layoutOf3("format.npy", array("<U3", -1, []byte("c\x00\x00\x00s\x00\x00\x00r\x00\x00\x00")...)), nil},
		{"further arrays beside the layout", layoutOf3("b.npy", "no array at all"), nil},
		{"labels", layoutOf3("labels.npy", array("|S1", 3, []byte("abc")...)), []string{"a", "b", "c"}},
		{"coo, as SciPy may write it one day", layoutOf3("format.npy", array("|S3", -1, []byte("coo")...),
			"coords.npy", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2)}", 0, 2, 1, 0)), nil},
		{"dense", []string{"W.npy", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 3)}", 0, 2, 0, 0, 0, 0, 3, 0, 0)}, nil},
		{"dense in a folder of the archive", []string{"a/W.npy", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 3)}", 0, 2, 0, 0, 0, 0, 3, 0, 0)}, nil},
	} {
		for _, method := range []uint16{zip.Store, zip.Deflate} {
			m, err := readNPZ(zipFile(t, method, c.members...))
			if err != nil || !m.Weights.Equal(want) || !slices.Equal(m.Labels, c.labels) {
				t.Errorf("%s, method %d: got %v, %v", c.reason, method, m, err)
			}
		}
	}
}

func TestNPZRefuses(t *testing.T) {
	good := zipFile(t, zip.Store, layoutOf3()...)
	flip := slices.Clone(good)
	flip[bytes.Index(flip, []byte("{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }"))+57+3]++
	locked := slices.Clone(good)
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	zipped := func(replace ...string) []byte { return zipFile(t, zip.Deflate, layoutOf3(replace...)...) }
	const (
		fetch  = "; fetch or write the file again"
		again  = "; save the matrix again with scipy.sparse.save_npz"
		remove = "; remove it from the archive"
	)
	for _, c := range []struct {
		reason string
		file   []byte
		want   string
	}{
		{"empty", nil, "net.npz: the file is empty" + fetch},
		{"another format", []byte("%%MatrixMarket"), "net.npz: this is no complete .npz archive" + fetch},
		{"cut short", good[:len(good)-30], "net.npz: this is no complete .npz archive" + fetch},
		{"one byte changed", flip, "net.npz: indptr.npy: the data are damaged (zip: checksum error)" + fetch},
		{"encrypted", locked, "net.npz: format.npy: the member is encrypted; save it without encryption"},
		{"no members", zipFile(t, zip.Store), "net.npz: no array is there that could be the matrix; save the weight matrix alone, or with labels"},
		{"labels alone", zipFile(t, zip.Store, "labels.npy", ""), "net.npz: no array is there that could be the matrix; save the weight matrix alone, or with labels"},
		{"two arrays that are none", zipFile(t, zip.Store, "V.npy", "", "W.npy", ""), `net.npz: none of the 2 arrays is a square matrix of numbers: "V", "W"; save the weight matrix alone, or with labels`},
		{"the same member twice", zipFile(t, zip.Store, "W.npy", "", "W.npy", ""), `net.npz: member "W.npy" is there twice; keep one of them`},
		{"a path upwards", zipped("../../etc/W.npy", ""), `net.npz: member "../../etc/W.npy" points outside the archive` + remove},
		{"an absolute path", zipped("/etc/W.npy", ""), `net.npz: member "/etc/W.npy" points outside the archive` + remove},
		{"a hidden path upwards", zipped("a/../../W.npy", ""), `net.npz: member "a/../../W.npy" points outside the archive` + remove},
		{"a path of Windows", zipped(`..\W.npy`, ""), `net.npz: member "..\\W.npy" points outside the archive` + remove},
		{"a drive of Windows", zipped("C:W.npy", ""), `net.npz: member "C:W.npy" points outside the archive` + remove},
		{"a member that is no array", zipped("README.txt", ""), `net.npz: member "README.txt" is no .npy array; write the archive with numpy.savez or scipy.sparse.save_npz`},

		{"an unknown layout", zipped("format.npy", array("|S3", -1, []byte("lil")...)), `net.npz: format.npy: sparse format "lil" is not supported; convert it with .tocsr() first`},
		{"a layout that is no string", zipped("format.npy", array("|u1", -1, 7)), "net.npz: format.npy: an array of type '|u1' and shape () is no list of strings; save it with numpy.save, numbers as float64 and names as str"},
		{"a member missing", zipFile(t, zip.Store, layoutOf3()[:8]...), "net.npz: data.npy: the member is missing; save the matrix with scipy.sparse.save_npz"},
		{"not square", zipped("shape.npy", array("|u1", 2, 3, 4)), "net.npz: shape.npy: the matrix is 3 × 4, but row and column are both neurons; give a square one"},
		{"three dimensions", zipped("shape.npy", array("|u1", 3, 3, 3, 3)), "net.npz: shape.npy: the shape of a matrix has 2 numbers, not 3; save a matrix"},
		{"negative shape", zipped("shape.npy", array("|i1", 2, 0xff, 0xff)), "net.npz: shape.npy: (-1, -1) is not the shape of a matrix; save a matrix"},
		{"a shape beyond int64", zipped("shape.npy", array("<u8", 2, slices.Repeat([]byte{0xff}, 16)...)), "net.npz: shape.npy: 9223372036854775807 neurons are more than the limit of 10000000; choose a part of the network"},
		{"indptr too short", zipped("indptr.npy", array("|u1", 3, 0, 1, 2)), "net.npz: indptr.npy: 3 values for 3 rows, not one more" + again},
		{"indptr beyond the entries", zipped("indptr.npy", array("|u1", 4, 0, 1, 1, 200)), "net.npz: indptr.npy: it runs from 0 to 200, not from 0 to the 2 entries" + again},
		{"indptr from 1", zipped("indptr.npy", array("|u1", 4, 1, 1, 1, 2)), "net.npz: indptr.npy: it runs from 1 to 2, not from 0 to the 2 entries" + again},
		{"indptr that falls", zipped("indptr.npy", array("|u1", 4, 0, 2, 1, 2)), "net.npz: indptr.npy: value 2 (from 0) is below the one before" + again},
		{"indptr of floats", zipped("indptr.npy", array("<f8", 4, float64s(0, 1, 1, 2)...)), "net.npz: indptr.npy: an array of type '<f8' and shape (4,) is not an array of integers; save an array of integers"},
		{"an index beyond", zipped("indices.npy", array("|u1", 2, 1, 3)), "net.npz: entry 1 (from 0) lies outside the 3 × 3 matrix" + fetch},
		{"a negative index", zipped("indices.npy", array("|i1", 2, 1, 0xff)), "net.npz: entry 1 (from 0) lies outside the 3 × 3 matrix" + fetch},
		{"an index beyond int64", zipped("indices.npy", array("<u8", 2, slices.Repeat([]byte{0xff}, 16)...)), "net.npz: entry 0 (from 0) lies outside the 3 × 3 matrix" + fetch},
		{"the same place twice", zipped("indptr.npy", array("|u1", 4, 0, 0, 0, 2), "indices.npy", array("|u1", 2, 1, 1)), "net.npz: entries 0 and 1 (from 0) stand at the same place of the matrix; call sum_duplicates() before scipy.sparse.save_npz"},
		{"a weight missing", zipped("data.npy", array("|u1", 1, 2)), "net.npz: data.npy: 1 weights for 2 indices" + fetch},
		{"NaN", zipped("data.npy", array("<f4", 2, 0, 0, 0, 0, 0, 0, 0xc0, 0x7f)), "net.npz: data.npy: entry 1 (from 0) is NaN; weights must be finite"},
		{"complex weights", zipped("data.npy", array("<c16", 2)), "net.npz: data.npy: data type \"'<c16'\" is not supported; save it with numpy.save, numbers as float64 and names as str"},
		{"rows and columns of different length", zipped("format.npy", array("|S3", -1, []byte("coo")...), "row.npy", array("|u1", 2, 0, 2), "col.npy", array("|u1", 1, 1)), "net.npz: col.npy: 1 columns for 2 rows" + fetch},
		{"coordinates in three dimensions", zipped("format.npy", array("|S3", -1, []byte("coo")...), "coords.npy", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (3, 1)}", 0, 0, 0)), "net.npz: coords.npy: shape (3, 1) holds no rows and columns; save it as a 2 × entries array"},
		{"labels for others", zipped("labels.npy", array("|S1", 2, []byte("ab")...)), "net.npz: labels.npy: 2 labels for 3 neurons; name each neuron once"},
		{"an empty label", zipped("labels.npy", array("|S1", 3, []byte("a\x00b")...)), `net.npz: labels.npy: label "" of neuron 1 is empty; ` + labelCure},
		{"labels that are pickled objects", zipped("labels.npy", array("|O", 3)), "net.npz: labels.npy: data type \"'|O'\" is not supported; save it with numpy.save, numbers as float64 and names as str"},
	} {
		m, err := readNPZ(c.file)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// TestNPZBytes pins the bytes, so that no time, machine or library changes them unseen.
func TestNPZBytes(t *testing.T) {
	var b bytes.Buffer
	if err := WriteNPZ(&b, sampleMatrices(t)["labelled"]); err != nil {
		t.Fatal(err)
	}
	const want = "5ba3a7abd7fd60a15d200998237668b4e45e2b342e512e3135487ca7c6591bb6"
	if got := fmt.Sprintf("%x", sha256.Sum256(b.Bytes())); got != want {
		t.Errorf("sha256 %s, want %s", got, want)
	}
}

func TestWriteNPZRefusesLabels(t *testing.T) {
	m := &Matrix{Weights: mustCSR(t, 2, nil), Labels: []string{"a", " b"}}
	err := WriteNPZ(new(bytes.Buffer), m)
	if err == nil || !strings.HasPrefix(err.Error(), `label " b" of neuron 1 has white space at an end; `) {
		t.Errorf("got %v", err)
	}
}
