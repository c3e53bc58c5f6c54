package netio

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// asMAT reads a MATLAB file; of one with several matrices, that which the fuzzer names.
func asMAT(variable string) reading {
	return func(r io.Reader) (*Matrix, error) {
		return ReadMAT(r, "fuzz", network.Reading{Variable: variable}, fuzzLimits())
	}
}

// FuzzMAT changes the bytes of a file.
func FuzzMAT(f *testing.F) {
	testutil.AddCorpus(f)
	for _, file := range matFiles(f) {
		f.Add(file, "")
		f.Add(file, "data.SC")
		f.Add(file[:len(file)*2/3], "")
	}
	for _, c := range wrongMAT(f) {
		f.Add([]byte(c.file), "")
	}
	for _, file := range matBombs(f) {
		f.Add(file, "")
	}
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte, variable string) { asMAT(variable).check(t, g, file) })
}

// FuzzMATElements changes the elements that a compressed element holds, and the kinds of numbers and texts.
func FuzzMATElements(f *testing.F) {
	testutil.AddCorpus(f)
	for _, file := range matFiles(f) {
		if len(file) > matHeaderBytes {
			f.Add(file[matHeaderBytes:], "")
		}
	}
	f.Add(matSparse(mustCSR(f, 2, []network.Entry{{Target: 1, Weight: 2}})), "")
	f.Add(matLabels([]string{"α", "b"}), "W")
	f.Add(slices.Concat(matVariableOf(charClass, 2, 2, "names", appendElement(nil, matUTF16, []byte("a\x00b\x00c\x00d\x00"))),
		matVariableOf(doubleClass, 2, 2, "W", matDoubles(0, 1, 2, 0))), "")
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, elements []byte, variable string) {
		var packed [][]byte
		for rest := elements; len(rest) >= 8; {
			size := min(8+int(binary.LittleEndian.Uint32(rest[4:])), len(rest))
			packed = append(packed, matPacked(t, rest[:size]))
			rest = rest[size:]
		}
		asMAT(variable).check(t, g, matBytes(packed...))
	})
}

// matFiles returns the files of testdata/layouts.
func matFiles(t testing.TB) [][]byte {
	t.Helper()
	paths, err := filepath.Glob("testdata/layouts/mat-*.mat")
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	var files [][]byte
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	return files
}

// matBombs returns small files whose compressed elements expand to 4 MiB, in the places where a
// reader might gather them.
func matBombs(t testing.TB) map[string][]byte {
	const size = 4 << 20
	zeros := make([]byte, size)
	empty := matVariableOf(doubleClass, 0, 0, "v", matDoubles())
	text := matVariableOf(charClass, 1, 1, "", appendElement(nil, matUTF8, []byte("a")))
	packed := func(element []byte) []byte { return matBytes(matPacked(t, element)) }
	flags := appendElement(nil, matUint32, []uint32{uint32(doubleClass), 0})
	return map[string][]byte{
		"numbers":      packed(matVariableOf(doubleClass, 2000, 2000, "W", appendElement(nil, matUint8, zeros[:2000*2000]))),
		"rows":         packed(matVariableOf(sparseClass, 2, 2, "W", appendElement(nil, matInt32, make([]int32, size/4)), matInt32s(0, 0, 0), matDoubles())),
		"starts":       packed(matVariableOf(sparseClass, size/4-1, size/4-1, "W", matInt32s(), appendElement(nil, matInt32, make([]int32, size/4)), matDoubles())),
		"weights":      packed(matVariableOf(sparseClass, 2, 2, "W", matInt32s(), matInt32s(0, 0, 0), appendElement(nil, matUint8, zeros))),
		"a text":       packed(matVariableOf(charClass, 1, size, "names", appendElement(nil, matUTF8, zeros))),
		"rows of text": packed(matVariableOf(charClass, size, 1, "names", appendElement(nil, matUTF8, zeros))),
		"cells":        packed(matVariableOf(cellClass, size/len(text), 1, "names", bytes.Repeat(text, size/len(text)))),
		"empty cells":  packed(matVariableOf(cellClass, size/8, 1, "names", bytes.Repeat([]byte{matMatrix, 0, 0, 0, 0, 0, 0, 0}, size/8))),
		"a name":       packed(appendElement(nil, matMatrix, slices.Concat(flags, matInt32s(1, 1), appendElement(nil, matInt8, zeros)))),
		"dimensions":   packed(appendElement(nil, matMatrix, slices.Concat(flags, appendElement(nil, matInt32, make([]int32, size/4))))),
		"fields":       packed(matVariableOf(structClass, 1, 1, "s", matInt32s(1), appendElement(nil, matInt8, bytes.Repeat([]byte("a"), size)))),
		"variables":    matBytes(bytes.Repeat(matPacked(t, empty), 20_000)),
	}
}

// TestBombsMAT reads what expands beyond the limit of 1 MiB, or is not read at all.
func TestBombsMAT(t *testing.T) {
	for name, file := range matBombs(t) {
		var m *Matrix
		var err error
		limits := Limits{Neurons: 100_000, Entries: 100_000, Bytes: 1 << 20}
		got := allocated(func() { m, err = ReadMAT(bytes.NewReader(file), "bomb", network.Reading{}, limits) })
		if m != nil || err == nil || got > 16<<20 {
			t.Errorf("%s: got %v, %v, %d bytes allocated", name, m, err, got)
		}
		t.Logf("%s: %d bytes, %d KiB allocated: %v", name, len(file), got>>10, err)
	}
}

// TestPromisesMAT counts what small files allocate.
func TestPromisesMAT(t *testing.T) {
	for _, c := range wrongMAT(t) {
		if len(c.file) > 1<<12 {
			continue
		}
		got := allocated(func() { _, _ = ReadMAT(strings.NewReader(c.file), "net.mat", network.Reading{}, DefaultLimits()) })
		if got > 512<<10 {
			t.Errorf("%s: %d bytes allocated", c.reason, got)
		}
	}
}
