package netio

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"noiseprune/network"
)

// allocated returns how many bytes f allocates in all.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// gzipOf returns begin and then piece, repeated, compressed.
func gzipOf(t testing.TB, begin, piece string, times int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, begin)
	for range times {
		io.WriteString(z, piece)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestPromises gives readers small files that promise much, and counts what they allocate.
func TestPromises(t *testing.T) {
	const kib, mib = 1 << 10, 1 << 20
	const array = "{'descr': '<%s', 'fortran_order': False, 'shape': (%s), }"
	market := func(text string) func() (*Matrix, error) {
		return func() (*Matrix, error) {
			return ReadMatrixMarket(strings.NewReader(text), "net.mtx", DefaultLimits())
		}
	}
	npy := func(descr, shape string) func() (*Matrix, error) {
		file := npyFile(fmt.Sprintf(array, descr, shape), 1, 2, 3)
		return func() (*Matrix, error) { return ReadNPY(strings.NewReader(file), "net.npy", DefaultLimits()) }
	}
	npz := func(replace ...string) func() (*Matrix, error) {
		file := zipFile(t, zip.Deflate, layoutOf3(replace...)...)
		return func() (*Matrix, error) { return readNPZ(file) }
	}
	for _, c := range []struct {
		reason string
		read   func() (*Matrix, error)
		most   uint64
	}{
		{"10¹² entries", market(generalBanner + "10000000 10000000 1000000000000\n1 1 1\n"), 200 * kib},
		{"2²⁸ entries, one given", market(generalBanner + "10000000 10000000 268435456\n1 1 1\n"), 200 * kib},
		{"10⁹ neurons", market(generalBanner + "1000000000 1000000000 0\n"), 200 * kib},
		{"10¹⁴ values", market("%%MatrixMarket matrix array real general\n10000000 10000000\n1\n"), 200 * kib},
		{"10¹⁴ items", npy("f8", "10000000, 10000000"), 200 * kib},
		{"10¹² items of a sparse layout", npz("indices.npy", npyFile(fmt.Sprintf(array, "i4", "1000000000000,"))), mib},
		{"10¹² weights", npz("data.npy", npyFile(fmt.Sprintf(array, "f8", "1000000000000,"))), mib},
		{"10⁷ neurons, indptr for three", npz("shape.npy", npyFile(fmt.Sprintf(array, "i4", "2,"), 0x80, 0x96, 0x98, 0, 0x80, 0x96, 0x98, 0)), mib},
		{"10¹² labels", npz("labels.npy", npyFile(fmt.Sprintf(array, "U1024", "1000000000000,"))), 20 * mib},
	} {
		var err error
		if got := allocated(func() { _, err = c.read() }); err == nil || got > c.most {
			t.Errorf("%s: error %v, %d bytes allocated, at most %d expected", c.reason, err, got, c.most)
		}
	}
	const n = 1_000_000
	var err error
	read := market(fmt.Sprintf("%s%d %d 0\n", generalBanner, n, n))
	if got := allocated(func() { _, err = read() }); err != nil || got > 17*n {
		t.Errorf("an empty network of %d neurons: error %v, %d bytes allocated", n, err, got)
	}
}

// TestBombs gives readers compressed data that expand to 16 MiB, of which 1 MiB is
// allowed, in the places where a reader might gather them.
func TestBombs(t *testing.T) {
	limits := Limits{Neurons: 100_000, Entries: 100_000, Bytes: 1 << 20}
	const times = 1 << 14
	kib := strings.Repeat(" ", 1023)
	market := func(begin, piece string) func() (*Matrix, error) {
		file := gzipOf(t, begin, piece, times)
		return func() (*Matrix, error) {
			r, err := gunzip(bytes.NewReader(file), place{path: "bomb"}, limits)
			if err != nil {
				return nil, err
			}
			return ReadMatrixMarket(r, "bomb", limits)
		}
	}
	edges := func(begin, piece string) func() (*Matrix, error) {
		file := gzipOf(t, begin, piece, times)
		return func() (*Matrix, error) {
			r, err := gunzip(bytes.NewReader(file), place{path: "bomb"}, limits)
			if err != nil {
				return nil, err
			}
			return ReadTable(r, "bomb", nil, network.Reading{}, limits)
		}
	}
	npz := func(replace ...string) func() (*Matrix, error) {
		file := zipFile(t, zip.Deflate, layoutOf3(replace...)...)
		return func() (*Matrix, error) { return ReadNPZ(bytes.NewReader(file), int64(len(file)), "bomb", limits) }
	}
	zeros := string(make([]byte, 16<<20))
	vector := func(descr string) string {
		return npyFile(fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%d,), }", descr, 2<<20)) + zeros
	}
	sizes := "100000 100000 100000\n"
	for _, c := range []struct {
		reason string
		read   func() (*Matrix, error)
		want   string
	}{
		{"one line of blanks", market("", kib+" "), "bomb:1: the line is longer than 65536 bytes"},
		{"blank lines", market("", kib+"\n"), "bomb: the compressed data expand beyond the limit"},
		{"one comment", market(generalBanner+"%", kib+" "), "bomb: the compressed data expand beyond the limit"},
		{"comments", market(generalBanner, "%"+kib+"\n"), "bomb: the compressed data expand beyond the limit"},
		{"the same entry", market(generalBanner+sizes, "1 1 1"+kib+"\n"), "bomb: the compressed data expand beyond the limit"},
		{"one quoted name", edges("source,target,weight\n\"", kib+" "), "bomb:2: more than 262144 bytes without the end of a record"},
		{"the same edge", edges("source,target,weight\n", "a,b,1"+kib+"\n"), "bomb: the compressed data expand beyond the limit"},
		{"weights", npz("data.npy", vector("<f8")), "bomb: data.npy: 2097152 weights for 2 indices"},
		{"indices", npz("indices.npy", vector("<i8")), "bomb: indices.npy: 2097152 entries are more than the limit of 100000"},
		{"more than the array", npz("data.npy", array("|u1", 2, 1, 1)+zeros), "bomb: data.npy: something follows the 2 items"},
		{"members that are not read", npz("bomb.npy", zeros), ""},
	} {
		var (
			m   *Matrix
			err error
		)
		got := allocated(func() { m, err = c.read() })
		switch {
		case c.want == "" && err != nil, c.want != "" && (m != nil || err == nil || !strings.HasPrefix(err.Error(), c.want)):
			t.Errorf("%s: got %v, %v\nwant %s", c.reason, m, err, c.want)
		case got > 8<<20:
			t.Errorf("%s: %d bytes allocated", c.reason, got)
		}
	}
}

// TestSharedBudget reads two members of which each alone stays within the limit.
func TestSharedBudget(t *testing.T) {
	half := strings.Repeat("\x00", 8*75_000)
	vector := npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (75000,), }") + half
	file := zipFile(t, zip.Deflate, layoutOf3("indptr.npy", array("<u4", 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x24, 1, 0),
		"indices.npy", strings.Replace(vector, "f8", "i8", 1), "data.npy", vector)...)
	_, err := ReadNPZ(bytes.NewReader(file), int64(len(file)), "bomb", Limits{Neurons: 100, Entries: 1 << 20, Bytes: 1 << 20})
	if want := "bomb: data.npy: the compressed data expand beyond the limit; if it is meant, unpack it first"; err == nil ||
		err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
