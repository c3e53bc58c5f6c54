package netio

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestReadVector(t *testing.T) {
	labels := []string{"A", "B", "C"}
	const header = "neuron,value\n"
	for _, c := range []struct {
		reason, name, text string
		labels             []string
		want               string // of the error, after the path
	}{
		{"npy", "leak.npy", array("<f8", 3, float64s(1, 2, 0.5)...), nil, ""},
		{"npy of float16", "leak.npy", array("<f2", 3, 0, 0x3c, 0, 0x40, 0, 0x38), nil, ""},
		{"by index", "leak.csv", header + "2,0.5\n0,1\n1,2\n", nil, ""},
		{"by index, though there are labels", "leak.csv", header + "2,0.5\n0,1\n1,2\n", labels, ""},
		{"by label", "leak.CSV", "value,neuron\n2,B\n1,A\n0.5,C\n", labels, ""},
		{"another format", "leak.txt", "", nil, ": the name does not end like that of a file of values; use .npy or .csv"},
		{"a matrix", "leak.npy", npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1)}", float64s(1)...), nil,
			": an array of type '<f8' and shape (1, 1) is not a vector of numbers; save a vector of numbers"},
		{"values for others", "leak.npy", array("<f8", 2, float64s(1, 2)...), nil, ": 2 values for 3 neurons; give one value for each neuron"},
		{"infinite", "leak.npy", array("<f8", 3, float64s(1, 2, math.Inf(1))...), nil, ": value of neuron 2 (from 0) is +Inf; values must be finite"},
		{"not finite in a table", "leak.csv", header + "0,inf\n", nil, `:2: number "inf" is not finite; give a finite decimal number`},
		{"a value missing", "leak.csv", header + "0,1\n2,1\n", nil, ": 2 values for 3 neurons; give one value for each neuron"},
		{"a neuron twice", "leak.csv", header + "A,1\nB,2\nA,3\n", labels, `:4: neuron "A" has a value already at line 2; keep one of them`},
		{"a unknown", "leak.csv", header + "A,1\nB,2\nX,3\n", labels, `:4: "X" is no neuron of the network; use labels throughout, or indices from 0 throughout`},
		{"a label, though there are none", "leak.csv", header + "A,1\n", nil, `:2: "A" is no neuron of the network; use labels throughout, or indices from 0 throughout`},
		{"more values than neurons", "leak.csv", header + "0,1\n1,1\n2,1\n3,1\n", nil, `:5: "3" is no neuron of the network; use labels throughout, or indices from 0 throughout`},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := ReadVector(path, 3, c.labels)
		switch {
		case c.want == "" && (err != nil || !slices.Equal(got, []float64{1, 2, 0.5})):
			t.Errorf("%s: got %v, %v", c.reason, got, err)
		case c.want != "" && (got != nil || err == nil || err.Error() != path+c.want):
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, got, err, path+c.want)
		}
	}
}
