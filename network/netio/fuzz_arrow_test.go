package netio

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
)

// arrowContent is a file of Parquet or Arrow in memory.
func arrowContent(file []byte, limits Limits) content {
	size := int64(len(file))
	return content{size: size, path: "fuzz", limits: limits.forSize(size)}
}

// addHalves seeds a target with the files of testdata/layouts of that extension, and the beginnings of some.
func addHalves(f *testing.F, extension string) {
	f.Helper()
	paths, err := filepath.Glob("testdata/layouts/*" + extension)
	if err != nil || len(paths) == 0 {
		f.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file)
		if strings.Contains(path, "flywire") {
			f.Add(file[:len(file)-8])
			f.Add(file[:len(file)/2])
		}
	}
}

func FuzzParquet(f *testing.F) {
	testutil.AddCorpus(f)
	addHalves(f, ".parquet")
	f.Add(billionRows(f))
	f.Add(parquetOf([]byte{0x19, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x07, 0})) // a schema of 2³¹ parts
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var m *Matrix
		var err error
		g.Read(t, len(file), func() { m, err = readBlocks(arrowContent(file, fuzzLimits()), bytes.NewReader(file), openParquet) })
		checkMatrix(t, len(file), m, err)
	})
}

func FuzzArrow(f *testing.F) {
	testutil.AddCorpus(f)
	addHalves(f, ".feather")
	addHalves(f, ".arrow")
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var m *Matrix
		var err error
		g.Read(t, len(file), func() { m, err = readBlocks(arrowContent(file, fuzzLimits()), bytes.NewReader(file), openArrow) })
		checkMatrix(t, len(file), m, err)
	})
}

// parquetOf returns a file of a footer alone.
func parquetOf(footer []byte) []byte {
	file := append([]byte("PAR1"), footer...)
	return append(binary.LittleEndian.AppendUint32(file, uint32(len(footer))), "PAR1"...)
}

// billionRows returns a file whose only row group, and the file, promise 10⁹ rows.
func billionRows(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	m := &Matrix{Weights: mustCSR(t, 1000, nil)}
	if err := WriteParquet(&b, m); err != nil {
		t.Fatal(err)
	}
	promise := binary.AppendVarint(nil, 1000)
	if n := bytes.Count(b.Bytes(), promise); n < 2 {
		t.Fatalf("the count of rows is there %d times", n)
	}
	// The footer has its rows as field 3, and each row group and column, in two bytes.
	file := b.Bytes()
	length := int(binary.LittleEndian.Uint32(file[len(file)-8:]))
	footer := file[len(file)-8-length : len(file)-8]
	footer = bytes.ReplaceAll(footer, append([]byte{0x16}, promise...), append([]byte{0x16}, binary.AppendVarint(nil, 1_000_000_000)...))
	file = append(bytes.Clone(file[:len(file)-8-length]), footer...)
	return append(binary.LittleEndian.AppendUint32(file, uint32(len(footer))), "PAR1"...)
}
