package netio

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// tableReading is one of some ways to read a table.
func tableReading(choice uint) network.Reading {
	columns := []network.Columns{{}, {Source: "1", Target: "2", Weight: "3"}, {Source: "x", Target: "y"}, {Source: "2", Target: "1"}}
	return network.Reading{
		Layout:     network.Layout(choice % 3),
		Columns:    columns[choice/3%4],
		Duplicates: network.Duplicates(choice / 12 % 3),
	}
}

// FuzzTable reads text tables of any layout within their cost, and then byte by byte.
func FuzzTable(f *testing.F) {
	testutil.AddCorpus(f)
	for _, text := range tableSeeds(f) {
		for choice := range uint(4) {
			f.Add([]byte(text), choice)
		}
		f.Add([]byte(text), uint(14))
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte, choice uint) {
		read := reading(func(r io.Reader) (*Matrix, error) {
			return ReadTable(r, "fuzz", nil, tableReading(choice), fuzzLimits())
		})
		read.check(t, g, file)
	})
}

// FuzzTableGzip reads compressed tables.
func FuzzTableGzip(f *testing.F) {
	testutil.AddCorpus(f)
	for _, text := range tableSeeds(f) {
		f.Add(gzipOf(f, text, "", 0))
	}
	f.Add(gzipOf(f, "", strings.Repeat("0,", 1<<10), 1<<10))      // a row of a million columns
	f.Add(gzipOf(f, "# ", strings.Repeat("#", 1<<10), 1<<11))     // a comment of 2 MiB
	f.Add(gzipOf(f, "", "#\n", 1<<19))                            // many comments
	f.Add(gzipOf(f, "0,1\n1,0\n\"", strings.Repeat("\n", 64), 1)) // a quotation mark left open
	f.Add(gzipOf(f, "a b c\n", "a b 1\n", 1<<14))
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) { unpacked(asEdges).check(t, g, file) })
}

// FuzzSplit divides records with each separator. Joined again they are the record, apart from
// white space, and a field that is quoted is the one that was quoted.
func FuzzSplit(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add("a,b c;d\te", `x "y"`)
	f.Add(` "a" , "b""c",""`, "\u00a0é ")
	f.Fuzz(func(t *testing.T, record, field string) {
		for _, s := range separators() {
			split := fieldSplitter{separator: s, most: len(record) + 1}
			n, ok := split.split([]byte(record))
			if ok && n != len(split.cells) {
				t.Fatalf("%d fields, %d kept", n, len(split.cells))
			}
			counted, same := (&fieldSplitter{separator: s}).split([]byte(record))
			if counted != n || same != ok {
				t.Fatalf("%s: counted %d, %v, divided %d, %v", s.name(), counted, same, n, ok)
			}
			quoted := `"` + strings.ReplaceAll(field, `"`, `""`) + `"`
			split.most = 3
			n, ok = split.split([]byte("1" + string(rune(s)) + quoted + string(rune(s)) + "2"))
			want := string(bytes.TrimSpace([]byte(field)))
			if !ok || n != 3 || string(split.cells[1]) != want {
				t.Fatalf("%s: %q is divided into %d fields %q, %v", s.name(), quoted, n, split.cells, ok)
			}
		}
	})
}

// tableSeeds returns the tables in testdata/layouts, and some that are not sound.
func tableSeeds(f *testing.F) []string {
	f.Helper()
	seeds := []string{
		"source;target;weight\nA;B;1,5\nB;A;2.5\n", "a b {'weight': 1.0}\n", "0,1\n1,0\n", "0,1,2\n0,0,0\n1,1,1\n",
		",A,B\nB,0,1\nA,2,0\n", "A,B\n0,1\n2,0\n", "A,0,1\nB,2,0\n", "A,0,1,0\nB,2,0,0\nC,0,0,0\n", "\"A\" \"B\"\n\"A\" 0 1\n\"B\" 2 0\n",
		"0,1,2,3\n0,2,0,0\n0,0,3,0\n0,0,0,4\n5,0,0,0\n", "0,0,2,0,0\n1,0,0,3,0\n2,0,0,0,4\n3,5,0,0,0\n", "# source target\n0 1\n", "#\n%\n\n5\n",
		"x,y,z\nA,B,1\n", ",\n,\n", "\"\n\"\n", "\t\t\n\t\t\n", " \u00a0;\u3000\n", "source,target,weight\n1,A,B,1\n", ";1,5;0\n1,5;0;1\n0;0;0\n",
	}
	for _, pattern := range []string{"*.csv", "*.tsv", "*.txt", "*.edgelist"} {
		paths, err := filepath.Glob("testdata/layouts/text-" + pattern)
		if err != nil || len(paths) == 0 {
			f.Fatalf("%d files, %v", len(paths), err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			seeds = append(seeds, string(text))
		}
	}
	return seeds
}

// TestTablesByteByByte reads each seed in small pieces.
func TestTablesByteByByte(t *testing.T) {
	paths, err := filepath.Glob("testdata/layouts/text-*.*sv")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		m, err := ReadTable(bytes.NewReader(text), "x", nil, network.Reading{}, DefaultLimits())
		again, other := ReadTable(iotest.OneByteReader(bytes.NewReader(text)), "x", nil, network.Reading{}, DefaultLimits())
		if !reflect.DeepEqual(m, again) || !reflect.DeepEqual(err, other) {
			t.Errorf("%s: got %v, %v, byte by byte %v, %v", path, m, err, again, other)
		}
	}
}
