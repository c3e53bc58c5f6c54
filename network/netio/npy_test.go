package netio

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/sbinet/npyio/npy"
	"gonum.org/v1/gonum/mat"

	"noiseprune/network"
)

// npyFile returns an .npy file of version 1.0 with that dictionary and data.
func npyFile(dictionary string, data ...byte) string {
	length := binary.LittleEndian.AppendUint16(nil, uint16(len(dictionary)))
	return "\x93NUMPY\x01\x00" + string(length) + dictionary + string(data)
}

func float64s(values ...float64) []byte {
	var b []byte
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

// TestNPYHeaders reads the same matrix behind unusual, but legal, headers.
func TestNPYHeaders(t *testing.T) {
	data := float64s(0, 2, 3, 0)
	want := mustCSR(t, 2, []network.Entry{{Source: 1, Weight: 2}, {Target: 1, Weight: 3}})
	for _, c := range []struct{ reason, text string }{
		{"as NumPy writes it", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }      \n"},
		{"another order of keys", "{'shape': (2, 2), 'fortran_order': False, 'descr': '<f8'}\n"},
		{"no spaces, other quotation marks", `{"descr":"<f8","fortran_order":False,"shape":(2,2)}`},
		{"long integers of Python 2", "{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 2L), }\n"},
		{"no byte order", "{'descr': 'f8', 'fortran_order': False, 'shape': (2, 2)}"},
	} {
		m, err := ReadNPY(strings.NewReader(npyFile(c.text, data...)), "net.npy", DefaultLimits())
		if err != nil || !m.Weights.Equal(want) {
			t.Errorf("%s: got %v, %v", c.reason, m, err)
		}
	}
}

func TestNPYRefuses(t *testing.T) {
	square := "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }\n"
	full := npyFile(square, float64s(1, 2, 3, 4)...)
	const (
		cure  = "; save it with numpy.save, numbers as float64 and names as str"
		fetch = "; fetch or write the file again"
	)
	for _, c := range []struct{ reason, text, want string }{
		{"empty", "", "the array's header is cut short" + fetch},
		{"another format", "%%MatrixMarket matrix", `this is no .npy file: it begins with "%%MatrixMa"` + cure},
		{"an unknown version", "\x93NUMPY\x04\x00\x10\x00{}{}{}{}{}{}{}{}", "version 4 of .npy is unknown" + cure},
		{"a header of 4 GB", "\x93NUMPY\x02\x00\xff\xff\xff\xff{}", "the header has 4294967295 bytes, more than 65536" + cure},
		{"a header cut short", full[:40], "the array's header is cut short" + fetch},
		{"no dictionary", npyFile("hello"), `the array's header "hello" is malformed` + cure},
		{"a dictionary left open", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)"),
			`the array's header "{'descr': '<f8', 'fortran_order': False,"… is malformed` + cure},
		{"a key missing", npyFile("{'descr': '<f8', 'shape': (2, 2)}"), `the array's header "{'descr': '<f8', 'shape': (2, 2)}" is malformed` + cure},
		{"a key too many", npyFile("{'a': 1, 'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}"),
			`the array's header "{'a': 1, 'descr': '<f8', 'fortran_order'"… is malformed` + cure},
		{"an order that is none", npyFile("{'descr': '<f8', 'fortran_order': 1, 'shape': (2, 2)}"), `fortran_order "1" is neither True nor False` + cure},
		{"a type that is none", npyFile("{'descr': '<f8z', 'fortran_order': False, 'shape': (2, 2)}"), `data type "'<f8z'" is not supported` + cure},
		{"a size that overflows", npyFile("{'descr': '<f18446744073709551624', 'fortran_order': False, 'shape': (2, 2)}"),
			`data type "'<f18446744073709551624'" is not supported` + cure},
		{"text of no length", npyFile("{'descr': '<U0', 'fortran_order': False, 'shape': (1000000000000,)}"), `data type "'<U0'" is not supported` + cure},
		{"pickled objects", npyFile("{'descr': '|O', 'fortran_order': False, 'shape': (2, 2)}"), `data type "'|O'" is not supported` + cure},
		{"a shape that is none", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': 4}"), `shape "4" is malformed or too large` + cure},
		{"a negative shape", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (-2, -2)}"), `shape "(-2, -2)" is malformed or too large` + cure},
		{"a shape whose bytes overflow to few", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296)}"),
			`shape "(4294967296, 4294967296)" is malformed or too large` + cure},
		{"10¹² neurons", npyFile("{'descr': '<u1', 'fortran_order': False, 'shape': (1000000, 1000000)}"), "the array ends after 0 of 1000000000000 items" + fetch},
		{"too many neurons", npyFile("{'descr': '<u1', 'fortran_order': False, 'shape': (100000000, 100000000)}"), "100000000 neurons are more than the limit of 10000000; choose a part of the network"},
		{"half precision, infinite", npyFile("{'descr': '>f2', 'fortran_order': False, 'shape': (1, 1)}", 0x7c, 0), "weight at row 0, column 0 (from 0) is +Inf; weights must be finite"},
		{"a vector", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (4,)}"), "an array of type '<f8' and shape (4,) is not a square matrix of numbers; save a square matrix of numbers"},
		{"not square", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 4)}", float64s(1, 2, 3, 4)...), "the matrix is 1 × 4, but row and column are both neurons; give a square one"},
		{"truncated between items", full[:len(full)-8], "the array ends after 3 of 4 items" + fetch},
		{"truncated within an item", full[:len(full)-9], "the array ends after 2 of 4 items" + fetch},
		{"trailing garbage", full + "x", "something follows the 4 items of the array; keep one array a file"},
		{"NaN", npyFile(square, float64s(1, math.NaN(), 3, 4)...), "weight at row 0, column 1 (from 0) is NaN; weights must be finite"},
		{"infinite, Fortran order", npyFile(strings.Replace(square, "False", "True", 1), float64s(1, math.Inf(-1), 3, 4)...), "weight at row 1, column 0 (from 0) is -Inf; weights must be finite"},
	} {
		m, err := ReadNPY(strings.NewReader(c.text), "net.npy", DefaultLimits())
		if want := "net.npy: " + c.want; m != nil || err == nil || err.Error() != want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, want)
		}
	}
}

// TestWriteNPYAsNumPy compares with files of numpy.save, byte for byte.
func TestWriteNPYAsNumPy(t *testing.T) {
	for _, name := range []string{"order-C.npy", "f8-little.npy", "refused-scalar.npy", "refused-vector.npy", "refused-cube.npy"} {
		want, err := os.ReadFile("testdata/numpy/" + name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := openArray(bytes.NewReader(want), place{path: name})
		if err != nil {
			t.Fatal(err)
		}
		var values []float64
		if err := a.numbers(func(_ int, v float64) error { values = append(values, v); return nil }); err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := WriteNPY(&got, a.Shape, values); err != nil || !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s: error %v, got\n%q, want\n%q", name, err, got.Bytes(), want)
		}
	}
}

// TestNPYIO exchanges matrices with another implementation in Go.
func TestNPYIO(t *testing.T) {
	for name, m := range sampleMatrices(t) {
		var file bytes.Buffer
		if err := writeSquare(&file, m.Weights); err != nil {
			t.Fatal(err)
		}
		var dense mat.Dense
		if err := npy.Read(&file, &dense); err != nil {
			t.Fatalf("%s: npyio: %v", name, err)
		}
		for i := range m.Weights.Order() {
			for j := range m.Weights.Order() {
				if dense.At(i, j) != m.Weights.At(i, j) {
					t.Errorf("%s: npyio read %v at (%d, %d), want %v", name, dense.At(i, j), i, j, m.Weights.At(i, j))
				}
			}
		}
		if err := npy.Write(&file, dense); err != nil {
			t.Fatal(err)
		}
		back, err := ReadNPY(&file, name, DefaultLimits())
		if err != nil || !back.Weights.Equal(m.Weights) {
			t.Errorf("%s: from npyio we read %v, %v", name, back, err)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		descr string
		item  []byte
		want  float64
	}{
		{"'|i1'", []byte{0x80}, -128},
		{"'|u1'", []byte{0x80}, 128},
		{"'|b1'", []byte{2}, 1}, // NumPy takes any byte but 0 for True
		{"'<i2'", []byte{0xfe, 0xff}, -2},
		{"'>i2'", []byte{0xff, 0xfe}, -2},
		{"'>u4'", []byte{1, 0, 0, 0}, 1 << 24},
		{"'<i8'", []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, -1},
		{"'<u8'", []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, 1 << 64}, // rounded
		{"'>f4'", []byte{0x3f, 0x80, 0, 0}, 1},
	} {
		text := fmt.Sprintf("{'descr': %s, 'fortran_order': False, 'shape': (1, 1)}", c.descr)
		m, err := ReadNPY(strings.NewReader(npyFile(text, c.item...)), "net.npy", DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.descr, err)
		} else if got := m.Weights.At(0, 0); got != c.want {
			t.Errorf("%s % x: got %v, want %v", c.descr, c.item, got, c.want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		reason, descr, data string
		want                []string
	}{
		{"UTF-32, filled up", "<U2", "a\x00\x00\x00\x00\x00\x00\x00\xb2\x03\x00\x00b\x00\x00\x00", []string{"a", "βb"}},
		{"the other byte order", ">U1", "\x00\x01\xd6\xfc\x00\x00\x00b", []string{"𝛼", "b"}},
		{"bytes", "|S3", "ab\x00\xce\xb2c", []string{"ab", "βc"}},
		{"a zero inside", "<U3", "a\x00\x00\x00\x00\x00\x00\x00c\x00\x00\x00b\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", []string{"a\x00c", "b"}},
		{"beyond Unicode", "<U1", "\x00\x00\x11\x00b\x00\x00\x00", nil},
		{"half of a surrogate pair", "<U1", "\x00\xd8\x00\x00b\x00\x00\x00", nil},
		{"bytes that are no UTF-8", "|S1", "\xffb", nil},
	} {
		file := npyFile("{'descr': '"+c.descr+"', 'fortran_order': False, 'shape': (2,)}", []byte(c.data)...)
		a, err := openArray(strings.NewReader(file), place{})
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.text(func(int) error { return nil })
		if (c.want == nil) != (err != nil) || (err == nil && !slices.Equal(got, c.want)) {
			t.Errorf("%s: got %q, %v, want %q", c.reason, got, err, c.want)
		}
	}
}

func notANumber() float64 { return math.NaN() }

// TestHalfFloat compares all numbers of 16 bits with their float32, whose exponent has the bias 127
// in place of 15 and whose fraction has 13 bits more.
func TestHalfFloat(t *testing.T) {
	for b := range 1 << 16 {
		bits := uint32(b&0x8000)<<16 | uint32(b&0x7fff)<<13
		want := float64(math.Float32frombits(bits)) * math.Ldexp(1, 127-15)
		if b>>10&0x1f == 0x1f {
			want = float64(math.Float32frombits(bits | 0x7f800000))
		}
		got := halfFloat(uint16(b))
		if math.IsNaN(want) && math.IsNaN(got) {
			continue
		}
		if got != want || math.Signbit(got) != math.Signbit(want) {
			t.Fatalf("%#04x: got %v, want %v", b, got, want)
		}
	}
}
