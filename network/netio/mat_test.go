package netio

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// TestShippedMATLAB compares the shipped file with the figures that scipy.io.loadmat gives.
func TestShippedMATLAB(t *testing.T) {
	m, err := Read("../../data/human-hcp-aal-101309.mat", network.Reading{Variable: "sc"}, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	sum, largest := 0.0, 0.0
	for _, e := range m.Weights.Entries() {
		sum += e.Weight
		largest = max(largest, e.Weight)
	}
	if m.Weights.Order() != 94 || m.Weights.Stored() != 8742 || sum != 1481682960 || largest != 9054155.5 ||
		m.Labels != nil || m.Notes != nil {
		t.Errorf("%d neurons, %d entries, sum %v, largest %v, %q, %q", m.Weights.Order(), m.Weights.Stored(), sum, largest, m.Labels, m.Notes)
	}
}

// TestShippedMATLABEveryBit compares each weight with what SciPy reads.
func TestShippedMATLABEveryBit(t *testing.T) {
	const path = "../../data/human-hcp-aal-101309.mat"
	out := runPython(t, "-c", "import json, scipy.io; print(json.dumps(scipy.io.loadmat('"+path+"')['sc'].tolist()))")
	var h holds
	if err := json.Unmarshal(out, &h.Matrix); err != nil {
		t.Fatal(err)
	}
	if m, err := Read(path, network.Reading{}, DefaultLimits()); err != nil || !m.Weights.Equal(h.csr(t)) {
		t.Errorf("not what SciPy reads, %v", err)
	}
}

// TestReadsSciPysOwnFiles reads the files with which SciPy tests its reader, saved by MATLAB 4 to
// 8, and compares the names and, of numbers and cells, the shapes of their variables.
func TestReadsSciPysOwnFiles(t *testing.T) {
	out := runPython(t, "-c", `import glob, json, os, scipy.io, warnings
warnings.simplefilter("ignore")
found = {}
for path in glob.glob(os.path.join(os.path.dirname(scipy.io.__file__), "matlab", "tests", "data", "*.mat")):
    try:
        variables = scipy.io.whosmat(path)
    except Exception:
        continue  # it is there to be refused
    found[path] = [[name, "" if kind in ("char", "function", "object", "opaque") else " × ".join(map(str, shape))]
                   for name, shape, kind in variables if not name.startswith("__")]
print(json.dumps(found))`)
	var found map[string][][2]string
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	if len(found) < 80 {
		t.Skipf("this SciPy has %d files of its tests", len(found))
	}
	for path, want := range found {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f := newMatFile(bytes.NewReader(file), "x", network.Reading{Variable: "none"}, DefaultLimits())
		if err := f.read(); err != nil && filepath.Base(path) == "debigged_m4.mat" {
			continue // the numbers that its header declares are not there, of which SciPy takes no notice
		} else if err != nil {
			t.Errorf("%s: %v", filepath.Base(path), err)
			continue
		}
		var got [][2]string
		for _, v := range f.variables {
			if v.depth > 0 {
				continue
			}
			shape := ""
			if k := len(got); k < len(want) && want[k][1] != "" {
				shape = v.array.shape()
			}
			got = append(got, [2]string{v.name, shape})
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, SciPy says %q", filepath.Base(path), got, want)
		}
	}
}

// matBytes returns a file of level 5 with these elements.
func matBytes(elements ...[]byte) []byte {
	header := bytes.Repeat([]byte(" "), matHeaderBytes)
	copy(header, "MATLAB 5.0 MAT-file")
	copy(header[matHeaderNumber:], "\x00\x01IM")
	return slices.Concat(header, slices.Concat(elements...))
}

// matPacked returns an element, compressed.
func matPacked(t testing.TB, element []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(element)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	tag := binary.LittleEndian.AppendUint32([]byte{matCompressed, 0, 0, 0}, uint32(b.Len()))
	return append(tag, b.Bytes()...)
}

// matVariableOf returns an array of double class.
func matVariableOf(class matClass, rows, columns int, name string, data ...[]byte) []byte {
	head := arrayHead(class, 0, rows, columns, name)
	return appendElement(nil, matMatrix, slices.Concat(head, slices.Concat(data...)))
}

func matDoubles(values ...float64) []byte { return appendElement(nil, matDouble, values) }
func matInt32s(values ...int32) []byte    { return appendElement(nil, matInt32, values) }

// wrongMAT are files that no program writes.
func wrongMAT(t testing.TB) []struct{ reason, file, want string } {
	const fetch = "; fetch or write the file again"
	good := matVariableOf(doubleClass, 2, 2, "W", matDoubles(0, 1, 2, 0))
	packed := matPacked(t, good)
	sparse := func(ir, jc, pr []byte) string {
		return string(matBytes(matVariableOf(sparseClass, 2, 2, "W", ir, jc, pr)))
	}
	change := func(element []byte, at int, value byte) string {
		element = slices.Clone(element)
		element[at] = value
		return string(matBytes(element))
	}
	dims := func(rows, columns int) string {
		return string(matBytes(matVariableOf(doubleClass, rows, columns, "W", matDoubles(1))))
	}
	return []struct{ reason, file, want string }{
		{"sound", string(matBytes(good)), ""},
		{"compressed", string(matBytes(packed)), ""},
		{"empty", "", "the file is empty" + fetch},
		{"zeros", string(make([]byte, 4096)), "this is no MATLAB file"},
		{"text", strings.Repeat("a,b,1\n", 100), `this is no MATLAB file: it begins with "a,b,1`},
		{"short text", "a,b,1\n", `this is no MATLAB file: it begins with "a,b,1`},
		{"version 2", strings.Replace(string(matBytes(good)), "\x00\x01IM", "\x00\x02IM", 1), "version 0x200 of MATLAB's format is not read"},
		{"HDF5 alone", "\x89HDF\r\n\x1a\n" + strings.Repeat("\x00", 600), "this is HDF5"},
		{"no variable", string(matBytes()), "the file has no variables"},
		{"a cut tag", string(matBytes(good)) + "\x0e\x00", "the data end early" + fetch},
		{"a cut variable", string(matBytes(good[:len(good)-8])), "the data end early" + fetch},
		{"a number in place of a variable", string(matBytes(matDoubles(1, 2))), "an element of type 9 stands where a variable is expected" + fetch},
		{"3 × 3 of 4 numbers", string(matBytes(matVariableOf(doubleClass, 3, 3, "W", matDoubles(1, 2, 3, 4)))),
			"W: 32 bytes of numbers of 8 bytes, not the 9 numbers that the array has" + fetch},
		{"2³¹−1 × 2³¹−1 of one number", dims(1<<31-1, 1<<31-1), "W: 2147483647 neurons are more than the limit of 10000000"},
		{"10⁷ × 10⁷ of one number", dims(10_000_000, 10_000_000), "W: 8 bytes of numbers of 8 bytes, not the 100000000000000 numbers that the array has" + fetch},
		{"−1 × −1", dims(-1, -1), "a dimension is -1" + fetch},
		{"a variable longer than the file", change(good, 7, 1), "the data end early" + fetch},
		{"an element longer than the variable", change(good, 8+16+16+8+4, 255), "an element of 255 bytes is longer than the one that holds it" + fetch},
		{"compressed in compressed", string(matBytes(matPacked(t, packed))), "an element of type 15 stands where a variable is expected" + fetch},
		{"two variables in a compressed element", string(matBytes(matPacked(t, slices.Concat(good, good)))), "something follows the variable in the same compressed element" + fetch},
		{"a wrong checksum", change(packed, len(packed)-1, packed[len(packed)-1]+1), "the data are damaged (zlib: invalid checksum)" + fetch},
		{"no zlib data", change(packed, 8, 0), "the data are damaged (zlib: invalid header)" + fetch},
		{"an invalid code", change(packed, 10, 7), "the data are damaged (flate: corrupt input before offset 1)" + fetch},
		{"a compressed element cut", string(matBytes(slices.Concat([]byte{15, 0, 0, 0, 8, 0, 0, 0}, packed[8:16]))), "the data end early" + fetch},
		{"infinite", string(matBytes(matVariableOf(doubleClass, 1, 1, "W", []byte{9, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x7f}))), "W: weight at row 1, column 1 (from 1) is +Inf; weights must be finite"},
		{"a sparse matrix", sparse(matInt32s(1, 0), matInt32s(0, 1, 2), matDoubles(1, 2)), ""},
		{"columns from 1", sparse(matInt32s(1, 0), matInt32s(1, 1, 2), matDoubles(1, 2)), "W: the columns run from entry 1 to 2, with room for 2 entries" + fetch},
		{"more entries than rows", sparse(matInt32s(1, 0), matInt32s(0, 1, 3), matDoubles(1, 2, 3)), "W: the columns run from entry 0 to 3, with room for 2 entries" + fetch},
		{"more entries than weights", sparse(matInt32s(1, 0), matInt32s(0, 1, 2), matDoubles(1)), "W: 8 bytes of numbers of 8 bytes, not the 2 numbers that the array has" + fetch},
		{"columns that fall", sparse(matInt32s(1, 0), matInt32s(0, 2, 1), matDoubles(1, 2)), "W: column 2 (from 1) begins after the next" + fetch},
		{"starts below 0", sparse(matInt32s(1, 0), matInt32s(0, -1, 2), matDoubles(1, 2)), "W: column 1 (from 1) begins after the next" + fetch},
		{"an end below 0", sparse(matInt32s(1, 0), matInt32s(0, 1, -2), matDoubles(1, 2)), "W: column 2 (from 1) begins after the next" + fetch},
		{"one start", sparse(matInt32s(1, 0), matInt32s(0), matDoubles(1, 2)), "W: 1 starts of 2 columns, not one more" + fetch},
		{"a row outside", sparse(matInt32s(1, 2), matInt32s(0, 1, 2), matDoubles(1, 2)), "W: row 3, column 2 (from 1) lies outside the 2 × 2 matrix" + fetch},
		{"a row below 0", sparse(matInt32s(1, -1), matInt32s(0, 1, 2), matDoubles(1, 2)), "W: row 0, column 2 (from 1) lies outside the 2 × 2 matrix" + fetch},
		{"rows that are no integers", sparse(matDoubles(1, 0), matInt32s(0, 1, 2), matDoubles(1, 2)), "W: an element of type 9 and 16 bytes stands where integers are expected"},
		{"the same variable twice", string(matBytes(good, good)), "2 variables could be the matrix: W (2 × 2 double), W (2 × 2 double); choose one with --variable NAME"},
		{"level 4 without its numbers", string(level4(binary.LittleEndian, 0, 1<<30, 1<<30, "W", 1)), "W: 1073741824 × 1073741824 numbers" + fetch},
		{"level 4, 10⁷ × 10⁷ of one number", string(level4(binary.LittleEndian, 0, 10_000_000, 10_000_000, "W", 1)), "W: the data end early" + fetch},
		{"level 4, a sparse matrix with a place of 0", string(level4(binary.BigEndian, 1002, 2, 3, "W", 0, 2, 1, 2, 5, 0)), "W: entry 0 (from 0) is at place 0" + fetch},
		{"level 4, a sparse matrix", string(level4(binary.BigEndian, 1002, 2, 3, "W", 1, 2, 1, 2, 5, 0)), ""},
		{"level 4, a sparse matrix of no numbers", string(level4(binary.LittleEndian, 2, 0, 0, "W")), "W: a sparse matrix of level 4 is stored as 0 × 0 numbers"},
	}
}

// level4 returns a variable of level 4.
func level4(order binary.AppendByteOrder, digits, rows, columns uint32, name string, values ...float64) []byte {
	var b []byte
	for _, word := range []uint32{digits, rows, columns, 0, uint32(len(name) + 1)} {
		b = order.AppendUint32(b, word)
	}
	b = append(append(b, name...), 0)
	b, err := binary.Append(b, order.(binary.ByteOrder), values)
	if err != nil {
		panic(err)
	}
	return b
}

func TestWrongMAT(t *testing.T) {
	for _, c := range wrongMAT(t) {
		m, err := ReadMAT(strings.NewReader(c.file), "net.mat", network.Reading{}, DefaultLimits())
		switch {
		case c.want == "" && err != nil, c.want != "" && (m != nil || err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}
