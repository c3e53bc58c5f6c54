package netio

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"reflect"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

func readTVB(file []byte) (*Matrix, error) {
	return readConnectivity(bytes.NewReader(file), int64(len(file)), place{path: "net.zip"}, DefaultLimits())
}

const bzip2Of = "QlpoOTFBWSZTWe+fcFgAAANYAAAQQABCACAAMM00IZ6h50wu5IpwoSHfPuCw"

// bzip2Weights is the text "0 5\n0 0\n", compressed by bzip2.
func bzip2Weights(t testing.TB) string {
	t.Helper()
	file, err := base64.StdEncoding.DecodeString(bzip2Of)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

func TestTVB(t *testing.T) {
	five := []network.Entry{{Target: 0, Source: 1, Weight: 5}}
	for _, c := range []struct {
		reason  string
		members []string
		labels  []string
		notes   string
	}{
		{"weights alone", []string{"weights.txt", "0 5\n0 0\n"}, nil, ""},
		{"as numpy.savetxt writes them", []string{"weights.txt", "0.000000000000000000e+00 5.000000000000000000e+00\n0.000000000000000000e+00 0.000000000000000000e+00\n"}, nil, ""},
		{"commas, tabs, comments, blank lines", []string{"weights.txt", "# w\n\n 0,\t5 # x\r\n0 ,0"}, nil, ""},
		{"compressed by bzip2", []string{"weights.txt.bz2", bzip2Weights(t)}, nil, ""},
		{"in a folder, beside what macOS adds", []string{"a/", "", "a/Weights.TXT", "0 5\n0 0\n", "__MACOSX/a/._weights.txt", "x", "a/.DS_Store", "x"}, nil, ""},
		{"centres", []string{"weights.txt", "0 5\n0 0\n", "centres.txt", "lV1 1 2 3\nrV1  -1\t2 3.5e0\n"}, []string{"lV1", "rV1"}, ""},
		{"centres with a header and blanks in names", []string{"weights.txt", "0 5\n0 0\n", "centers.txt", "name x y z\n\"left V1\",1,2,3\nright V1 , 1 , 2 , 3\n"}, []string{"left V1", "right V1"}, ""},
		{"one name twice", []string{"weights.txt", "0 5\n0 0\n", "centres.txt", "a 1 2 3\na 1 2 3\n"}, []string{"a", "a"}, ""},
		{"coordinates alone are not used", []string{"weights.txt", "0 5\n0 0\n", "centres.txt", "1 2 3\n1 2 3\n"}, nil, "not read: centres.txt"},
		{"region labels", []string{"weights.txt", "0 5\n0 0\n", "region_labels.txt", "V1 left\nV1 right\n"}, []string{"V1 left", "V1 right"}, ""},
		{"names in areas", []string{"weights.txt", "0 5\n0 0\n", "areas.txt", "a 1e3\nb 2\n"}, []string{"a", "b"}, ""},
		{"other members", []string{"weights.txt", "0 5\n0 0\n", "tract_lengths.txt", "0 1\n1 0\n", "areas.txt", "1\n2\n"}, nil, "not read: tract_lengths.txt, areas.txt"},
	} {
		m, err := readTVB(zipFile(t, zip.Deflate, c.members...))
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if !slices.Equal(m.Weights.Entries(), five) || !reflect.DeepEqual(m.Labels, c.labels) {
			t.Errorf("%s: got %v, %q", c.reason, m.Weights.Entries(), m.Labels)
		}
		if got := strings.Join(m.Notes, "|"); got != c.notes {
			t.Errorf("%s: got the notes %s\nwant %s", c.reason, got, c.notes)
		}
	}
}

func TestTVBRefuses(t *testing.T) {
	weights := func(text string) []string { return []string{"weights.txt", text} }
	regions := func(text string) []string { return append(weights("0 5\n0 0\n"), "centres.txt", text) }
	for _, c := range []struct {
		reason  string
		members []string
		want    string
	}{
		{"nothing", nil, ": the archive holds no files; fetch or write the file again"},
		{"no weights", []string{"a/readme.md", "x", "tract_lengths.txt", "x"}, `: the archive has no weights.txt, but a/readme.md, tract_lengths.txt; give an archive as The Virtual Brain writes it, or unpack it and name a file`},
		{"one file of another format", []string{"a/readme.md", "x", "a/net.csv", "x"}, `: the archive has no weights.txt, but the file "a/net.csv"; unpack it and give a/net.csv`},
		{"an archive in an archive", []string{"net.zip", string(zipFile(t, zip.Deflate, weights("1")...))}, `: the archive has no weights.txt, but the file "net.zip"; unpack it and give net.zip`},
		{"two networks", []string{"a/weights.txt", "1", "b/weights.txt", "1"}, `: both "a/weights.txt" and "b/weights.txt" are there; keep one network an archive`},
		{"a member outside", []string{"../weights.txt", "1"}, `: member "../weights.txt" points outside the archive; remove it from the archive`},
		{"no numbers", weights("\n# 1\n"), ": weights.txt: the matrix has no neurons; give at least one"},
		{"a row too few", weights("0 5\n"), ": weights.txt: the matrix is 1 × 2, but row and column are both neurons; give a square one"},
		{"a row too many", weights("0 5\n0 0\n0 0\n"), ":3: weights.txt: the matrix has more than 2 rows, but 2 columns; give a square one"},
		{"a number too few", weights("0 5\n\n0"), ":3: weights.txt: the row has 1 numbers, the first has 2; give each row as many numbers as there are neurons"},
		{"a missing number", weights("0,,5\n"), ":1: weights.txt: a number is missing before a comma; write a number in each place"},
		{"no number", weights("0 x\n"), `:1: weights.txt: number "x" is not a number; give a finite decimal number`},
		{"not finite", weights("0 nan\n0 0"), `:1: weights.txt: number "nan" is not finite; give a finite decimal number`},
		{"a long word", weights(strings.Repeat("1", 5000)), `:1: weights.txt: "1111111111111111111111111111111111111111"… is not a number; give a finite decimal number`},
		{"damaged bzip2", []string{"weights.txt.bz2", "BZh9xxxxxxxxxxxxxxxx"}, ": weights.txt.bz2: the data are damaged (bzip2 data invalid: bad magic value found); fetch or write the file again"},
		{"bzip2 that ends early", []string{"weights.txt.bz2", bzip2Weights(t)[:20]}, ": weights.txt.bz2: the data end early; fetch or write the file again"},
		{"a name too few", regions("a 1 2 3\n"), ": centres.txt: 1 names for 2 regions; name each region once"},
		{"a name too many", regions("a 1 2 3\nb 1 2 3\nc 1 2 3\n"), ":3: centres.txt: there are more names than the 2 regions; name each region once"},
		{"a line without coordinates", regions("a 1 2 3\nb 1 2\n"), `:2: centres.txt: "b 1 2" does not end with 3 numbers; write a name and its coordinates`},
		{"a line without a name", regions("a 1 2 3\n1 2 3\n"), `:2: centres.txt: name "" is empty; ` + labelCure},
		{"a name that is not UTF-8", regions("\xe9 1 2 3\nb 1 2 3\n"), `:1: centres.txt: name "\xe9" is not valid UTF-8; ` + labelCure},
	} {
		m, err := readTVB(zipFile(t, zip.Deflate, c.members...))
		if m != nil || err == nil || err.Error() != "net.zip"+c.want {
			t.Errorf("%s: got %v, %v\nwant net.zip%s", c.reason, m, err, c.want)
		}
	}
	for _, c := range []struct{ reason, file, want string }{
		{"empty", "", "net.zip: the file is empty; fetch or write the file again"},
		{"no archive", "weights", "net.zip: this is no complete zip archive; fetch or write the file again"},
		{"encrypted", strings.ReplaceAll(string(zipFile(t, zip.Store, weights("1")...)), "\x14\x00\x08\x00", "\x14\x00\x09\x00"),
			"net.zip: weights.txt: the member is encrypted; save it without encryption"},
	} {
		m, err := readTVB([]byte(c.file))
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// TestTVBBombs reads archives that expand to 16 MiB, of which 1 MiB is allowed.
func TestTVBBombs(t *testing.T) {
	limits := Limits{Neurons: 1000, Entries: 100_000, Bytes: 1 << 20}
	blanks := strings.Repeat(" ", 16<<20)
	const expand = "the compressed data expand beyond the limit; if it is meant, unpack it first"
	for _, c := range []struct {
		reason  string
		members []string
		want    string
	}{
		{"blanks", []string{"weights.txt", blanks}, "net.zip: weights.txt: " + expand},
		{"a comment in the centres", []string{"weights.txt", "1", "centres.txt", "#" + blanks}, "net.zip: centres.txt: " + expand},
		{"neurons", []string{"weights.txt", strings.Repeat("0 ", 8<<20)}, "net.zip:1: weights.txt: more neurons than the limit of 1000; choose a part of the network"},
		{"members that are not read", []string{"weights.txt", "1", "tract_lengths.txt", blanks}, ""},
	} {
		file := zipFile(t, zip.Deflate, c.members...)
		var m *Matrix
		var err error
		got := allocated(func() {
			m, err = readConnectivity(bytes.NewReader(file), int64(len(file)), place{path: "net.zip"}, limits)
		})
		if c.want == "" && err != nil || c.want != "" && (m != nil || err == nil || err.Error() != c.want) {
			t.Errorf("%s: got %v, %v\nwant %s", c.reason, m, err, c.want)
		}
		if got > 4<<20 {
			t.Errorf("%s: %d bytes allocated", c.reason, got)
		}
	}
}
