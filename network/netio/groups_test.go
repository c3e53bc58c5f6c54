package netio

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"noiseprune/internal/testutil"
)

func TestReadGroups(t *testing.T) {
	labels := []string{"AVAL", "AVAR", "AVAR", "3"}
	for _, c := range []struct {
		reason, text string
		labels       []string
		names        []string
		of           []int
		wrong        string // after the path
	}{
		{"labels", "neuron,group\nAVAL,x\n3,y\n", labels, []string{"x", "y"}, []int{0, -1, -1, 1}, ""},
		{"numbers, where labels repeat", "neuron,group\n2,x\n1,x\n", labels, []string{"x"}, []int{-1, 0, 0, -1}, ""},
		{"a number that is a label of another neuron", "neuron,group\n3,x\n0,x\n", []string{"a", "3", "b", "c"}, []string{"x"}, []int{0, 0, -1, -1}, ""},
		{"no labels, names in the order of the file", "neuron,group\n3,y\n0,x\n1,y\n", nil, []string{"y", "x"}, []int{1, 0, -1, 0}, ""},
		{"the other order of the columns, a quoted comma, lines of Windows", "\ufeffgroup,neuron\r\n\"a, b\",0\r\n", nil, []string{"a, b"}, []int{0, -1, -1, -1}, ""},

		{"a repeated label", "neuron,group\nAVAR,x\n", labels, nil, nil, `:2: several neurons have the label "AVAR"; give its number`},
		{"an unknown label", "neuron,group\nAVAL,x\nAVB,x\n", labels, nil, nil,
			`:3: no neuron is named "AVB"; give a label of the network, or a number from 0 on`},
		{"a number beyond the network", "neuron,group\n4,x\n", nil, nil, nil,
			`:2: no neuron is named "4"; give a label of the network, or a number from 0 on`},
		{"a negative number", "neuron,group\n-1,x\n", nil, nil, nil,
			`:2: no neuron is named "-1"; give a label of the network, or a number from 0 on`},
		{"no group", "neuron,group\n0,\n", nil, nil, nil, `:2: neuron "0" has no group; leave out neurons without a group`},
		{"a neuron twice, by label and by number", "neuron,group\nAVAL,x\n0,y\n", labels, nil, nil,
			`:3: neuron "0" stands here a second time; give each neuron one group`},
		{"no rows", "neuron,group\n", nil, nil, nil, ": the file has no rows; give a row for each neuron with a group"},
		{"empty", "", nil, nil, nil, ": the file is empty; begin with the line neuron,group"},
		{"other columns", "cell,group\n0,x\n", nil, nil, nil, `:1: "cell,group" does not name the columns; begin with the line neuron,group`},
		{"a field missing", "neuron,group\n0\n", nil, nil, nil, ":2: 1 fields instead of 2; separate the fields by commas, and quote a name that contains one"},
	} {
		path := filepath.Join(t.TempDir(), "groups.csv")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		names, of, err := ReadGroups(path, 4, c.labels)
		wrong := ""
		if err != nil {
			wrong = err.Error()[len(path):]
		}
		if wrong != c.wrong || !slices.Equal(names, c.names) || !slices.Equal(of, c.of) {
			t.Errorf("%s:\ngot  %q %v %s\nwant %q %v %s", c.reason, names, of, wrong, c.names, c.of, c.wrong)
		}
	}
	if _, _, err := ReadGroups(filepath.Join(t.TempDir(), "groups.csv"), 4, nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

// FuzzGroups: what is read names each group that a neuron has, and no other.
func FuzzGroups(f *testing.F) {
	for _, text := range []string{
		"neuron,group\na,x\n1,y\n2,x\n", "group,neuron\r\n\"x, y\",\"b\"\r\n", "neuron,group\n3,x\n", "neuron,group\na,\n",
		"\ufeffneuron,group\nb,x\n0,x\n", "neuron\na\n", "neuron,group\na,x\na,x\n", "neuron,group\n\"", "neuron,group\nc,x\n",
	} {
		f.Add([]byte(text))
	}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var names []string
		var of []int
		var err error
		g.Read(t, len(file), func() {
			names, of, err = readGroups(bytes.NewReader(file), place{path: "fuzz"}, 4, []string{"a", "b", "c", "c"})
		})
		checkError(t, len(names) > 0, err)
		if err != nil {
			return
		}
		for k := range names {
			if !slices.Contains(of, k) {
				t.Fatalf("group %q has no neuron: %v", names[k], of)
			}
		}
		if len(of) != 4 || slices.Max(of) >= len(names) || slices.Min(of) < -1 {
			t.Fatalf("%v of %q", of, names)
		}
	})
}
