package netio

import (
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

func TestReadEdgeList(t *testing.T) {
	const header = "source,target,weight\n"
	ab := []network.Entry{{Target: 1, Source: 0, Weight: 2.5}}
	for _, c := range []struct {
		reason string
		text   string
		labels []string // given
		want   []network.Entry
		names  []string
	}{
		{"from A onto B", header + "A,B,2.5\n", nil, ab, []string{"A", "B"}},
		{"no newline at the end", header + "A,B,2.5", nil, ab, []string{"A", "B"}},
		{"CRLF, blank lines, byte order mark", "\ufeff\r\n" + header + "\r\n\r\nA,B,2.5\r\n\r\n", nil, ab, []string{"A", "B"}},
		{"columns in another order, in capitals", "Weight, TARGET ,Source\n2.5,B,A\n", nil, ab, []string{"A", "B"}},
		{"blanks before a field and around a number", header + "A, B, 2.5 \n", nil, ab, []string{"A", "B"}},
		{"names that need quoting", header + "\"a, b\",\"\"\"B\"\"\",2.5\n", nil, ab, []string{"a, b", `"B"`}},
		{"a name like a comment", header + "#A,%B,2.5\n", nil, ab, []string{"#A", "%B"}},
		{"exactly 0 … N−1: indices", header + "1,2,1\n0,2,2.5\n", nil,
			[]network.Entry{{Target: 2, Source: 1, Weight: 1}, {Target: 2, Source: 0, Weight: 2.5}}, nil},
		{"numbers with a gap: labels", header + "1,3,2.5\n", nil, ab, []string{"1", "3"}},
		{"numbers from 1: labels", header + "1,2,2.5\n", nil, ab, []string{"1", "2"}},
		{"leading zeros: labels", header + "00,01,2.5\n", nil, ab, []string{"00", "01"}},
		{"a sign: labels", header + "+0,1,2.5\n", nil, ab, []string{"+0", "1"}},
		{"labels known: their order", header + "A,B,2.5\n", []string{"B", "C", "A"},
			[]network.Entry{{Target: 0, Source: 2, Weight: 2.5}}, []string{"B", "C", "A"}},
		{"labels known, named by index", header + "0,2,2.5\n", []string{"B", "C", "A"},
			[]network.Entry{{Target: 2, Source: 0, Weight: 2.5}}, []string{"B", "C", "A"}},
		{"labels that are numbers go before indices", header + "0,1,2.5\n", []string{"1", "0"},
			[]network.Entry{{Target: 0, Source: 1, Weight: 2.5}}, []string{"1", "0"}},
		{"labels that several share, named by index", header + "0,1,2.5\n", []string{"A", "A"}, ab, []string{"A", "A"}},
		{"weight zero names a neuron", header + "A,B,2.5\nC,C,0\n", nil, ab, []string{"A", "B", "C"}},
		{"self-connection", header + "0,0,-1\n", nil, []network.Entry{{Weight: -1}}, nil},
		{"labels without any edge", header, []string{"A", "B"}, nil, []string{"A", "B"}},
	} {
		m, err := ReadTable(strings.NewReader(c.text), "net.csv", c.labels, network.Reading{}, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if want := mustCSR(t, m.Weights.Order(), c.want); !m.Weights.Equal(want) || !slices.Equal(m.Labels, c.names) ||
			(m.Labels == nil) != (c.names == nil) || (c.names != nil && m.Weights.Order() != len(c.names)) {
			t.Errorf("%s: got %v, %q, want %v, %q", c.reason, m.Weights.Entries(), m.Labels, c.want, c.names)
		}
	}
}

func TestEdgeListRefuses(t *testing.T) {
	const (
		header = "source,target,weight\n"
		commas = "; " + sameFieldsCure
		quotes = `a quotation mark stands where none can be; write a quoted field as "…", a quotation mark in it as ""`
		one    = "; keep one of them, or their sum, as --duplicates sum does"
	)
	limits := Limits{Neurons: 4, Entries: 3, Bytes: 1000}
	for _, c := range []struct {
		reason string
		text   string
		labels []string
		want   string
	}{
		{"empty", "", nil, "net.csv: the file is empty; give an edge list with the columns source, target and weight, or a square matrix"},
		{"a column twice", "source,source,weight\n", nil, `net.csv:1: the columns "source,source,weight" are not known as source and target, and the table is no square matrix; ` + nameColumns + ", by names or by numbers from 1, or give a square matrix"},
		{"no edges", header, nil, "net.csv: the matrix has no neurons; give at least one"},
		{"a field missing", header + "\nA,B\n", nil, "net.csv:3: 2 fields instead of 3" + commas},
		{"a field too many", header + "A,B,C,1\n", nil, "net.csv:2: 4 fields instead of 3" + commas},
		{"a quotation mark left open", header + "A,\"B,1\nC,D,2\n", nil, "net.csv:2: " + quotes},
		{"a quotation mark in a name", header + "A,B\"C,1\n", nil, "net.csv:2: " + quotes},
		{"a quotation mark left open before much text", header + "A,\"B,1\n" + strings.Repeat("C,D,2\n", longestRecord/3), nil,
			"net.csv:2: more than 262144 bytes without the end of a record; look for a missing quotation mark"},
		{"an empty name", header + "A,,1\n", nil, `net.csv:2: name "" is empty; ` + labelCure},
		{"line break in a name", header + "A,\"B\nC\",1\n", nil, `net.csv:2: name "B\nC" has a control character; ` + labelCure},
		{"Latin-1", header + "A,\xe9,1\n", nil, `net.csv:2: name "\xe9" is not valid UTF-8; ` + labelCure},
		{"a long name", header + strings.Repeat("A", 1025) + ",B,1\n", nil,
			`net.csv:2: name "` + strings.Repeat("A", 40) + `"… has 1025 bytes, more than 1024; ` + labelCure},
		{"no weight in a line", header + "A,B,\n", nil, `net.csv:2: number "" is not a number; give a finite decimal number`},
		{"NaN", header + "A,B,nan\n", nil, `net.csv:2: number "nan" is not finite; give a finite decimal number`},
		{"decimal comma", header + "A,B,\"1,5\"\n", nil, `net.csv:2: number "1,5" is not a number; give a finite decimal number`},
		{"duplicate", header + "A,B,1\n\nB,A,1\nA,B,2\n", nil, `net.csv:5: the edge from "A" to "B" is given twice, first at line 2` + one},
		{"duplicate by index", header + "0,1,1\n0,1,1\n", nil, `net.csv:3: the edge from "0" to "1" is given twice, first at line 2` + one},
		{"too many neurons", header + "A,B,1\nC,D,1\nE,A,1\n", nil, "net.csv:4: more neurons than the limit of 4; choose a part of the network"},
		{"too many edges", header + "A,B,1\nB,A,1\nC,A,1\nA,C,1\n", nil, "net.csv:5: 4 entries are more than the limit of 3; choose a part of the network"},
		{"a unknown to the labels", header + "A,B,1\nA,X,1\n", []string{"A", "B"}, `net.csv:3: "X" is not the label of exactly one neuron; correct it, or add it to the labels`},
		{"a label that two share", header + "A,B,1\n", []string{"B", "B", "A"}, `net.csv:2: "B" is not the label of exactly one neuron; correct it, or add it to the labels`},
		{"an index beyond the labels", header + "0,2,1\n", []string{"A", "B"}, `net.csv:2: "0" is not the label of exactly one neuron; correct it, or add it to the labels`},
	} {
		m, err := ReadTable(strings.NewReader(c.text), "net.csv", c.labels, network.Reading{}, limits)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// TestLongEdgeList reads a file far longer than a record may be.
func TestLongEdgeList(t *testing.T) {
	text := "source,target,weight\n" + strings.Repeat("\n\n\n\nA,A,0\n", longestRecord/4)
	_, err := ReadTable(strings.NewReader(text), "net.csv", nil, network.Reading{}, DefaultLimits())
	want := `net.csv:11: the edge from "A" to "A" is given twice, first at line 6; keep one of them, or their sum, as --duplicates sum does`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestWriteCSV(t *testing.T) {
	edges := []network.Entry{{Target: 2, Source: 0, Weight: 0.1}, {Target: 0, Source: 3, Weight: -2}}
	for _, c := range []struct {
		reason string
		labels []string
		want   string
	}{
		{"by index", nil, "source,target,weight\n3,0,-2\n0,2,0.1\n1,1,0\n"},
		{"by label", []string{"A", "\"b\"", "c,d", "#"}, "source,target,weight\n#,A,-2\nA,\"c,d\",0.1\n\"\"\"b\"\"\",\"\"\"b\"\"\",0\n"},
	} {
		var b strings.Builder
		if err := WriteCSV(&b, &Matrix{Weights: mustCSR(t, 4, edges), Labels: c.labels}); err != nil || b.String() != c.want {
			t.Errorf("%s: error %v, got\n%s\nwant\n%s", c.reason, err, b.String(), c.want)
		}
	}
	err := WriteCSV(new(strings.Builder), &Matrix{Weights: mustCSR(t, 3, nil), Labels: []string{"A", "B", "A"}})
	if want := `neurons 0 and 2 are both called "A"; an edge list needs different names`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestWriteEdges writes the other separators.
func TestWriteEdges(t *testing.T) {
	edges := []network.Entry{{Target: 1, Source: 0, Weight: 0.5}}
	for _, c := range []struct {
		extension string
		labels    []string
		want      string
	}{
		{".tsv", []string{"A 1", `"`}, "source\ttarget\tweight\nA 1\t\"\"\"\"\t0.5\n"},
		{".txt", []string{"A,1", "#"}, "source\ttarget\tweight\nA,1\t#\t0.5\n"},
		{".edgelist", []string{"A", "B"}, "# source\ttarget\tweight\nA\tB\t0.5\n"},
	} {
		l, err := layoutOf("x" + c.extension)
		if err != nil {
			t.Fatal(err)
		}
		m := &Matrix{Weights: mustCSR(t, 2, edges), Labels: c.labels}
		var b strings.Builder
		if err := l.check(m); err != nil {
			t.Fatal(err)
		}
		if err := l.fill(&b, m, nil); err != nil || b.String() != c.want {
			t.Errorf("%s: error %v, got\n%s\nwant\n%s", c.extension, err, b.String(), c.want)
		}
		back, err := ReadTable(strings.NewReader(b.String()), "x", nil, network.Reading{}, DefaultLimits())
		if err != nil || !back.Weights.Equal(m.Weights) || !slices.Equal(back.Labels, m.Labels) {
			t.Errorf("%s: read back %v, %v", c.extension, back, err)
		}
	}
}

func TestWriteRefusesNames(t *testing.T) {
	for _, c := range []struct{ path, name, want string }{
		{"x.csv", "7.2E+17", `x.csv: neuron 1 is called "7.2E+17", which is refused in an edge list as a rounded identifier; write .npz or .mtx`},
		{"x.csv", "7,2E+17", `x.csv: neuron 1 is called "7,2E+17", which is refused in an edge list as a rounded identifier; write .npz or .mtx`},
		{"x.edgelist", "a b", `x.edgelist: neuron 1 is called "a b"; names in an .edgelist have no blanks, quotation marks, # and %; write .csv`},
		{"x.edgelist", "#b", `x.edgelist: neuron 1 is called "#b"; names in an .edgelist have no blanks, quotation marks, # and %; write .csv`},
	} {
		t.Chdir(t.TempDir())
		err := Write(c.path, &Matrix{Weights: mustCSR(t, 2, nil), Labels: []string{"A", c.name}}, nil)
		if err == nil || err.Error() != c.want {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	const twin = `x.csv: neuron 0 is called "11.0", and another the same without .0, which is refused in an edge list; write .npz or .mtx`
	if err := Write("x.csv", &Matrix{Weights: mustCSR(t, 2, nil), Labels: []string{"11.0", "11"}}, nil); err == nil || err.Error() != twin {
		t.Errorf("got %v, want %s", err, twin)
	}
}

func TestReadLabels(t *testing.T) {
	const header = "index,label\n"
	got, err := ReadLabels(strings.NewReader("Label,Index\n\"b, β\",1\n\nA,0\nA,2\n"), "net.labels.csv")
	if err != nil || !slices.Equal(got, []string{"A", "b, β", "A"}) {
		t.Errorf("got %q, %v", got, err)
	}
	for _, c := range []struct{ reason, text, want string }{
		{"empty", "", "net.labels.csv: the file is empty; begin with the line index,label"},
		{"no header", "0,A\n", `net.labels.csv:1: "0,A" does not name the columns; begin with the line index,label`},
		{"no index", header + "A,A\n", `net.labels.csv:2: index "A" is not a whole number; count neurons from 0`},
		{"negative index", header + "-1,A\n", `net.labels.csv:2: index "-1" is not a whole number; count neurons from 0`},
		{"index of 10¹²", header + "0,A\n1000000000000,B\n", "net.labels.csv:3: index 1000000000000 is beyond the 2 labels of the file; name all neurons from 0 on"},
		{"counted from 1", header + "1,A\n2,B\n", "net.labels.csv:3: index 2 is beyond the 2 labels of the file; name all neurons from 0 on"},
		{"index twice", header + "0,A\n0,B\n", "net.labels.csv:3: neuron 0 has a label already at line 2; keep one of them"},
		{"empty label", header + "0,\n", `net.labels.csv:2: label "" is empty; ` + labelCure},
	} {
		labels, err := ReadLabels(strings.NewReader(c.text), "net.labels.csv")
		if labels != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %q, %v\nwant %s", c.reason, labels, err, c.want)
		}
	}
}

func TestWriteLabelsRefuses(t *testing.T) {
	err := WriteLabels(new(strings.Builder), []string{"A", "\x1b[31m"})
	if want := `label "\x1b[31m" of neuron 1 has a control character; ` + labelCure; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
