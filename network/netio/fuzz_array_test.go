package netio

import (
	"archive/zip"
	"bytes"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/npy"
	"noiseprune/internal/testutil"
)

func FuzzNPY(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "numpy/*.npy")
	for _, shape := range []string{
		"(1000000, 1000000)", "(4294967296, 4294967296)", "(1000000000000,)", "(-1, 2)", "(9223372036854775807, 1)",
	} {
		f.Add([]byte(npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': "+shape+"}", 1, 2, 3)))
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) { reading(asArray).check(t, g, file) })
}

// FuzzNPYHeader changes a header whose length is right.
func FuzzNPYHeader(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }", float64s(1, 2))
	f.Add("{'descr': '>u2', 'fortran_order': True, 'shape': (2, 2), }\n", []byte{1, 2, 3, 4, 5, 6, 7, 8})
	f.Add(`{"shape":(2L,2L,),"descr":"|b1","fortran_order":False}`, []byte{0, 1, 2, 3})
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, dictionary string, data []byte) {
		if len(dictionary) < npy.LongestDictionary {
			reading(asArray).check(t, g, []byte(npyFile(dictionary, data...)))
		}
	})
}

// checkArchive reads the archive within its cost.
func checkArchive(t *testing.T, g *testutil.Guard, file []byte) {
	t.Helper()
	var m *Matrix
	var err error
	g.Read(t, len(file), func() { m, err = ReadNPZ(bytes.NewReader(file), int64(len(file)), "fuzz", fuzzLimits()) })
	checkMatrix(t, len(file), m, err)
}

func FuzzNPZ(f *testing.F) {
	testutil.AddCorpus(f)
	addFiles(f, "numpy/*.npz")
	for _, members := range [][]string{
		{"../W.npy", array("|u1", 1, 1)},                               // outside the archive
		{"/etc/W.npy", array("|u1", 1, 1)},                             //
		{"W.npy", array("|u1", 1, 1), "C:\\W.npy", array("|u1", 1, 1)}, //
		{"W.npy", npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (4000, 4000)}") + strings.Repeat("\x00", 1<<21)}, // a bomb
		layoutOf3("shape.npy", array("<i8", 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 0, 0, 0, 0, 0, 0, 0x80)),
		layoutOf3("indices.npy", npyFile("{'descr': '<i8', 'fortran_order': False, 'shape': (1000000000000,)}")),
	} {
		f.Add(zipFile(f, zip.Deflate, members...))
	}
	for _, members := range [][]string{
		blocksOf4(), diagonalsOf4(), {"W.npy", bytesOf("1, 1", 3), "v.npy", bytesOf("2,", 1, 2)},
		diagonalsOf4("data.npy", npyFile("{'descr': '<f2', 'fortran_order': True, 'shape': (2, 1000000000000)}")),
	} {
		f.Add(zipFile(f, zip.Deflate, members...))
	}
	addFiles(f, "layouts/npz-*.npz")
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, file []byte) { checkArchive(t, g, file) })
}

// FuzzNPZMembers changes the members of an archive that as such is sound.
func FuzzNPZMembers(f *testing.F) {
	testutil.AddCorpus(f)
	members := layoutOf3("labels.npy", array("<U1", 3, []byte("a\x00\x00\x00b\x00\x00\x00c\x00\x00\x00")...))
	for _, format := range []string{"csr", "csc", "coo"} {
		f.Add(format, members[3], members[5], members[7], members[9], members[11])
	}
	f.Add("gcx", members[3], members[5], members[7], members[9], members[11])
	f.Add("bsr", blocksOf4()[3], blocksOf4()[5], blocksOf4()[7], blocksOf4()[9], "")
	f.Add("dia", diagonalsOf4()[3], members[5], diagonalsOf4()[5], diagonalsOf4()[7], "")
	g := testutil.NewGuard(f, unpackedCost())
	f.Fuzz(func(t *testing.T, format, shape, indptr, indices, data, labels string) {
		format = (format + "csr")[:3]
		if format == "gcx" {
			format = "gcxs"
		}
		file := []string{"format.npy", array("|S4", -1, []byte(format + "\x00")[:4]...), "shape.npy", shape, "indptr.npy", indptr,
			"indices.npy", indices, "row.npy", indptr, "col.npy", indices, "offsets.npy", indices,
			"compressed_axes.npy", array("|u1", 1, 1), "data.npy", data}
		if labels != "" {
			file = append(file, "labels.npy", labels)
		}
		checkArchive(t, g, zipFile(t, zip.Store, file...))
	})
}

func FuzzVector(f *testing.F) {
	testutil.AddCorpus(f)
	f.Add([]byte(array("<f8", 3, float64s(1, 2, 3)...)))
	f.Add([]byte("neuron,value\nC,1\nA,2\nB,3\n"))
	f.Add([]byte("value,neuron\n1,0\n2,2\n3,1\n"))
	labels := []string{"A", "B", "C"}
	at := place{path: "fuzz"}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var table, values []float64
		var tableErr, err error
		g.Read(t, len(file), func() { table, tableErr = readVectorCSV(bytes.NewReader(file), at, 3, labels) })
		g.Read(t, len(file), func() { values, err = readVectorNPY(bytes.NewReader(file), at, 3) })
		checkError(t, table != nil, tableErr)
		checkError(t, values != nil, err)
		if err != nil {
			return
		}
		var b bytes.Buffer
		if err := WriteNPY(&b, []int{3}, values); err != nil {
			t.Fatal(err)
		}
		if again, err := readVectorNPY(&b, at, 3); err != nil || !slices.Equal(again, values) {
			t.Fatalf("got %v, %v, want %v", again, err, values)
		}
	})
}
