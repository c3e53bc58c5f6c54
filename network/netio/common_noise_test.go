package netio

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"noiseprune/internal/testutil"
)

func TestReadCommonNoise(t *testing.T) {
	labels := []string{"A", "B", "C"}
	matrix := func(order string, shape string, values ...float64) string {
		return npyFile("{'descr': '<f8', 'fortran_order': "+order+", 'shape': "+shape+"}", float64s(values...)...)
	}
	want := []float64{1, 2, 3, 4, 5, 6}
	for _, c := range []struct {
		reason, name, text string
		labels             []string
		want               string // of the error, after the path
	}{
		{"npy", "c.npy", matrix("False", "(3, 2)", 1, 2, 3, 4, 5, 6), nil, ""},
		{"npy by columns", "c.npy", matrix("True", "(3, 2)", 1, 3, 5, 2, 4, 6), nil, ""},
		{"bare rows", "c.csv", "1,2\n3,4\n5,6\n", nil, ""},
		{"tabs", "c.tsv", "1\t2\n3\t4\n5\t6\n", nil, ""},
		{"a header without neurons", "c.csv", "light,odour\n1,2\n3,4\n5,6\n", labels, ""},
		{"by label", "c.CSV", "light,neuron,odour\n5,C,6\n1,A,2\n3,B,4\n", labels, ""},
		{"by index", "c.csv", "neuron,a,b\n2,5,6\n0,1,2\n1,3,4\n", nil, ""},
		{"another format", "c.txt", "", nil, ": the name does not end like that of a file of common noise; use .npy, .csv or .tsv"},
		{"empty", "c.csv", "", nil, ": the file is empty; give one row for each neuron"},
		{"names only", "c.csv", "neuron\nA\n", labels, ":1: no column but the neurons' names; add a column for each source"},
		{"a row missing", "c.csv", "1,2\n3,4\n", nil, ": 2 rows for 3 neurons; give one row for each neuron"},
		{"a row too many", "c.csv", "1,2\n3,4\n5,6\n7,8\n", nil, ":4: more rows than the 3 neurons; give one row for each neuron"},
		{"an array for others", "c.npy", matrix("False", "(2, 3)", 1, 2, 3, 4, 5, 6), nil, ": 2 rows for 3 neurons; give one row for each neuron"},
		{"three dimensions", "c.npy", matrix("False", "(1, 1, 1)", 1), nil,
			": an array of type '<f8' and shape (1, 1, 1) is not a matrix of numbers, neurons × sources; " +
				"save a matrix of numbers, neurons × sources"},
		{"not finite", "c.npy", matrix("False", "(3, 1)", 1, math.NaN(), 2), nil, ": value 1 (from 0) is NaN; values must be finite"},
		{"a word among numbers", "c.csv", "a,b\n1,x\n", nil, `:2: number "x" is not a number; give a finite decimal number`},
		{"a neuron twice", "c.csv", "neuron,a\nA,1\nB,2\nA,3\n", labels, `:4: neuron "A" has a row already at line 2; keep one of them`},
		{"an unknown neuron", "c.csv", "neuron,a\nA,1\nB,2\nX,3\n", labels, `:4: "X" is no neuron of the network; use labels throughout, or indices from 0 throughout`},
		{"fields missing", "c.csv", "1,2\n3\n", nil, ":2: 1 fields instead of 2; separate the fields by commas, and quote a name that contains one"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, sources, err := ReadCommonNoise(path, 3, c.labels)
		switch {
		case c.want == "" && (err != nil || !slices.Equal(got, want) || sources != 2):
			t.Errorf("%s: got %v, %d, %v", c.reason, got, sources, err)
		case c.want != "" && (got != nil || err == nil || err.Error() != path+c.want):
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, got, err, path+c.want)
		}
	}
	path := filepath.Join(t.TempDir(), "one.npy")
	if err := os.WriteFile(path, []byte(array("<f8", 3, float64s(1, 2, 3)...)), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, sources, err := ReadCommonNoise(path, 3, nil); err != nil || sources != 1 || !slices.Equal(got, []float64{1, 2, 3}) {
		t.Errorf("a vector: %v, %d, %v", got, sources, err)
	}
}

// FuzzReadCommonNoise: exactly one of matrix and error comes back, and the matrix has its size.
func FuzzReadCommonNoise(f *testing.F) {
	for _, text := range []string{
		"1,2\n3,4\n5,6\n", "light,neuron\n5,C\n1,A\n3,B\n", "neuron,a\n2,5\n0,1\n1,3\n",
		"a\n\n1\n2\n3", "\"neuron\",\"\"\n", "\xff",
	} {
		f.Add(text, byte(','))
		f.Add(text, byte('\t'))
	}
	f.Add(array("<f8", 3, float64s(1, 2, 3)...), byte(0))
	f.Add(npyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 999999999)}", float64s(1)...), byte(0))
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 100})
	f.Fuzz(func(t *testing.T, text string, kind byte) {
		name := map[byte]string{0: "c.npy", '\t': "c.tsv"}[kind]
		if name == "" {
			name = "c.csv"
		}
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var common []float64
		var sources int
		var err error
		g.Read(t, len(text), func() { common, sources, err = ReadCommonNoise(path, 3, []string{"A", "B", "C"}) })
		if err == nil && len(common) != 3*sources || err != nil && common != nil {
			t.Fatalf("%d values of %d sources, error %v", len(common), sources, err)
		}
	})
}
