package netio

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// TestReadSigns reads the signs +, −, + of three neurons.
func TestReadSigns(t *testing.T) {
	labels := []string{"A", "B", "C"}
	long := []string{"720575940612345601", "720575940612345602", "720575940612345603"}
	glutamate := []network.Transmitter{{Name: "glut"}}
	for _, c := range []struct {
		reason, name, text string
		labels             []string
		transmitters       []network.Transmitter
		notes              []string
	}{
		{"npy", "s.npy", array("|i1", 3, 1, 0xff, 1), nil, nil, nil},
		{"npy of float16", "s.npy", array("<f2", 3, 0, 0x3c, 0, 0xbc, 0, 0x3c), labels, nil, nil},
		{"by label", "s.csv", "neuron,sign\nC,1\nA,+1\nB,-1\n", labels, nil, []string{"signs from sign, of the neurons neuron"}},
		{"by index", "s.csv", "neuron,sign\n2,1.0\n0,1.00e+00\n1,-1.0\n", nil, nil, []string{"signs from sign, of the neurons neuron, which are indices from 0"}},
		{"by index, though there are labels", "s.csv", "index,sign\n2,1\n0,1\n1,-1\n", labels, nil, []string{"signs from sign, of the neurons index, which are indices from 0"}},
		{"labels that are indices of others", "s.csv", "neuron,sign\n1,-1\n0,1\n2,1\n", []string{"2", "1", "0"}, nil, []string{"signs from sign, of the neurons neuron"}},
		{"in capitals, columns in another order", "s.CSV", "EI,Body ID\nE,A\nI,B\nexc,C\n", labels, nil, []string{"signs from EI, of the neurons Body ID"}},
		{"words and marks", "s.tsv", "type-sign\tname\nExcitatory\tA\n-\tB\n+\tC\n", labels, nil, []string{"fields are separated by tabs", "signs from type-sign, of the neurons name"}},
		{"semicolons", "s.txt", "node;sign\nA;E\nB;inh\nC;E\n", labels, nil, []string{"fields are separated by semicolons", "signs from sign, of the neurons node"}},
		{"blanks", "s.txt", "node sign\nA E\nB I\nC E\n", labels, nil, []string{"fields are separated by blanks", "signs from sign, of the neurons node"}},
		{"transmitters", "s.csv", "root_id,nt_type\n" + long[2] + ",ACH\n" + long[0] + ",DA\n" + long[1] + ",GABA\n", long, nil, []string{
			"signs from nt_type, of the neurons root_id", "transmitters: ACH + in 1 row, DA + in 1 row, GABA − in 1 row; --transmitters NAME=+ or NAME=- changes it"}},
		{"unknown transmitters", "s.csv", "root_id,nt\nA,\nB,glutamate\nC,nitric oxide\n", labels, nil, []string{
			"signs from nt, of the neurons root_id", "transmitters: none given + in 1 row, glutamate − in 1 row, nitric oxide (unknown) + in 1 row; --transmitters"}},
		{"transmitters with other signs", "s.csv", "root_id,top_nt\nA,glut\nB,gaba\nC,glut\n", labels, glutamate, []string{
			"signs from top_nt", "transmitters: glut + in 2 rows, gaba − in 1 row"}},
		{"other columns, and an index without a name", "s.csv", ",root_id,class,sign,nt_type_score\n0,A,x,1,0.5\n1,B,y,-1,0.5\n2,C,z,1,0.5\n", labels, nil, []string{"signs from sign, of the neurons root_id"}},
		{"as R writes names of rows", "s.txt", "neuron sign\n1 A 1\n2 B -1\n3 C 1\n", labels, nil, []string{"blanks", "signs from sign, of the neurons neuron"}},
		{"neurons that the network does not have", "s.csv", "neuron,sign\nX,-1\nA,1\nB,-1\nY,1\nC,1\n", labels, nil, []string{"signs from sign", "2 rows of neurons that the network does not have"}},
		{"a name for each, and one for several", "s.csv", "name,label,sign\nKC,A,1\nKC,B,-1\nKC,C,1\n", labels, nil, []string{"signs from sign, of the neurons label"}},
		{"an index of the table's rows beside labels", "s.csv", "index,label,sign\n0,C,1\n1,A,1\n2,B,-1\n", labels, nil, []string{"signs from sign, of the neurons label"}},
		{"a neuron twice with the same sign", "s.csv", "neuron,sign\nA,1\nB,-1\nB,-1\nC,1\n", labels, nil, []string{"signs from sign"}},
		{"a list without a header", "s.txt", "1.000000000000000000e+00\n-1.000000000000000000e+00\n1.000000000000000000e+00\n", labels, nil, []string{"signs in the order of the neurons"}},
		{"a list with a header", "s.csv", "sign\n1\n-1\n1\n", nil, nil, []string{"signs in the order of the neurons"}},
		{"a list of transmitters", "s.csv", "ach\ngaba\nach\n", nil, nil, []string{"signs in the order of the neurons", "transmitters: ach + in 2 rows, gaba − in 1 row"}},
		{"compressed", "s.csv.gz", string(gzipOf(t, "neuron,sign\nC,1\nA,1\n", "B,-1\n", 1)), labels, nil, []string{"signs from sign"}},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, notes, err := ReadSigns(path, 3, c.labels, c.transmitters)
		if err != nil || !slices.Equal(got, []float64{1, -1, 1}) || !slices.EqualFunc(notes, c.notes, strings.Contains) {
			t.Errorf("%s: got %v, %q, %v, want notes %q", c.reason, got, notes, err, c.notes)
		}
	}
}

func TestReadSignsRefuses(t *testing.T) {
	labels := []string{"A", "B", "C"}
	const (
		begin = "; begin with a header such as neuron,sign"
		each  = "; give +1 or −1 for each neuron"
		write = "; write +1 or -1, or the name of a transmitter"
	)
	var words strings.Builder
	for k := range 300 {
		words.WriteString("A,x" + strings.Repeat("y", k) + "\n")
	}
	for _, c := range []struct{ reason, name, text, want string }{
		{"another format", "s.xlsx", "", ": the name does not end like that of a file of signs; use .npy, or .csv, .tsv or .txt"},
		{"an array that is compressed", "s.npy.gz", "", ": the name does not end like that of a file of signs; use .npy, or .csv, .tsv or .txt"},
		{"npy with 0", "s.npy", array("|i1", 3, 1, 0, 1), ": the sign of neuron 1 (from 0) is 0" + each},
		{"npy of others", "s.npy", array("|i1", 2, 1, 1), ": 2 signs for 3 neurons" + each},
		{"npy of a matrix", "s.npy", bytesOf("1, 3", 1, 1, 1), ": an array of type '|u1' and shape (1, 3) is not a vector of numbers; save a vector of numbers"},
		{"empty", "s.csv", "", ": the file is empty" + begin},
		{"no signs", "s.csv", "neuron,value\nA,1\n", ":1: no column of signs or transmitters is among the columns neuron, value" + begin},
		{"no neurons", "s.csv", "cell,sign\nA,1\n", ":1: no column that names the neurons is among the columns cell, sign" + begin},
		{"no header", "s.csv", "A,1\nB,-1\nC,1\n", ":1: no column of signs or transmitters is among the columns A, 1" + begin},
		{"signs twice", "s.csv", "neuron,sign,nt_type\nA,1,ach\n", `:1: the columns "sign", "nt_type" can all be the signs; keep one of them`},
		{"neurons twice", "s.csv", "id,ID,sign\nA,A,1\n", `:1: the column "ID" is there twice; keep one of them`},
		{"0", "s.csv", "neuron,sign\nA,0\n", `:2: sign "0" is unknown` + write},
		{"a weight", "s.csv", "neuron,nt\nA,0.5\n", `:2: sign "0.5" is unknown` + write},
		{"NaN", "s.csv", "neuron,nt\nA,NaN\n", `:2: sign "NaN" is unknown` + write},
		{"a word", "s.csv", "neuron,sign\nA,yes\n", `:2: sign "yes" is unknown` + write},
		{"no sign", "s.csv", "neuron,sign\nA,\n", `:2: sign "" is unknown` + write},
		{"a neuron missing", "s.csv", "neuron,sign\nA,1\nC,1\n", `: 1 of 3 neurons have no sign, such as "B"; their column is "neuron"; give each neuron a row`},
		{"all neurons missing", "s.csv", "neuron,sign\nX,1\n", `: 3 of 3 neurons have no sign, such as "A"; their column is "neuron"; give each neuron a row`},
		{"no rows", "s.csv", "neuron,sign\n", `: 3 of 3 neurons have no sign, such as "A"; their column is "neuron"; give each neuron a row`},
		{"a neuron missing, which an index of rows must not replace", "s.csv", "index,root_id,sign\n0,X,1\n1,A,1\n2,B,-1\n", `: 1 of 3 neurons have no sign, such as "C"; their column is "root_id"; give each neuron a row`},
		{"a neuron twice", "s.csv", "neuron,sign\nA,1\nB,1\nB,-1\nC,1\n", `:4: neuron "B" has another sign at line 3; keep one of them`},
		{"two columns of labels", "s.csv", "name,label,sign\nA,C,1\nB,A,-1\nC,B,1\n", `:1: the columns "name" and "label" give the neurons other signs; keep the column that names the neurons`},
		{"indices and other names", "s.csv", "neuron,sign\n0,1\n1,1\n2,1\nX,1\n", `: the column "neuron" has indices and other names; name the neurons by label`},
		{"rounded identifiers", "s.csv", "neuron,sign\n7.20576E+17,1\n7.20576E+17,1\n", `:2: identifiers were rounded, as spreadsheets do; 3 of 3 neurons have no sign, such as "A"; export them as text again, from the program that has all their digits`},
		{"many transmitters", "s.csv", "neuron,nt\n" + words.String(), `:258: more than 256 different transmitters; correct the column "nt"`},
		{"a field missing", "s.csv", "neuron,sign\nA,1\nB\nC,1\n", ":3: 1 field instead of 2; " + sameFieldsCure},
		{"a list of others", "s.txt", "1\n-1\n", ": 2 signs for 3 neurons" + each},
		{"a longer list", "s.txt", "sign\n1\n-1\n1\n1\n", ":5: more signs than the 3 neurons" + each},
		{"a list with 0", "s.txt", "1\n0\n1\n", `:2: sign "0" is unknown` + write},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, _, err := ReadSigns(path, 3, labels, nil)
		if got != nil || err == nil || err.Error() != path+c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, got, err, path+c.want)
		}
	}
	path := filepath.Join(t.TempDir(), "s.csv")
	if err := os.WriteFile(path, []byte("neuron,nt\n0,ach\n1,gaba\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := ReadSigns(path, 2, nil, []network.Transmitter{{Name: "glut"}})
	want := path + `: no row has the transmitter "glut"; there is ach + in 1 row, gaba − in 1 row; correct --transmitters`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func FuzzSigns(f *testing.F) {
	testutil.AddCorpus(f)
	for _, text := range []string{
		"neuron,sign\nC,1\nA,1\nB,-1\n", "index;label;ei\n0;A;E\n1;B;I\n2;C;E\n", "root_id\tnt_type\nA\tach\nB\tgaba\nC\tglut\n",
		"1\n-1\n1\n", "neuron sign\n1 A 1\n2 B -1\n3 C 1\n", "# a comment\nname,nt\nA,\n\"B\",x\nC,y\nD,z\n",
	} {
		f.Add([]byte(text))
	}
	f.Add([]byte(array("|i1", 3, 1, 0xff, 1)))
	labels := []string{"A", "B", "C"}
	at := place{path: "fuzz"}
	g := testutil.NewGuard(f, cost())
	f.Fuzz(func(t *testing.T, file []byte) {
		var table, values []float64
		var tableErr, err error
		var notes []string
		g.Read(t, len(file), func() { table, notes, tableErr = readSignTable(bytes.NewReader(file), at, 3, labels, nil) })
		g.Read(t, len(file), func() { values, err = readSignArray(bytes.NewReader(file), at, 3) })
		checkError(t, table != nil, tableErr)
		checkError(t, values != nil, err)
		for _, sign := range slices.Concat(table, values) {
			if sign != 1 && sign != -1 {
				t.Fatalf("signs %v and %v", table, values)
			}
		}
		for _, note := range notes {
			if strings.ContainsAny(note, "\n\r\x1b") {
				t.Fatalf("note %q is not one line", note)
			}
		}
	})
}
