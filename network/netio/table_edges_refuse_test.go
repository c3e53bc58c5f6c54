package netio

import (
	"testing"

	"noiseprune/network"
)

func TestEdgeTablesRefuse(t *testing.T) {
	const rounded = " was rounded, as spreadsheets do with more than 15 digits; " +
		"export the identifiers as text again, from the program that has all their digits"
	for _, c := range []struct {
		reason  string
		text    string
		reading network.Reading
		want    string
	}{
		{"unknown names", "a|b|c\nA|B|1", network.Reading{},
			"net: no known names of source and target are among the columns a, b, c; name them with --columns source=…,target=…,weight=…"},
		{"a column that is not there", "a|b|c\nA|B|1", network.Reading{Columns: network.Columns{Source: "x", Target: "b"}},
			`net: no column is called "x", as source says; the columns are a, b, c; choose one of them, or give its number`},
		{"one column for both ends", "a|b\nA|B", network.Reading{Columns: network.Columns{Source: "a", Target: "A"}},
			`net: source and target are the same column "a"; name them with --columns source=…,target=…,weight=…`},
		{"two pairs of names", "pre|post|source|target\nA|B|A|B", network.Reading{},
			`net: columns "source" and "target" could be the neurons, and so could "pre" and "post"; choose with --columns source=…,target=…`},
		{"two columns of weights", "pre|post|weight|n_syn\nA|B|1|2", network.Reading{},
			`net: columns "weight" and "n_syn" could both be the weight; choose with --columns weight=…`},
		{"two columns of transmitters", "pre|post|weight|nt|top_nt\nA|B|1|a|b", network.Reading{},
			`net: columns "nt" and "top_nt" could both be the transmitter; choose with --columns transmitter=…`},
		{"a spreadsheet's identifier", "pre|post|weight\n7.2E+17|B|1", network.Reading{}, `net:2: identifier "7.2E+17"` + rounded},
		{"a floating-point identifier", "pre|post|weight\nA|720575940612345600.0|1", network.Reading{}, `net:2: identifier "720575940612345600.0"` + rounded},
		{"a spreadsheet's identifier with a decimal comma", "pre|post|weight\n7,20576E+17|B|1", network.Reading{}, `net:2: identifier "7,20576E+17"` + rounded},
		{"an identifier without a plus sign", "pre|post|weight\n7.2e17|B|1", network.Reading{}, `net:2: identifier "7.2e17"` + rounded},
		{"one identifier with and without a point", "pre|post|weight\n10|11.0|1\n11|10.0|1", network.Reading{},
			`net:2: the neurons "11.0" and "11" are one number; write it as one of them everywhere`},
		{"the same row twice", "pre|post|weight|roi\nA|B|1|x\nB|A|1|x\nA|B|1|x", network.Reading{},
			`net:4: the edge from "A" to "B" is given twice, first at line 2; keep one of them, or their sum, as --duplicates sum does`},
		{"an index does not tell rows apart", "|pre|post|weight\n0|A|B|1\n1|A|B|1", network.Reading{},
			`net:3: the edge from "A" to "B" is given twice, first at line 2; keep one of them, or their sum, as --duplicates sum does`},
		{"rows that are to be refused", "pre|post|weight|roi\nA|B|1|x\nA|B|1|y", network.Reading{Duplicates: network.RefuseDuplicates},
			`net:3: the edge from "A" to "B" is given twice, first at line 2; keep one of them, or sum them with --duplicates sum`},
		{"a sum beyond float64", "pre|post|weight\nA|B|1e308\nA|B|1e308", network.Reading{Duplicates: network.SumDuplicates},
			"net:3: the weight 1e+308 makes a sum that is not finite; weights must be finite"},
		{"signs twice", "pre|post|weight|nt\nA|B|-1|GABA", network.Reading{},
			`net:2: weight -1 has a sign, and column "nt" gives another; --signs none takes those of the weights`},
		{"a transmitter that is not there", "pre|post|weight|nt\nA|B|1|GABA", network.Reading{Transmitters: []network.Transmitter{{Name: "glu"}}},
			`net: no row has the transmitter "glu"; there is GABA − in 1 row; correct --transmitters`},
		{"two columns that may be signs", "pre|post|weight|a|b\nA|B|1|GABA|exc", network.Reading{},
			`net: columns "a" and "b" could both give the signs; say which with --columns transmitter=…, or leave signs out with --signs none`},
		{"a sign that is none", "pre|post|weight|sign\nA|B|1|0", network.Reading{},
			`net:2: sign "0" is unknown; write +1 or -1, or leave the column out with --signs none`},
		{"a probability that is none", "pre|post|weight|ach_avg\nA|B|1|x", network.Reading{},
			`net:2: ach_avg "x" is not a number; give a finite decimal number`},
		{"no row of that kind", "pre|post|weight|type\nA|B|1|chemical", network.Reading{Where: where(t, "Type=Chemical")},
			`net: no row has type=Chemical; there is "chemical"; correct --where`},
		{"directions that change to kinds", "pre|post|weight|type\nA|B|1|Directed\nA|C|1|x", network.Reading{},
			`net:3: type "x" is neither Directed nor Undirected; write one of them in each row, or rename the column`},
		{"no connection that strong", "pre|post|weight\nA|B|1", network.Reading{MinWeight: 2},
			"net: no connection has a weight of at least 2; give a smaller --min-weight"},
		{"a negative least weight", "pre|post|weight\nA|B|1", network.Reading{MinWeight: -2}, "net: the least weight is -2; give a positive number"},
		{"no rows", "pre|post|weight", network.Reading{}, "net: the matrix has no neurons; give at least one"},
		{"a short row", "pre|post|weight\nA|B", network.Reading{}, "net:2: 2 fields instead of 3; give each row the same columns"},
		{"an orientation", "pre|post|weight\nA|B|1", network.Reading{Orientation: network.SourceTarget},
			"net: the file itself names source and target, and cannot be source-target; leave the orientation out"},
	} {
		m, err := readCells(c.text, c.reading, nil)
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s:\ngot  %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
}
