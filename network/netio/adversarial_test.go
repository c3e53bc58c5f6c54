package netio

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/npy"
	"noiseprune/network"
)

// TestTextOfAnySystem reads the same network from text as different systems keep it.
func TestTextOfAnySystem(t *testing.T) {
	want := mustCSR(t, 2, []network.Entry{{Target: 1, Source: 0, Weight: 5}, {Target: 0, Source: 1, Weight: 6}})
	market := generalBanner + "% a comment\n\n2 2 2\n2 1 5\n1 2 6\n"
	table := "source,target,weight\n0,1,5\n\n1,0,6\n"
	for _, c := range []struct {
		reason string
		change func(string) string
	}{
		{"as Unix ends lines", strings.Clone},
		{"as Windows ends lines", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
		{"as the first Macintosh ended lines", func(s string) string { return strings.ReplaceAll(s, "\n", "\r") }},
		{"converted once too often", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\r\n") }},
		{"each line another end", func(s string) string { return strings.Replace(strings.Replace(s, "\n", "\r", 1), "\n", "\r\n", 1) }},
		{"with a byte order mark", func(s string) string { return "\ufeff" + s }},
		{"without an end of the last line", func(s string) string { return strings.TrimSpace(s) }},
		{"many blank lines at the end", func(s string) string { return s + strings.Repeat("\n", 1<<16) }},
	} {
		m, err := ReadMatrixMarket(strings.NewReader(c.change(market)), "net.mtx", DefaultLimits())
		if err != nil || !m.Weights.Equal(want) {
			t.Errorf("Matrix Market %s: got %v, %v", c.reason, m, err)
		}
		m, err = ReadTable(strings.NewReader(c.change(table)), "net.csv", nil, network.Reading{}, DefaultLimits())
		if err != nil || !m.Weights.Equal(want) || m.Labels != nil {
			t.Errorf("CSV %s: got %v, %v", c.reason, m, err)
		}
	}
}

// TestLineEndsAcrossReads gives the text byte by byte.
func TestLineEndsAcrossReads(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"a\r\nb\rc\nd", "a\nb\nc\nd"}, {"\r\r\n\n\r", "\n\n\n\n"}, {"\r", "\n"}, {"", ""}, {"\n\r\n", "\n\n"},
	} {
		var got []byte
		l := &lineEnds{r: strings.NewReader(c.text)}
		for one := make([]byte, 1); ; {
			n, err := l.Read(one)
			got = append(got, one[:n]...)
			if err != nil {
				break
			}
		}
		if string(got) != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// TestForeignFiles refuses what people put in the place of the file that they mean.
func TestForeignFiles(t *testing.T) {
	const (
		begin  = `; begin with "%%MatrixMarket matrix coordinate real general"`
		header = " are not known as source and target, and the table is no square matrix; " + nameColumns +
			", by names or by numbers from 1, or give a square matrix"
	)
	utf16 := func(text string) string {
		b := []byte("\xff\xfe")
		for _, c := range text {
			b = binary.LittleEndian.AppendUint16(b, uint16(c))
		}
		return string(b)
	}
	for _, c := range []struct{ reason, name, text, want string }{
		{"compressed, but not called so", "net.mtx", string(gzipOf(t, generalBanner, "1 1 0\n", 1)), ": the file is compressed by gzip; let its name end in .gz"},
		{"compressed, but not called so", "net.csv", string(gzipOf(t, generalBanner, "1 1 0\n", 1)), ": the file is compressed by gzip; let its name end in .gz"},
		{"called compressed, but is not", "net.mtx.gz", generalBanner + "1 1 0\n", ": this is no gzip data; if it is not compressed, let its name not end in .gz"},
		{"UTF-16, as a shell of Windows redirects text", "net.mtx", utf16(generalBanner + "1 1 0\n"), ": the text is UTF-16; save it as UTF-8"},
		{"UTF-16, as a spreadsheet saves text", "net.csv", utf16("source,target,weight\na,b,1\n"), ": the text is UTF-16; save it as UTF-8"},
		{"UTF-16 without a byte order mark", "net.csv", utf16("source,target,weight\na,b,1\n")[2:], ": the text is UTF-16; save it as UTF-8"},
		{"a page that says that there is no such file", "net.mtx", "<!DOCTYPE html>\n<html>", `:1: "<!DOCTYPE html>" is not the first line of a Matrix Market file` + begin},
		{"a pointer to a large file", "net.npy", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", `: this is no .npy file: it begins with "version ht"; save it with numpy.save, numbers as float64 and names as str`},
		{"a pointer to a large file", "net.npz", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", ": this is no complete .npz archive; fetch or write the file again"},
		{"zeros, as a broken disk leaves them", "net.mtx", strings.Repeat("\x00", 4096), `:1: "` + strings.Repeat(`\x00`, 40) + `"… is not the first line of a Matrix Market file` + begin},
		{"zeros, as a broken disk leaves them", "net.csv", strings.Repeat("\x00", 4096), ": this is no text; fetch or write the file again"},
		{"zeros, as a broken disk leaves them", "net.npy", strings.Repeat("\x00", 4096), `: this is no .npy file: it begins with "` + strings.Repeat(`\x00`, 10) + `"; save it with numpy.save, numbers as float64 and names as str`},
		{"zeros behind the compressed data", "net.mtx.gz", string(gzipOf(t, generalBanner, "1 1 0\n", 1)) + "\x00\x00", ": the data end early; fetch or write the file again"},
		{"a zero byte in a name", "net.csv", "source,target,weight\na\x00,b,1\n", `:2: name "a\x00" has a control character; ` + labelCure},
		{"a zero byte in a weight", "net.csv", "source,target,weight\na,b,1\x00\n", `:2: number "1\x00" is not a number; give a finite decimal number`},
		{"thousands separated by commas", "net.csv", "source,target,weight\na,b,1,000\n", ":2: 4 fields instead of 3; " + sameFieldsCure},
		{"thousands separated by commas, quoted", "net.csv", "source,target,weight\na,b,\"1,000\"\n", `:2: number "1,000" is not a number; give a finite decimal number`},
		{"empty", "net.npz", "", ": the file is empty; fetch or write the file again"},
		{"empty", "net.mtx.gz", "", ": the file is empty; fetch or write the file again"},
		{"empty when unpacked", "net.mtx.gz", string(gzipOf(t, "", "", 0)), ": the file is empty" + begin},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := Read(path, network.Reading{}, DefaultLimits())
		if m != nil || err == nil || err.Error() != path+c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, path+c.want)
		}
	}
}

// TestCutAnywhere reads each format cut behind each byte. Compressed and binary data must
// be refused, and so must text, unless it lost no more than (a part of) its last record.
func TestCutAnywhere(t *testing.T) {
	for name, m := range sampleMatrices(t) {
		for _, extension := range extensions {
			l, err := layoutOf("x" + extension)
			if err != nil {
				t.Fatal(err)
			}
			var file bytes.Buffer
			if err := l.fill(&file, m, []string{"a comment"}); err != nil {
				t.Fatal(err)
			}
			whole := file.Bytes()
			isText := extension == ".mtx" || extension == ".csv" || extension == ".graphml"
			last := bytes.LastIndexByte(whole[:len(whole)-1], '\n') + 1
			for cut := range len(whole) {
				_, err := readAs(extension, whole[:cut], nil)
				var format *FormatError
				switch {
				case err == nil && isTable(extension) && !strings.HasSuffix(extension, ".gz"): // no count stands in a table
				case err == nil && isText && cut > last:
				case err == nil:
					t.Errorf("%s%s: cut after %d of %d bytes it is read", name, extension, cut, len(whole))
				case !errors.As(err, &format) || strings.ContainsAny(err.Error(), "\n\r"):
					t.Errorf("%s%s, cut after %d bytes: %T %v", name, extension, cut, err, err)
				}
			}
		}
	}
}

// TestUnlikelyMembers gives .npz archives that only somebody with bad intentions makes.
func TestUnlikelyMembers(t *testing.T) {
	good := layoutOf3()
	raw := func(change func(h *zip.FileHeader)) []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for k := 0; k < len(good); k += 2 {
			content := []byte(good[k+1])
			h := &zip.FileHeader{Name: good[k], Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
				CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content))}
			if good[k] == "data.npy" {
				change(h)
			}
			w, err := z.CreateRaw(h)
			if err != nil {
				t.Fatal(err)
			}
			w.Write(content)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	const fetch = "; fetch or write the file again"
	for _, c := range []struct {
		reason string
		file   []byte
		want   string
	}{
		{"sound", raw(func(*zip.FileHeader) {}), ""},
		{"claims more bytes than it has", raw(func(h *zip.FileHeader) { h.UncompressedSize64++ }), "net.npz: data.npy: the data end early" + fetch},
		{"claims fewer bytes than it has", raw(func(h *zip.FileHeader) { h.UncompressedSize64-- }), "net.npz: data.npy: the data are damaged (zip: not a valid zip file)" + fetch},
		{"claims 16 EB in zip64", raw(func(h *zip.FileHeader) { h.UncompressedSize64 = 1<<64 - 2 }), "net.npz: data.npy: the data end early" + fetch},
		{"claims to be 16 EB long when compressed", raw(func(h *zip.FileHeader) { h.CompressedSize64 = 1<<63 - 1 }), "net.npz: data.npy: the data are damaged (zip: not a valid zip file)" + fetch},
		{"an unknown method", raw(func(h *zip.FileHeader) { h.Method = 99 }), "net.npz: data.npy: the member is compressed by an unknown method; save it with numpy.savez or numpy.savez_compressed"},
		{"a wrong checksum", raw(func(h *zip.FileHeader) { h.CRC32++ }), "net.npz: data.npy: the data are damaged (zip: checksum error)" + fetch},
		{"a name of nothing but blanks", raw(func(h *zip.FileHeader) { h.Name = " " }), `net.npz: member " " is no .npy array; write the archive with numpy.savez or scipy.sparse.save_npz`},
		{"a name with a line break", raw(func(h *zip.FileHeader) { h.Name = "a\nb" }), `net.npz: member "a\nb" is no .npy array; write the archive with numpy.savez or scipy.sparse.save_npz`},
		{"a folder", raw(func(h *zip.FileHeader) { h.Name = "data.npy/" }), `net.npz: member "data.npy/" points outside the archive; remove it from the archive`},
		{"a dot before the name", raw(func(h *zip.FileHeader) { h.Name = "./data.npy" }), `net.npz: member "./data.npy" points outside the archive; remove it from the archive`},
		{"a link to another file", raw(func(h *zip.FileHeader) { h.SetMode(os.ModeSymlink | 0o777) }), ""},
		{"two members with the same data", overlapping(t), `net.npz: member "data.npy" is there twice; keep one of them`},
		{"a sparse matrix without its format", zipFile(t, zip.Store, good[2:]...), "net.npz: the member format.npy of a sparse matrix is missing; save the matrix again with scipy.sparse.save_npz"},
	} {
		m, err := readNPZ(c.file)
		if c.want == "" && err != nil || c.want != "" && (m != nil || err == nil || err.Error() != c.want) {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// overlapping returns an archive whose table names one of its members twice.
func overlapping(t *testing.T) []byte {
	t.Helper()
	file := zipFile(t, zip.Store, layoutOf3()...)
	last := bytes.LastIndex(file, []byte("PK\x01\x02"))
	end := bytes.LastIndex(file, []byte("PK\x05\x06"))
	entry := slices.Clone(file[last:end])
	file = slices.Insert(file, end, entry...)
	tail := file[end+len(entry):]
	members := binary.LittleEndian.Uint16(tail[10:]) + 1
	binary.LittleEndian.PutUint16(tail[8:], members)
	binary.LittleEndian.PutUint16(tail[10:], members)
	binary.LittleEndian.PutUint32(tail[12:], binary.LittleEndian.Uint32(tail[12:])+uint32(len(entry)))
	return file
}

// TestUnusualArrays reads or refuses .npy headers that no version of NumPy writes.
func TestUnusualArrays(t *testing.T) {
	const cure = "; save it with numpy.save, numbers as float64 and names as str"
	header := func(shape string) string {
		return npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': "+shape+"}", 0, 2, 3, 0)
	}
	huge := strings.Repeat("1, ", npy.MostDimensions) + "1"
	for _, c := range []struct{ reason, file, want string }{
		{"a comma at the end", header("(2, 2,)"), ""},
		{"no blanks", header("(2,2)"), ""},
		{"leading zeros", header("(02, 2)"), ""},
		{"a type without order", npyFile("{'descr': 'u1', 'fortran_order': False, 'shape': (2, 2)}", 0, 2, 3, 0), ""},
		{"a comma at the beginning", header("(,2, 2)"), `shape "(,2, 2)" is malformed or too large` + cure},
		{"two commas", header("(2,, 2)"), `shape "(2,, 2)" is malformed or too large` + cure},
		{"a list", header("[2, 2]"), `shape "[2, 2]" is malformed or too large` + cure},
		{"no tuple", header("4"), `shape "4" is malformed or too large` + cure},
		{"negative", header("(-2, -2)"), `shape "(-2, -2)" is malformed or too large` + cure},
		{"a fraction", header("(2.0, 2)"), `shape "(2.0, 2)" is malformed or too large` + cure},
		{"a product of 2⁶⁴", header("(4294967296, 4294967296)"), `shape "(4294967296, 4294967296)" is malformed or too large` + cure},
		{"a product of 2⁶⁴ behind a zero", header("(0, 4294967296, 4294967296)"), `shape "(0, 4294967296, 4294967296)" is malformed or too large` + cure},
		{"a size beyond int64", header("(9223372036854775808, 1)"), `shape "(9223372036854775808, 1)" is malformed or too large` + cure},
		{"65 dimensions", header("(" + huge + ")"), `shape "(` + huge[:39] + `"… is malformed or too large` + cure},
		{"three dimensions", header("(1, 2, 2)"), "an array of type '|u1' and shape (1, 2, 2) is not a square matrix of numbers; save a square matrix of numbers"},
		{"none of nothing", header("(0, 0)"), "the matrix has no neurons; give at least one"},
		{"a key twice", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), 'shape': (3, 3)}", 0, 2, 3, 0), `the array's header "{'descr': '|u1', 'fortran_order': False,"… is malformed` + cure},
		{"no quotation marks", npyFile("{descr: |u1, fortran_order: False, shape: (2, 2)}", 0, 2, 3, 0), `the array's header "{descr: |u1, fortran_order: False, shape"… is malformed` + cure},
		{"a type without quotation marks", npyFile("{'descr': |u1, 'fortran_order': False, 'shape': (2, 2)}", 0, 2, 3, 0), `data type "|u1" is not supported` + cure},
		{"different quotation marks", npyFile(`{'descr": '|u1', 'fortran_order': False, 'shape': (2, 2)}`, 0, 2, 3, 0), `the array's header "{'descr\": '|u1', 'fortran_order': False,"… is malformed` + cure},
		{"a structure", npyFile("{'descr': [('w', '<f8'), ('d', '<f8')], 'fortran_order': False, 'shape': (2, 2)}"), `data type "[('w', '<f8'), ('d', '<f8')]" is not supported` + cure},
		{"quadruple precision", npyFile("{'descr': '<f16', 'fortran_order': False, 'shape': (2, 2)}"), `data type "'<f16'" is not supported` + cure},
		{"dates", npyFile("{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2, 2)}"), `data type "'<M8[ns]'" is not supported` + cure},
		{"code", npyFile("{'descr': __import__('os').system('true'), 'fortran_order': False, 'shape': (2, 2)}"), `data type "__import__('os').system('true')" is not supported` + cure},
		{"a header of no bytes", "\x93NUMPY\x01\x00\x00\x00", `the array's header "" is malformed` + cure},
		{"a header of bytes that are no text, version 3", "\x93NUMPY\x03\x00\x02\x00\x00\x00\xff\xfe", `the array's header "\xff\xfe" is malformed` + cure},
		{"brackets without end", npyFile(strings.Repeat("(", 60_000)), `the array's header "` + strings.Repeat("(", 40) + `"… is malformed` + cure},
	} {
		m, err := ReadNPY(strings.NewReader(c.file), "net.npy", DefaultLimits())
		switch {
		case c.want == "" && (err != nil || m.Weights.Stored() != 2):
			t.Errorf("%s: got %v, %v", c.reason, m, err)
		case c.want != "" && (m != nil || err == nil || err.Error() != "net.npy: "+c.want):
			t.Errorf("%s:\ngot  %v, %v\nwant net.npy: %s", c.reason, m, err, c.want)
		}
	}
}

// TestSmallFileOfManyEntries bounds entries by the size of a compressed file.
func TestSmallFileOfManyEntries(t *testing.T) {
	const n = 2100 // 4.4 million entries in some 5 KB
	ones := "\x93NUMPY\x01\x00"
	dictionary := fmt.Sprintf("{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d)}", n, n)
	ones += string(binary.LittleEndian.AppendUint16(nil, uint16(len(dictionary)))) + dictionary + strings.Repeat("\x01", n*n)
	file := zipFile(t, zip.Deflate, "W.npy", ones)
	m, err := readNPZ(file)
	most := freeEntries + entriesPerByte*len(file)
	want := fmt.Sprintf(
		"net.npz: W.npy: %d entries are more than the %d that a file of this size is likely to hold; if it is meant, unpack it first",
		most+1,
		most,
	)
	if m != nil || err == nil || err.Error() != want {
		t.Errorf("got %v, %v\nwant %s", m, err, want)
	}
	if most := DefaultLimits().forSize(n * n).Entries; most < n*n {
		t.Errorf("not compressed, no more than %d entries", most)
	}
}

// TestWorkGrowsWithSize counts what is allocated for inputs each of which once, or in
// another reader, took time or memory out of all proportion to its size.
func TestWorkGrowsWithSize(t *testing.T) {
	const header = "source,target,weight\n"
	market := func(text string) func() error {
		return func() error {
			_, err := ReadMatrixMarket(strings.NewReader(text), "x", DefaultLimits())
			return err
		}
	}
	table := func(text string) func() error {
		return func() error {
			_, err := ReadTable(strings.NewReader(text), "x", nil, network.Reading{}, DefaultLimits())
			return err
		}
	}
	archive := func(replace ...string) func() error {
		file := zipFile(t, zip.Deflate, layoutOf3(replace...)...)
		return func() error {
			_, err := readNPZ(file)
			return err
		}
	}
	many := func(descr string, items int) string {
		return npyFile(fmt.Sprintf("{'descr': '%s', 'fortran_order': False, 'shape': (%d,)}", descr, items)) + strings.Repeat("\x01", items)
	}
	const kib, mib = 1 << 10, 1 << 20
	for _, c := range []struct {
		reason string
		read   func() error
		most   uint64
	}{
		{"a number of exponents", market(generalBanner + "1 1 1\n1 1 " + strings.Repeat("d", 60_000) + "\n"), mib},
		{"a number of exponents, quoted", table(header + "a,b,\"" + strings.Repeat("d", 1_000_000) + "\"\n"), 16 * mib},
		{"a number of digits", table(header + "a,b," + strings.Repeat("9", 1_000_000) + "\n"), 16 * mib},
		{"a name without end", table(header + strings.Repeat("a", 1_000_000) + ",b,1\n"), 16 * mib},
		{"many empty fields", table(header + strings.Repeat(",", 1_000_000) + "\n"), 64 * mib},
		{"a million quotation marks", table(header + strings.Repeat(`""`, 500_000)), 32 * mib},
		{"names for 3 neurons, 16 million of them promised and there", archive("labels.npy", many("|S1", 16*mib)), mib},
		{"a format of 16 million strings", archive("format.npy", many("|S1", 16*mib)), mib},
		{"a shape of 16 million dimensions", archive("shape.npy", many("|u1", 16*mib)), mib},
		{"starts of 16 million rows", archive("indptr.npy", many("|u1", 16*mib)), mib},
		{"16 million indices in 16 KB", archive("indices.npy", many("|u1", 16*mib)), mib},
		{"items of 4 KB", archive("labels.npy", array("<U1024", 3, make([]byte, 3*4096)...)), mib},
	} {
		var err error
		if got := allocated(func() { err = c.read() }); err == nil || got > c.most {
			t.Errorf("%s: error %v, %d KiB allocated, at most %d expected", c.reason, err, got/kib, c.most/kib)
		}
	}
}

// repeated gives a piece of text again and again, as a compressed file can at no cost.
type repeated struct {
	piece string
	rest  string
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.rest == "" {
		r.rest = r.piece
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// TestLittleInMuch stops readers that are kept busy with text that says nothing.
func TestLittleInMuch(t *testing.T) {
	const header = "source,target,weight\n"
	kib := strings.Repeat(" ", 1<<10)
	market := func(text string, r io.Reader) error {
		_, err := ReadMatrixMarket(io.MultiReader(strings.NewReader(text), r), "x", DefaultLimits())
		return err
	}
	table := func(text string, r io.Reader) error {
		_, err := ReadTable(io.MultiReader(strings.NewReader(text), r), "x", nil, network.Reading{}, DefaultLimits())
		return err
	}
	for _, c := range []struct {
		reason, want string
		err          error
	}{
		{"blank lines", "x:2097153: 64 MiB hold no more than 0 lines of data; remove blanks, blank lines and comments", market("", &repeated{piece: kib[:31] + "\n"})},
		{"comments", "x:65538: 64 MiB hold no more than 1 lines of data; remove blanks, blank lines and comments", market(generalBanner, &repeated{piece: "%" + kib[2:] + "\n"})},
		{"a comment without end", "x:2: 64 MiB hold no more than 1 lines of data; remove blanks, blank lines and comments", market(generalBanner+"%", &repeated{piece: kib})},
		{"blanks behind the data", "x:4: 64 MiB hold no more than 3 lines of data; remove blanks, blank lines and comments", market(generalBanner+"1 1 1\n1 1 1\n%", &repeated{piece: kib})},
		{"blanks within the data", "x:1059: 65 MiB hold no more than 1058 lines of data; remove blanks, blank lines and comments",
			market(generalBanner+"10000 10000 10000000\n", &repeated{piece: "1 1 1" + strings.Repeat(kib, 63) + "\n"})},
		{"comments before a table", "x:65537: 64 MiB hold no more than 0 fields; remove blanks and blank lines", table("", &repeated{piece: "#" + kib[2:] + "\n"})},
		{"a comment without end before a table", "x:1: the line is longer than 16777216 bytes; break it", table("#", &repeated{piece: kib})},
		{"a row without end", "x:1: the line is longer than 16777216 bytes; break it", table("", &repeated{piece: "0,"})},
		{"blanks within a table", "x:261: 64 MiB hold no more than 780 fields; remove blanks and blank lines",
			table(header, &repeated{piece: strings.Repeat(" ", 1<<18-8) + "a,b,1\n"})},
	} {
		if c.err == nil || c.err.Error() != c.want {
			t.Errorf("%s:\ngot  %v\nwant %s", c.reason, c.err, c.want)
		}
	}
}
