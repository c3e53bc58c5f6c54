package netio

import (
	"io"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

const (
	directions = "rows are read as targets, columns as sources; --orientation source-target reads the other"
	bareList   = "no header: the columns are read as source, target, weight"
	barePairs  = "no header: the columns are read as source, target"
	semicolons = "fields are separated by semicolons"
	tabs       = "fields are separated by tabs"
	byBlanks   = "fields are separated by blanks"
)

// down is the edge from neuron 0 onto neuron 1.
func down(weight float64) []network.Entry {
	return []network.Entry{{Target: 1, Source: 0, Weight: weight}}
}

func TestReadTable(t *testing.T) {
	cycle := []network.Entry{
		{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 2, Weight: 3}, {Target: 2, Source: 3, Weight: 4}, {Target: 3, Source: 0, Weight: 5},
	}
	const square = "0,2,0,0\n0,0,3,0\n0,0,0,4\n5,0,0,0\n"
	abcd := []string{"A", "B", "C", "D"}
	ids := []string{"720575940000000001", "720575940000000003", "720575940000000002", "720575940000000004"}
	byIDs := "," + strings.Join(ids, ",") + "\n"
	for k, row := range strings.SplitN(strings.TrimSpace(square), "\n", 4) {
		byIDs += ids[k] + "," + row + "\n"
	}
	edges, matrix := network.Reading{Layout: network.EdgeLayout}, network.Reading{Layout: network.MatrixLayout}
	columns := func(text string) network.Reading {
		var c network.Columns
		if err := c.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return network.Reading{Columns: c}
	}
	auto := network.Reading{}
	for _, c := range []struct {
		reason  string
		text    string
		reading network.Reading
		n       int
		want    []network.Entry
		names   []string
		notes   []string
	}{
		{"commas", "source,target,weight\nA,B,2.5\n", auto, 2, down(2.5), abcd[:2], nil},
		{"semicolons and decimal commas", "source;target;weight\nA;B;2,5\n", auto, 2, down(2.5), abcd[:2], []string{semicolons, "decimal commas"}},
		{"a line that tells the separator", "sep=;\nsource;target;weight\nA;B;2,5\n", auto, 2, down(2.5), abcd[:2], []string{semicolons, "decimal commas"}},
		{"empty rows, as spreadsheets write them", "source,target,weight\n,,\nA,B,2.5\n,,\n,,\n", auto, 2, down(2.5), abcd[:2], []string{"3 empty rows not read"}},
		{"names like numbers with an exponent", "source,target,weight\n5E3,3e10,2.5\n", auto, 2, down(2.5), []string{"5E3", "3e10"}, nil},
		{"a row and a column of sums", ",A,Total\nA,0,0\nTotal,2.5,0\n", auto, 2, down(2.5), []string{"A", "Total"},
			[]string{`"Total" is read as a neuron; if it holds sums, remove its row and its column`, directions}},
		{"numbers of columns that are also neurons", "2,1,9,2.5\n", columns("source=2,target=1,weight=4"), 2, down(2.5), []string{"1", "2"},
			[]string{"no header: the first row is an edge", "from 2 onto 1, weight 4", "not read: 3"}},
		{"numbers of columns below a header without weights", "pre,post\nA,B\n", columns("source=1,target=2"), 2, down(1), abcd[:2],
			[]string{"from pre onto post; there is no column of weights, so that each row counts 1"}},
		{"semicolons and decimal points", "source;target;weight\nA;B;2.5\n", auto, 2, down(2.5), abcd[:2], []string{semicolons}},
		{"a comma in each name, the header decides", "source;target;weight\nA,1;B,2;2\n", auto, 2, down(2), []string{"A,1", "B,2"}, []string{semicolons}},
		{"a semicolon in each field, the header decides", "source,target,weight\nA;1,B;2,2\n", auto, 2, down(2), []string{"A;1", "B;2"}, nil},
		{"tabs", "source\ttarget\tweight\nA\tB\t2.5\n", auto, 2, down(2.5), abcd[:2], []string{tabs}},
		{"tabs, and blanks in the names", "source\ttarget\tweight\nA 1\tB 2\t2.5\n", auto, 2, down(2.5), []string{"A 1", "B 2"}, []string{tabs}},
		{"runs of blanks", "source   target weight\n  A B   2.5 \n", auto, 2, down(2.5), abcd[:2], []string{byBlanks}},
		{"quoted names between blanks", "source target weight\n\"A 1\" \"B\"\"2\" 2.5\n", auto, 2, down(2.5), []string{"A 1", `B"2`}, []string{byBlanks}},
		{"padded names", "source,target,weight\n A,\"B \",2.5\n A ,C,1\n", auto, 3,
			[]network.Entry{{Target: 1, Source: 0, Weight: 2.5}, {Target: 2, Source: 0, Weight: 1}}, abcd[:3],
			[]string{`white space around names left out, in 3 cells such as " A"`}},
		{"a blank that is none of ASCII", "source,target,weight\nA\u00a0,B,2.5\n", auto, 2, down(2.5), abcd[:2],
			[]string{`white space around names left out, in 1 cell such as "A\u00a0"`}},
		{"a separator at the end of each line", "source\ttarget\tweight\t\nA\tB\t2.5\t\n", auto, 2, down(2.5), abcd[:2], []string{tabs}},
		{"an index, as pandas writes it", ",source,target,weight\n0,A,B,2.5\n", auto, 2, down(2.5), abcd[:2], nil},
		{"an index, written twice", "Unnamed: 0,source,target,weight\n0,A,B,2.5\n", auto, 2, down(2.5), abcd[:2], nil},
		{"row names, as R writes them", "\"source\" \"target\" \"weight\"\n\"1\" \"A\" \"B\" 2.5\n", auto, 2, down(2.5), abcd[:2], []string{byBlanks}},
		{"row names of some rows", "source\ttarget\tweight\n3\tA\tB\t2.5\n7\tB\tB\t0\n", auto, 2, down(2.5), abcd[:2], []string{tabs}},

		{"comments before a list", "# Nodes: 2\n# FromNodeId\tToNodeId\n0\t1\n", auto, 2, down(1), nil,
			[]string{tabs, "1 comment at the top not read",
				"from FromNodeId onto ToNodeId; there is no column of weights, so that each row counts 1"}},
		{"comments that name nothing", "% sym weighted\n% 1 2 2\n0 1 2.5\n", auto, 2, down(2.5), nil,
			[]string{byBlanks, "2 comments at the top not read", bareList}},
		{"a header as numpy.savetxt writes it", "# source target weight\n0 1 2.5\n", auto, 2, down(2.5), nil, []string{byBlanks}},
		{"an odd quotation mark in a comment", "# 5\" long\nsource,target,weight\nA,B,2.5\n", auto, 2, down(2.5), abcd[:2], []string{"1 comment at the top not read"}},
		{"names like comments below a header", "source,target,weight\n#A,%B,2.5\n", auto, 2, down(2.5), []string{"#A", "%B"}, nil},

		{"no header, three columns", "A,B,2.5\n", auto, 2, down(2.5), abcd[:2], []string{bareList}},
		{"no header, numbers", "0 1 2.5\n", auto, 2, down(2.5), nil, []string{byBlanks, bareList}},
		{"no header, two columns", "A,B\nA,C\n", auto, 3, []network.Entry{{Target: 1, Source: 0, Weight: 1}, {Target: 2, Source: 0, Weight: 1}}, abcd[:3],
			[]string{barePairs, "from source onto target; there is no column of weights, so that each row counts 1"}},
		{"no header, columns by number", "x,2.5,A,B\n", columns("source=3,target=4,weight=2"), 2, down(2.5), abcd[:2],
			[]string{"no header: the first row is an edge", "from 3 onto 4, weight 2", "not read: 1"}},
		{"an unknown header, columns by name", "x,y,z\nA,B,2.5\n", columns("source=x,target=y,weight=z"), 2, down(2.5), abcd[:2], []string{"from x onto y, weight z"}},
		{"an unknown header, columns by number", "x,y,z\nA,B,2.5\n", columns("source=1,target=2,weight=3"), 2, down(2.5), abcd[:2], []string{"from x onto y, weight z"}},
		{"numbers that could be a matrix, as edges", "0,1,2\n1,2,1\n2,0,1\n", edges, 3,
			[]network.Entry{{Target: 1, Source: 0, Weight: 2}, {Target: 2, Source: 1, Weight: 1}, {Target: 0, Source: 2, Weight: 1}}, nil,
			[]string{bareList}},

		{"numbers that could be edges, as a matrix", "0,2\n0,0\n", matrix, 2, []network.Entry{{Target: 0, Source: 1, Weight: 2}}, nil, []string{directions}},
		{"a matrix of numbers", square, auto, 4, cycle, nil, []string{directions}},
		{"a symmetric one", "0,2,0,0\n2,0,0,0\n0,0,0,4\n0,0,4,0\n", auto, 4,
			[]network.Entry{
				{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: 2}, {Target: 2, Source: 3, Weight: 4}, {Target: 3, Source: 2, Weight: 4},
			}, nil, nil},
		{"a matrix of one number", "5\n", auto, 1, []network.Entry{{Weight: 5}}, nil, nil},
		{"as numpy.savetxt writes it", strings.NewReplacer(",", " ", "2", "2.000000000000000000e+00").Replace(square), auto, 4, cycle, nil, []string{byBlanks, directions}},
		{"blanks at both ends of a line", "  0  2 0  0 \n 0 0 3 0\n 0 0 0 4\n 5 0 0 0 \n", auto, 4, cycle, nil, []string{byBlanks, directions}},
		{"semicolons and decimal commas in a matrix", "0;2,5\n0;0\n", matrix, 2, []network.Entry{{Target: 0, Source: 1, Weight: 2.5}}, nil, []string{semicolons, "decimal commas", directions}},
		{"labels above and at the left, corner empty", ",A,B,C,D\nA,0,2,0,0\nB,0,0,3,0\nC,0,0,0,4\nD,5,0,0,0\n", auto, 4, cycle, abcd, []string{directions}},
		{"labels above and at the left, corner named", "pre\\post,A,B,C,D\nA,0,2,0,0\nB,0,0,3,0\nC,0,0,0,4\nD,5,0,0,0\n", auto, 4, cycle, abcd, []string{directions}},
		{"labels as R writes them", "\"A\" \"B\" \"C\" \"D\"\n\"A\" 0 2 0 0\n\"B\" 0 0 3 0\n\"C\" 0 0 0 4\n\"D\" 5 0 0 0\n", auto, 4, cycle, abcd, []string{byBlanks, directions}},
		{"labels above only", "A,B,C,D\n" + square, auto, 4, cycle, abcd, []string{directions}},
		{"labels at the left only", "A,0,2,0,0\nB,0,0,3,0\nC,0,0,0,4\nD,5,0,0,0\n", auto, 4, cycle, abcd, []string{directions}},
		{"columns in another order", ",B,A,D,C\nA,2,0,0,0\nB,0,0,0,3\nC,0,0,4,0\nD,0,5,0,0\n", auto, 4, cycle, abcd,
			[]string{"the columns are in another order than the rows, and are put in theirs by label", directions}},
		{"0 … n−1 are no labels", ",0,1,2,3\n0,0,2,0,0\n1,0,0,3,0\n2,0,0,0,4\n3,5,0,0,0\n", auto, 4, cycle, nil, []string{directions}},
		{"0 … n−1 above, names at the left", ",0,1,2,3\nA,0,2,0,0\nB,0,0,3,0\nC,0,0,0,4\nD,5,0,0,0\n", auto, 4, cycle, abcd, []string{directions}},
		{"identifiers of 18 digits", byIDs,
			auto, 4, cycle, ids, []string{directions}},
		{"identifiers, corner named", "root_id" + byIDs,
			auto, 4, cycle, ids, []string{directions}},
		{"identifiers above only", strings.Join(ids, ",") + "\n" + square, auto, 4, cycle, ids,
			[]string{"the first row is read as labels, since there is one row more than columns", directions}},
		{"0 … n−1 above only", "0,1,2,3\n" + square, auto, 4, cycle, nil,
			[]string{"the first row is read as labels, since there is one row more than columns", directions}},
		{"0 … n−1 at the left only", "0,0,2,0,0\n1,0,0,3,0\n2,0,0,0,4\n3,5,0,0,0\n", auto, 4, cycle, nil,
			[]string{"the first column is read as labels, since there is one column more than rows", directions}},
		{"labels above three columns of numbers", "A,B,C\n0,1,0\n0,0,1\n1,0,0\n", auto, 3,
			[]network.Entry{{Target: 0, Source: 1, Weight: 1}, {Target: 1, Source: 2, Weight: 1}, {Target: 2, Source: 0, Weight: 1}}, abcd[:3],
			[]string{"the first row is read as the labels of a matrix; --layout edges reads an edge list", directions}},
		{"the other orientation", "A,B\n0,0\n2,0\n", network.Reading{Orientation: network.SourceTarget}, 2, []network.Entry{{Target: 0, Source: 1, Weight: 2}}, abcd[:2],
			[]string{"the first row is read as the labels of a matrix; --layout edges reads an edge list"}},
	} {
		m, err := ReadTable(strings.NewReader(c.text), "net.csv", nil, c.reading, DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if want := mustCSR(t, c.n, c.want); !m.Weights.Equal(want) || !slices.Equal(m.Labels, c.names) || (m.Labels == nil) != (c.names == nil) {
			t.Errorf("%s: got %v, %q, want %v, %q", c.reason, m.Weights.Entries(), m.Labels, c.want, c.names)
		}
		if !slices.Equal(m.Notes, c.notes) {
			t.Errorf("%s:\nnotes %q\nwant  %q", c.reason, m.Notes, c.notes)
		}
	}
}

func TestTableRefuses(t *testing.T) {
	const (
		unknown = " are not known as source and target, and the table is no square matrix; " + nameColumns +
			", by names or by numbers from 1, or give a square matrix"
		both   = " can be an edge list or a matrix; say which with --layout edges or --layout matrix"
		dicts  = " stand behind the edge; save the edges with networkx.write_weighted_edgelist"
		finite = "; give a finite decimal number"
	)
	matrix := network.Reading{Layout: network.MatrixLayout}
	edges := network.Reading{Layout: network.EdgeLayout}
	auto := network.Reading{}
	limits := Limits{Neurons: 5, Entries: 3, Bytes: 1000}
	for _, c := range []struct {
		reason  string
		text    string
		reading network.Reading
		want    string
	}{
		{"empty", "", auto, "net.csv: the file is empty; give an edge list with the columns source, target and weight, or a square matrix"},
		{"only comments", "# a\n\n", auto, "net.csv: the file is empty; give an edge list with the columns source, target and weight, or a square matrix"},
		{"an unknown header", "a;b;c\nx;y;1,5\n", auto, `net.csv:1: the columns "a,b,c"` + unknown},
		{"an unknown header of two columns", "i,j\n1,2\n3,4\n5,6\n", auto, `net.csv:1: the columns "i,j"` + unknown},
		{"one column", "a\nb\n", auto, `net.csv:1: the table has one column, which begins with "a"; ` + twoColumnsCure},
		{"an unknown header, as edges", "i,j,k\n1,2,1\n3,4,1\n5,6,1\n", edges, `net.csv:1: the columns "i,j,k"` + unknown},
		{"dictionaries", "0 1 {'weight': 1.0}\n", auto, `net.csv:1: attributes "1.0}"` + dicts},
		{"empty dictionaries", "0 1 {}\n", auto, `net.csv:1: attributes "{}"` + dicts},
		{"dictionaries with commas", "0 1 {'a': 1, 'weight': 1.0}\n", auto, `net.csv:1: attributes "'weight': 1.0}"` + dicts},
		{"2 × 2 numbers", "0,1\n1,0\n", auto, "net.csv:1: a table of 2 rows and 2 columns" + both},
		{"3 × 3 numbers", "0 1 2\n1 0 2\n2 0 1\n", auto, "net.csv:1: a table of 3 rows and 3 columns" + both},
		{"two names and their rows", "A,0,1\nB,1,0\n", auto, "net.csv:1: a table of 2 rows and 3 columns" + both},
		{"4 × 2 rows of numbers", "0,1,2,3\n1,0,0,0\n", auto, "net.csv:1: the table has 4 columns and 2 rows of numbers; number the columns, such as --columns source=1,target=2,weight=3, or give a square matrix"},
		{"not square", "0,1,0,0\n1,0,0,0\n", matrix, "net.csv: the matrix has 2 rows and 4 columns, but both are neurons; " + notSquareCure},
		{"too many rows", "A,B\n0,1\n0,0\n0,0\n", matrix, "net.csv:4: a matrix of 2 columns has no more rows than these; " + notSquareCure},
		{"rows of other lengths", "0,1\n1\n", matrix, "net.csv:2: 1 field instead of 2; " + sameFieldsCure},
		{"an empty cell", ",A,B\nA,0,\nB,1,0\n", auto, "net.csv:2: the cell in column 3 is empty; write 0 where there is no synapse"},
		{"not a number", ",A,B\nA,0,nan\nB,1,0\n", auto, `net.csv:2: number "nan" in column 3 is not finite` + finite},
		{"infinite", ",A,B\nA,0,-inf\nB,1,0\n", auto, `net.csv:2: number "-inf" in column 3 is not finite` + finite},
		{"both decimal marks", "0;1,5\n1.5;0\n", matrix, `net.csv:2: number "1.5" in column 1 has a decimal point, but numbers before have a decimal comma` + finite},
		{"both decimal marks in a list", "a;b;1.5\nb;a;1,5\n", auto, `net.csv:2: number "1,5" has a decimal comma, but numbers before have a decimal point` + finite},
		{"other names at the left", ",A,B\nA,0,1\nC,1,0\n", auto, `net.csv: the label "B" of column 2 is not among those of the rows; name the same neurons above and at the left`},
		{"labels that a spreadsheet rounded", ",7.2E+17,B\n7.2E+17,0,1\nB,1,0\n", auto, `net.csv: identifier "7.2E+17" was rounded, ` +
			"as spreadsheets do with more than 15 digits; export the identifiers as text again, from the program that has all their digits"},
		{"a name twice", ",A,B\nA,0,1\nA,1,0\n", auto, `net.csv: the labels above and at the left differ, and "A" stands at the left twice; let each name stand once, or give rows and columns in the same order`},
		{"too many neurons", "0,0,0,0,0,0\n", matrix, "net.csv:1: 6 neurons are more than the limit of 5; choose a part of the network"},
		{"too many entries", "1,1\n1,1\n", matrix, "net.csv:2: 4 entries are more than the limit of 3; choose a part of the network"},
		{"a row name that does not count", "source,target,weight\nA,B,C,1\n", auto, "net.csv:2: 4 fields instead of 3; " + sameFieldsCure},
		{"thousands with commas in each row", "source,target,weight\n5,4,1,000\n3,5,2,000\n", auto, "net.csv:2: 4 fields instead of 3; " + sameFieldsCure},
		{"a missing number, as R writes it", ",A,B\nA,0,NA\nB,1,0\n", auto, `net.csv:2: number "NA" in column 3 is not a number` + finite},
		{"a page", " <!DOCTYPE html>\n<html>\n", auto, "net.csv: this is a page of HTML; fetch the file itself"},
		{"a pointer to a large file", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n", auto,
			"net.csv: this is a pointer of Git LFS, not the file; fetch the file with git lfs pull"},
		{"a spreadsheet", "PK\x03\x04\x14\x00", auto, "net.csv: this is a zip archive or a spreadsheet; unpack it, or let its name end in .zip or .xlsx"},
		{"conditions on a matrix", "A,B\n0,1\n1,0\n", network.Reading{Where: []network.Condition{{Column: "A", Value: "0"}}},
			"net.csv:1: the option where has no meaning for a matrix, as which the table is read; " +
				"leave it out, or read an edge list with --layout edges"},
		{"two columns that could be the source", "source,Source,target,weight\nA,B,C,1\n", auto,
			`net.csv: columns 1 and 2 are both called "Source"; choose by number, --columns source=1 or source=2`},
		{"two columns of one name, which is given", "a,a,b\nA,B,C\n", network.Reading{Columns: network.Columns{Source: "a", Target: "b"}},
			`net.csv: columns 1 and 2 are both called "a"; choose by number, --columns source=1 or source=2`},
		{"two columns of weights with one name", "pre,post,weight,weight\nA,B,1,2\n", auto,
			`net.csv: columns 3 and 4 are both called "weight"; choose by number, --columns weight=3 or weight=4`},
		{"two columns of signs", "pre,post,sign,excitatory\nA,B,1,1\n", auto,
			`net.csv: columns "sign" and "excitatory" could both be the sign; keep one of them, or leave signs out with --signs none`},
		{"a title above the header", "Connectome of the worm\n\nsource,target,weight\nA,B,1\n", auto,
			"net.csv:1: a line stands above the header of an edge list; remove it, or begin it with #"},
		{"a title above the header, with as many fields", "Worm,,\nsource,target,weight\nA,B,1\n", auto,
			"net.csv:2: the header of an edge list stands below other rows; remove the rows above it"},
		{"a header that numbers the columns, as pandas writes it without names", "0,1,2\nA,B,1\nB,A,2\n", auto,
			"net.csv:1: the first row numbers the columns, which is no edge; remove it"},
		{"no known separator", "source|target|weight\nA|B|1\n", auto,
			`net.csv:1: the table has one column, which begins with "source|target|weight"; ` + twoColumnsCure},
		{"one column of numbers", "1\n2\n3\n", auto, "net.csv:1: the table has 1 column and 3 rows of numbers; " + twoColumnsCure},
		{"Parquet", "PAR1\x15\x04", auto, "net.csv: this is a Parquet file; let its name end in .parquet"},
		{"Feather", "ARROW1\x00\x00", auto, "net.csv: this is an Arrow file; let its name end in .feather"},
		{"NumPy", "\x93NUMPY\x01\x00v", auto, "net.csv: this is an array of NumPy; let its name end in .npy"},
		{"MATLAB", "MATLAB 5.0 MAT-file", auto, "net.csv: this is a MATLAB file; let its name end in .mat"},
		{"HDF5", "\x89HDF\r\n", auto, "net.csv: this is HDF5, which is not read; write the matrix with numpy.save, or the edges as .csv"},
		{"an old spreadsheet", "\xd0\xcf\x11\xe0\xa1", auto, "net.csv: this is a spreadsheet of an old format; save it as .xlsx"},
		{"JSON", "{\"nodes\": []}", auto, "net.csv: " + notJSON + "; " + edgesCure},
		{"Pajek", "*Vertices 2\n1 \"A\"\n", auto, "net.csv: this is a network of Pajek, which is not read; " + edgesCure},
		{"GML", "graph [\n", auto, "net.csv: this is GML, which is not read; " + edgesCure},
		{"Matrix Market", "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 3\n2 1 4\n", auto,
			"net.csv:1: this is a Matrix Market file; let its name end in .mtx"},
		{"numbers of columns that may be those of a header", "0,1,2,3\n4,5,6,7\n",
			network.Reading{Columns: network.Columns{Source: "1", Target: "2", Weight: "4"}},
			"net.csv:1: the first row can be an edge, or the numbers of the columns; " +
				"remove it, or write a header such as source,target,weight above it"},
		{"a separator that is told in quotation marks", "\"sep=;\"\nsource;target;weight\nA;B;1\n", auto,
			"net.csv:1: a line stands above the header of an edge list; remove it, or begin it with #"},
		{"a column twice", "source,source,weight\n", auto, `net.csv:1: the columns "source,source,weight"` + unknown},
	} {
		m, err := ReadTable(strings.NewReader(c.text), "net.csv", nil, c.reading, limits)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}

// TestDictionariesInAColumn reads a list one of whose other columns holds dictionaries.
func TestDictionariesInAColumn(t *testing.T) {
	m, err := ReadTable(strings.NewReader("source\ttarget\tnote\nA\tB\t{'a': 1}\n"), "x", nil, network.Reading{}, DefaultLimits())
	if err != nil || m.Weights.At(1, 0) != 1 {
		t.Errorf("got %v, %v", m, err)
	}
}

// TestSparseTable counts what is allocated for a dense matrix of few weights.
func TestSparseTable(t *testing.T) {
	const n = 2000
	for reason, cell := range map[string]string{"digits": "0,", "numpy.savetxt": "0.000000000000000000e+00 "} {
		row := strings.Repeat(cell, n)
		row = row[:len(row)-1] + "\n"
		first := strings.Replace(row, "0", "7", 1)
		text := io.MultiReader(strings.NewReader(first), io.LimitReader(&repeated{piece: row}, int64((n-1)*len(row))))
		var m *Matrix
		var err error
		got := allocated(func() { m, err = ReadTable(text, "x", nil, network.Reading{}, DefaultLimits()) })
		if err != nil || m.Weights.Order() != n || m.Weights.Stored() != 1 || got > 16<<20 {
			t.Errorf("%s: got %v, %v, %d bytes allocated", reason, m, err, got)
		}
	}
}

// TestLabelsBesideAMatrix reads labels beside a table that has none, or the same ones.
func TestLabelsBesideAMatrix(t *testing.T) {
	beside := []string{"A", "B"}
	const plain, named = "0,1\n0,0\n", ",A,B\nA,0,1\nB,0,0\n"
	matrix := network.Reading{Layout: network.MatrixLayout}
	for _, c := range []struct {
		reason, text string
		labels       []string
		want         string
	}{
		{"only beside", plain, beside, ""},
		{"both", named, beside, ""},
		{"others beside", named, []string{"B", "A"}, "x: the labels are not those of x; leave one of the two out"},
		{"too many beside", plain, []string{"A", "B", "C"}, "x: 3 labels for the 2 neurons of x; name each neuron once"},
	} {
		m, err := ReadTable(strings.NewReader(c.text), "x", c.labels, matrix, DefaultLimits())
		switch {
		case c.want == "" && (err != nil || !slices.Equal(m.Labels, beside)):
			t.Errorf("%s: got %v, %v", c.reason, m, err)
		case c.want != "" && (m != nil || err == nil || err.Error() != c.want):
			t.Errorf("%s: got %v, %v, want %s", c.reason, m, err, c.want)
		}
	}
}
