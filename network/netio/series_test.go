package netio

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/stimulus"
)

func series(columns int, names []string, values ...float64) stimulus.Series {
	return stimulus.Series{Columns: columns, Names: names, Values: values}
}

func TestReadSeries(t *testing.T) {
	const fortran = "{'descr': '<f8', 'fortran_order': True, 'shape': (3, 2)}"
	const cube = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1, 1)}"
	for _, c := range []struct {
		reason, name, text string
		want               stimulus.Series
		wrong              string // after the path
	}{
		{"one column", "u.csv", "0.5\n-1\n2e0\n", series(1, nil, 0.5, -1, 2), ""},
		{"several", "u.CSV", "1,2\n3, 4\n", series(2, nil, 1, 2, 3, 4), ""},
		{"names", "u.csv", "AVAL,\"a, b\"\n1,2\n", series(2, []string{"AVAL", "a, b"}, 1, 2), ""},
		{"comments, as numpy.savetxt writes them", "u.csv", "# u\n1\n# v\n2\n", series(1, nil, 1, 2), ""},
		{"no line end, and those of Windows", "u.csv", "\ufeff1\r\n2", series(1, nil, 1, 2), ""},
		{"a vector", "u.npy", array("<f8", 3, float64s(1, 2, 0.5)...), series(1, nil, 1, 2, 0.5), ""},
		{"small integers", "u.NPY", array("|i1", 2, 1, 0xff), series(1, nil, 1, -1), ""},
		{"a matrix", "u.npy", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)}", float64s(1, 2, 3, 4)...), series(2, nil, 1, 2, 3, 4), ""},
		{"one in Fortran's order", "u.npy", npyFile(fortran, float64s(1, 3, 5, 2, 4, 6)...), series(2, nil, 1, 2, 3, 4, 5, 6), ""},

		{"another format", "u.txt", "", series(0, nil), ": the name does not end like that of a file of samples; use .npy or .csv"},
		{"empty", "u.csv", "", series(0, nil), ": the file has no samples; give at least one"},
		{"names only", "u.csv", "A,B\n", series(0, nil), ": the file has no samples; give at least one"},
		{"times", "u.csv", "Time,AVAL\n0,1\n", series(0, nil), ":1: a column of times is not read; remove the column; the stimulus says the interval, as in every 0.1"},
		{"an index", "u.csv", ",AVAL\n0,1\n", series(0, nil), ":1: the first column has no name; leave out the column of indices (in pandas, index=False)"},
		{"names and numbers", "u.csv", "1,x\n0,1\n", series(0, nil), ":1: the first line has numbers, such as samples, and other text; give each column a name, or none"},
		{"another number of columns", "u.csv", "1,2\n3\n", series(0, nil), ":2: 1 fields instead of 2; separate the fields by commas, and quote a name that contains one"},
		{"semicolons", "u.csv", "1\n1;2\n", series(0, nil), `:2: number "1;2" is not a number; give a finite decimal number`},
		{"not finite", "u.csv", "nan\n1\n", series(0, nil), `:1: number "nan" is not finite; give a finite decimal number`},
		{"a number missing", "u.csv", "1,2\n3,\n", series(0, nil), `:2: number "" is not a number; give a finite decimal number`},
		{"an infinite item", "u.npy", array("<f2", 2, 0, 0x3c, 0, 0x7c), series(0, nil), ": item 1 (from 0) is +Inf; samples must be finite"},
		{"no items", "u.npy", array("<f8", 0), series(0, nil), ": the array of shape (0,) has no samples; give at least one"},
		{"no columns", "u.npy", npyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 0)}"), series(0, nil),
			": the array of shape (3, 0) has no samples; give at least one"},
		{"three dimensions", "u.npy", npyFile(cube, float64s(1)...), series(0, nil),
			": an array of type '<f8' and shape (1, 1, 1) is not an array of samples, " +
				"or of samples × columns; save an array of samples, or of samples × columns"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ReadSeries(path)
		wrong := ""
		if err != nil {
			wrong = err.Error()[len(path):]
		}
		if wrong != c.wrong || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s:\ngot  %+v %s\nwant %+v %s", c.reason, got, wrong, c.want, c.wrong)
		}
	}
	if _, err := ReadSeries(filepath.Join(t.TempDir(), "u.csv")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

// TestReadSeriesOfNumPyAndPandas reads what the two write, with no other options than the documentation names.
func TestReadSeriesOfNumPyAndPandas(t *testing.T) {
	testutil.Python(t, "pandas")
	dir := t.TempDir()
	runPython(t, "-c", `
import sys, numpy as np, pandas as pd
u = np.array([[0.1, 2.0], [1 / 3, -4e-17], [5.0, 6e300]])
dir = sys.argv[1] + "/"
np.save(dir + "c.npy", u)
np.save(dir + "f.npy", np.asfortranarray(u))
np.savetxt(dir + "savetxt.csv", u, delimiter=",", header="a,b")
pd.DataFrame(u, columns=["a", "b"]).to_csv(dir + "pandas.csv", index=False)
`, dir)
	for _, name := range []string{"c.npy", "f.npy", "savetxt.csv", "pandas.csv"} {
		s, err := ReadSeries(filepath.Join(dir, name))
		if err != nil || s.Columns != 2 || !slices.Equal(s.Values, []float64{0.1, 2, 1. / 3, -4e-17, 5, 6e300}) {
			t.Errorf("%s: got %+v, %v", name, s, err)
		}
	}
}

func FuzzSeries(f *testing.F) {
	f.Add([]byte(array("<f8", 3, float64s(1, 2, 3)...)))
	f.Add([]byte(npyFile("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3)}", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)))
	f.Add([]byte(npyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (1000000000, 1000000000)}", 1, 2)))
	f.Add([]byte(npyFile("{'descr': '<f8', 'fortran_order': True, 'shape': (0, 1000000000000)}")))
	f.Add([]byte("a,\"b\"\n1,2\n# c\n3,4e5\n"))
	f.Add([]byte("1\n-.5\n1d3\n"))
	f.Add([]byte("time,a\n1,2\n"))
	at := place{path: "fuzz"}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, read := range []func() (stimulus.Series, error){
			func() (stimulus.Series, error) { return readSeriesCSV(bytes.NewReader(file), at) },
			func() (stimulus.Series, error) { return readSeriesNPY(bytes.NewReader(file), at) },
		} {
			var s stimulus.Series
			var err error
			g.Read(t, len(file), func() { s, err = read() })
			checkError(t, s.Columns > 0, err)
			if err == nil && (s.Samples() < 1 || slices.ContainsFunc(s.Values, func(v float64) bool { return !isFinite(v) })) {
				t.Fatalf("read as %+v", s)
			}
		}
	})
}
