package netio

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// TestArrowFilesKeepAll writes and reads matrices: neurons, their order and labels are the same, and the
// same matrix gives the same bytes.
func TestArrowFilesKeepAll(t *testing.T) {
	for name, m := range sampleMatrices(t) {
		for _, extension := range []string{".parquet", ".feather", ".arrow"} {
			path := filepath.Join(t.TempDir(), "net"+extension)
			if err := Write(path, m, nil); err != nil {
				t.Fatal(err)
			}
			first, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			back, err := Read(path, network.Reading{}, DefaultLimits())
			if err != nil {
				t.Fatalf("%s%s: %v", name, extension, err)
			}
			if !back.Weights.Equal(m.Weights) || !slices.Equal(back.Labels, m.Labels) || len(back.Notes) > 0 {
				t.Errorf("%s%s: got %v, %q, %q", name, extension, back.Weights.Entries(), back.Labels, back.Notes)
			}
			if err := Write(path, back, nil); err != nil {
				t.Fatal(err)
			}
			if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, first) {
				t.Errorf("%s%s: %v, other bytes when written again", name, extension, err)
			}
		}
	}
}

// TestArrowLabelsBeside reads labels beside a file that others wrote, and none where the file says that
// it has none.
func TestArrowLabelsBeside(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		file string
		want []string
	}{{"uint64.feather", nil}, {"pandas-zstd.parquet", []string{"c", "b", "a"}}, {"pandas-lz4.feather", []string{"c", "b", "a"}}} {
		content, err := os.ReadFile("testdata/layouts/" + c.file)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, c.file)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		beside := strings.TrimSuffix(path, filepath.Ext(path)) + ".labels.csv"
		if err := os.WriteFile(beside, []byte("index,label\n0,c\n1,b\n2,a\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := Read(path, network.Reading{}, DefaultLimits())
		switch {
		case c.want == nil && err == nil:
			t.Errorf("%s: neurons that are not among the labels are read", c.file)
		case c.want != nil && (err != nil || !slices.Equal(m.Labels, c.want)):
			t.Errorf("%s: got %v, %v", c.file, m, err)
		}
	}
	m := sampleMatrices(t)["random"]
	path := filepath.Join(dir, "uint64.parquet")
	if err := Write(path, m, nil); err != nil {
		t.Fatal(err)
	}
	if back, err := Read(path, network.Reading{}, DefaultLimits()); err != nil || back.Labels != nil {
		t.Errorf("got %v, %v", back, err)
	}
}

const printTables = `
import json, sys, pandas as pd
tables = [pd.read_parquet(p) if p.endswith(".parquet") else pd.read_feather(p) for p in sys.argv[1:]]
print(json.dumps([{
	"edges": [[str(s), str(t), float(w)] for s, t, w in zip(table["source"], table["target"], table["weight"])],
	"types": [str(t) for t in table.dtypes],
} for table in tables]))`

// TestPandasReadsArrowFiles compares what pandas reads with the edges of WriteCSV.
func TestPandasReadsArrowFiles(t *testing.T) {
	python := testutil.Python(t, "pandas", "pyarrow")
	dir := t.TempDir()
	var paths []string
	var matrices []*Matrix
	for name, m := range sampleMatrices(t) {
		for _, extension := range []string{".parquet", ".feather"} {
			path := filepath.Join(dir, name+extension)
			if err := Write(path, m, nil); err != nil {
				t.Fatal(err)
			}
			paths, matrices = append(paths, path), append(matrices, m)
		}
	}
	out, err := exec.Command(python, append([]string{"-c", printTables}, paths...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var tables []struct {
		Edges [][3]any
		Types []string
	}
	if err := json.Unmarshal(out, &tables); err != nil {
		t.Fatal(err)
	}
	for k, table := range tables {
		var list bytes.Buffer
		if err := WriteCSV(&list, matrices[k]); err != nil {
			t.Fatal(err)
		}
		edges, err := newTable(&list, place{}, "source", "target", "weight")
		if err != nil {
			t.Fatal(err)
		}
		for _, got := range table.Edges {
			want, err := edges.next()
			if err != nil {
				t.Fatalf("%s: pandas reads %v, %v", paths[k], got, err)
			}
			weight, err := edges.number(want[2])
			if err != nil || got[0] != want[0] || got[1] != want[1] || got[2] != weight {
				t.Errorf("%s: pandas reads %v, want %v", paths[k], got, want)
			}
		}
		if row, err := edges.next(); err == nil {
			t.Errorf("%s: pandas does not read %v", paths[k], row)
		}
		ends := "int64"
		if matrices[k].Labels != nil {
			ends = "str"
		}
		if !strings.HasPrefix(table.Types[0], ends) && table.Types[0] != "object" || table.Types[2] != "float64" {
			t.Errorf("%s: types %v", paths[k], table.Types)
		}
	}
}

// TestArrowPromises gives the readers small files that promise much, and counts what they allocate.
func TestArrowPromises(t *testing.T) {
	layout := func(name string) []byte {
		file, err := os.ReadFile("testdata/layouts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
	replaced := func(file, old, new []byte) []byte {
		if !bytes.Contains(file, old) {
			t.Fatalf("%x is not there", old)
		}
		return bytes.ReplaceAll(file, old, new)
	}
	count := func(n uint64) []byte { return binary.LittleEndian.AppendUint64(nil, n) }
	feather := layout("double.feather")
	for _, c := range []struct {
		reason, says string
		file         []byte
		read         func(content, []byte) (*Matrix, error)
	}{
		{"10⁹ rows", "1000000000 entries are more than", billionRows(t), parquetBytes},
		{"2³¹ parts of a schema", "ends early", parquetOf([]byte{0x29, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0}), parquetBytes},
		{"a long footer", "longer than the file", append([]byte("PAR1"), "\xff\xff\xff\x7fPAR1"...), parquetBytes},
		{"an encrypted footer", "encrypted", append([]byte("PAR1"), "\x00\x00\x00\x00PARE"...), parquetBytes},
		{"no file of Parquet", "no Parquet file", []byte("source,target,weight\n"), parquetBytes},
		{"no file of Arrow", "this is no Arrow file", []byte("a"), arrowBytes},
		{"10⁹ rows of a batch", "entries are more than", replaced(feather, count(2), count(1_000_000_000)), arrowBytes},
		{"metadata of 2 GiB", "declares metadata", append([]byte("\xff\xff\xff\xff\xff\xff\xff\x7f"), feather...), arrowBytes},
	} {
		var err error
		got := allocated(func() { _, err = c.read(arrowContent(c.file, DefaultLimits()), c.file) })
		var wrong *FormatError
		if !errors.As(err, &wrong) || !strings.Contains(err.Error(), c.says) || got > 4<<20 {
			t.Errorf("%s: error %v, want one that says %q; %d bytes allocated", c.reason, err, c.says, got)
		}
	}
}

func parquetBytes(c content, file []byte) (*Matrix, error) {
	return readBlocks(c, bytes.NewReader(file), openParquet)
}
func arrowBytes(c content, file []byte) (*Matrix, error) {
	return readBlocks(c, bytes.NewReader(file), openArrow)
}

func TestAppendFloat(t *testing.T) {
	for _, c := range []struct {
		value float64
		want  string
	}{
		{3, "3"}, {-3, "-3"}, {0.1, "0.1"}, {1<<53 - 1, "9007199254740991"}, {1 << 53, "9.007199254740992E+15"},
		{720575940611111111, "7.205759406111112E+17"}, {1e-300, "1e-300"}, {1e300, "1E+300"},
	} {
		if got := string(appendFloat(nil, c.value)); got != c.want {
			t.Errorf("%v: got %s, want %s", c.value, got, c.want)
		}
	}
}

func TestAppendDecimal(t *testing.T) {
	for _, c := range []struct {
		unscaled int64
		scale    int
		want     string
	}{{123, 2, "1.23"}, {-5, 2, "-0.05"}, {7, 0, "7"}, {-1200, 2, "-12.00"}, {0, 1, "0.0"}} {
		if got := string(appendDecimal(nil, big.NewInt(c.unscaled), c.scale)); got != c.want {
			t.Errorf("%d, %d decimals: got %s, want %s", c.unscaled, c.scale, got, c.want)
		}
	}
	if v := bigEndian([]byte{0xff, 0xfe}); v.Int64() != -2 {
		t.Errorf("got %v, want -2", v)
	}
}

const writeIntegers = `
import sys, numpy as np, pyarrow as pa, pyarrow.feather as feather, pyarrow.parquet as pq
for kind in ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]:
    low, top = int(np.iinfo(kind).min), int(np.iinfo(kind).max)
    columns = {"source": [top, low, 1], "target": [low, 1, top], "weight": [1, 2, 3]}
    table = pa.table({name: pa.array(values, kind) for name, values in columns.items()})
    pq.write_table(table, f"{sys.argv[1]}/{kind}.parquet")
    feather.write_feather(table, f"{sys.argv[1]}/{kind}.feather")
    print(kind, top, low, 1)
`

// TestArrowIntegers reads integers of all widths, to the largest and the least of each.
func TestArrowIntegers(t *testing.T) {
	dir := t.TempDir()
	out, err := exec.Command(testutil.Python(t, "numpy", "pyarrow"), "-c", writeIntegers, dir).Output()
	if err != nil {
		t.Fatal(err)
	}
	want := mustCSR(t, 3, []network.Entry{
		{Target: 1, Source: 0, Weight: 1}, {Target: 2, Source: 1, Weight: 2}, {Target: 0, Source: 2, Weight: 3},
	})
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		for _, extension := range []string{".parquet", ".feather"} {
			m, err := Read(filepath.Join(dir, words[0]+extension), network.Reading{}, DefaultLimits())
			if err != nil || !m.Weights.Equal(want) || !slices.Equal(m.Labels, words[1:]) {
				t.Errorf("%s%s: got %v, %v, want labels %q", words[0], extension, m, err, words[1:])
			}
		}
	}
}
