package netio

import (
	"io"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// cellRows is a table whose cells are separated by | and its rows by line breaks.
type cellRows struct {
	lines []string
	row   int
}

func (c *cellRows) next() ([][]byte, error) {
	if c.row == len(c.lines) {
		return nil, io.EOF
	}
	var cells [][]byte
	for cell := range strings.SplitSeq(c.lines[c.row], "|") {
		cells = append(cells, []byte(cell))
	}
	c.row++
	return cells, nil
}

func (c *cellRows) position() int { return c.row + 1 }

// readCells reads an edge list, its first line the names of the columns, or "" where it has none.
func readCells(text string, reading network.Reading, labels []string) (*Matrix, error) {
	first, rest, _ := strings.Cut(text, "\n")
	var names []string
	if first != "" {
		names = strings.Split(first, "|")
	}
	var lines []string
	if rest != "" {
		lines = strings.Split(rest, "\n")
	}
	c := content{path: "net", limits: DefaultLimits(), reading: reading, labels: func() ([]string, error) { return labels, nil }}
	m, err := readEdgeTable(c, &cellRows{lines: lines}, names)
	if err != nil {
		return nil, err
	}
	if err := m.apply(reading, place{path: "net"}); err != nil {
		return nil, err
	}
	return m, nil
}

// where parses conditions.
func where(t *testing.T, texts ...string) []network.Condition {
	t.Helper()
	conditions := make([]network.Condition, len(texts))
	for k, text := range texts {
		if err := conditions[k].UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return conditions
}

func TestEdgeTables(t *testing.T) {
	edge := func(target, source int, weight float64) network.Entry {
		return network.Entry{Target: target, Source: source, Weight: weight}
	}
	const (
		several = "1 pair with several rows, 2 in all, which are summed"
		changes = "; --transmitters NAME=+ or NAME=- changes it, --signs none leaves signs out"
	)
	type entries = []network.Entry
	for _, c := range []struct {
		reason  string
		text    string
		reading network.Reading
		want    entries
		labels  []string
		notes   []string
	}{
		{"our own names", "source|target|weight\nA|B|2.5", network.Reading{}, entries{edge(1, 0, 2.5)}, []string{"A", "B"}, nil},
		{"no header", "\nA|B|2.5", network.Reading{}, entries{edge(1, 0, 2.5)}, []string{"A", "B"}, nil},
		{"no header, no weights", "\nA|B\nB|A", network.Reading{}, entries{edge(1, 0, 1), edge(0, 1, 1)}, []string{"A", "B"},
			[]string{"from source onto target; there is no column of weights, so that each row counts 1"}},
		{"FlyWire's identifiers stay exact", "pre_root_id|post_root_id|syn_count\n720575940612345678|720575940612345679|7",
			network.Reading{}, entries{edge(1, 0, 7)}, []string{"720575940612345678", "720575940612345679"},
			[]string{"from pre_root_id onto post_root_id, weight syn_count"}},
		{"a pair in two neuropils is summed", "pre_pt_root_id|post_pt_root_id|neuropil|syn_count\n1|2|AL_L|3\n1|2|AL_R|4",
			network.Reading{}, entries{edge(1, 0, 7)}, []string{"1", "2"},
			[]string{"from pre_pt_root_id onto post_pt_root_id, weight syn_count", "not read: neuropil", several}},
		{"neuPrint", "bodyId_pre|bodyId_post|weight|roi\n1|2|3|EB", network.Reading{}, entries{edge(1, 0, 3)}, []string{"1", "2"},
			[]string{"from bodyId_pre onto bodyId_post, weight weight", "not read: roi"}},
		{"hemibrain in another order", "body_post|body_pre|n_syn\n1|2|3", network.Reading{}, entries{edge(1, 0, 3)}, []string{"2", "1"},
			[]string{"from body_pre onto body_post, weight n_syn"}},
		{"pandas' index", "|source|target|weight\n0|A|B|1", network.Reading{}, entries{edge(1, 0, 1)}, []string{"A", "B"}, nil},
		{"Gephi, undirected", "Source|Target|Type|Id|Label|Weight\nA|B|Undirected|0||1.5\nB|B|Undirected|1||2", network.Reading{},
			entries{edge(1, 0, 1.5), edge(0, 1, 1.5), edge(1, 1, 2)}, []string{"A", "B"},
			[]string{"not read: Id, Label", "undirected edges are read in both directions: 1 row"}},
		{"Gephi, directed", "Source|Target|Type|Weight\nA|B|Directed|1.5", network.Reading{}, entries{edge(1, 0, 1.5)}, []string{"A", "B"}, nil},
		{"Type is a kind of synapse", "Source|Target|Type|Weight\nA|B|chemical|1.5", network.Reading{}, entries{edge(1, 0, 1.5)}, []string{"A", "B"},
			[]string{"not read: Type"}},
		{"only chemical synapses", "Source|Target|Type|Weight\nA|B|chemical|1.5\nA|C|electrical|2",
			network.Reading{Where: where(t, "type=chemical")}, entries{edge(1, 0, 1.5)}, []string{"A", "B"},
			[]string{"1 of 2 rows fulfil the conditions"}},
		{"either of two values, and a third", "pre|post|n|roi|kind\nA|B|1|x|k\nA|C|1|y|k\nA|D|1|z|k\nA|E|1|x|l",
			network.Reading{Where: where(t, "roi=x", "roi=y", "kind=k")}, entries{edge(1, 0, 1), edge(2, 0, 1)}, []string{"A", "B", "C"},
			[]string{"from pre onto post, weight n", "2 of 4 rows fulfil the conditions"}},
		{"columns by name", "a|b|c\nA|B|4", network.Reading{Columns: network.Columns{Source: "b", Target: "A", Weight: "c"}},
			entries{edge(1, 0, 4)}, []string{"B", "A"}, []string{"from b onto a, weight c"}},
		{"columns by number, without a header", "\nA|B|4|9", network.Reading{Columns: network.Columns{Source: "2", Target: "1", Weight: "4"}},
			entries{edge(1, 0, 9)}, []string{"B", "A"}, []string{"from 2 onto 1, weight 4", "not read: 3"}},
		{"transmitters", "pre|post|n|nt_type\nA|B|1|ACH\nB|A|2|GABA\nA|C|3|GLUT\nC|A|4|DA\nC|B|5|\nB|C|6|new", network.Reading{},
			entries{edge(1, 0, 1), edge(0, 1, -2), edge(2, 0, -3), edge(0, 2, 4), edge(1, 2, 5), edge(2, 1, 6)}, []string{"A", "B", "C"},
			[]string{"from pre onto post, weight n", "signs from nt_type: ACH + in 1 row, GABA − in 1 row, GLUT − in 1 row, DA + in 1 row, " +
				"none given + in 1 row, new (unknown) + in 1 row" + changes}},
		{"transmitters overridden", "source|target|weight|nt\nA|B|1|Glutamate\nB|A|2|da",
			network.Reading{Transmitters: []network.Transmitter{{Name: "glut"}, {Name: "dopamine", Negative: true}}},
			entries{edge(1, 0, 1), edge(0, 1, -2)}, []string{"A", "B"},
			[]string{"signs from nt: Glutamate + in 1 row, da − in 1 row" + changes}},
		{"signs left out", "source|target|weight|nt\nA|B|1|GABA", network.Reading{Signs: network.NoSigns()}, entries{edge(1, 0, 1)},
			[]string{"A", "B"}, []string{"not read: nt"}},
		{"the signed product", "Presynaptic_ID|Postsynaptic_ID|Connectivity|Excitatory|Excitatory x Connectivity\nA|B|3|-1|-3",
			network.Reading{}, entries{edge(1, 0, -3)}, []string{"A", "B"},
			[]string{"from Presynaptic_ID onto Postsynaptic_ID, weight Excitatory x Connectivity",
				"not read: Connectivity, Excitatory",
				"the weights have the signs of Excitatory x Connectivity"}},
		{"its factor", "pre|post|Connectivity|Excitatory\nA|B|3|-1\nB|A|3|1", network.Reading{}, entries{edge(1, 0, -3), edge(0, 1, 3)}, []string{"A", "B"},
			[]string{"from pre onto post, weight Connectivity", "signs from Excitatory"}},
		{"without its signs", "pre|post|Connectivity|Excitatory x Connectivity\nA|B|3|-3", network.Reading{Signs: network.NoSigns()},
			entries{edge(1, 0, 3)}, []string{"A", "B"}, []string{"from pre onto post, weight Connectivity", "not read: Excitatory x Connectivity"}},
		{"kinds that are signs", "pre|post|n|Type\nA|B|3|inhibitory\nB|A|2|Excitatory", network.Reading{},
			entries{edge(1, 0, -3), edge(0, 1, 2)}, []string{"A", "B"}, []string{"from pre onto post, weight n", "signs from Type"}},
		{"kinds that are transmitters, one of them", "pre|post|n|class\nA|B|3|GABA\nB|A|2|Acetylcholine",
			network.Reading{Where: where(t, "class=GABA")}, entries{edge(1, 0, -3)}, []string{"A", "B"},
			[]string{"from pre onto post, weight n", "1 of 2 rows fulfil the conditions", "signs from class: GABA − in 1 row" + changes}},
		{"mean probabilities", "pre|post|syn_count|gaba_avg|ach_avg|glut_avg\nA|B|3|0.5|0.25|0.25\nB|A|2|0.1|0.8|0.1", network.Reading{},
			entries{edge(1, 0, -3), edge(0, 1, 2)}, []string{"A", "B"},
			[]string{"from pre onto post, weight syn_count",
				"signs from the likeliest transmitter of each row: gaba − in 1 row, ach + in 1 row" + changes}},
		{"identifiers that a spreadsheet rounded", "pre|post|weight\n864691135000001000|864691135000002000|1",
			network.Reading{}, []network.Entry{{Target: 1, Source: 0, Weight: 1}}, []string{"864691135000001000", "864691135000002000"},
			[]string{"from pre onto post, weight weight",
				"all long identifiers end in zeros, such as 864691135000002000; if a spreadsheet rounded them, export them again as text"}},
		{"a synapse a row", "pre_pt_root_id|post_pt_root_id|x|y\n1|2|5|6\n1|2|7|8\n2|1|9|9", network.Reading{},
			entries{edge(1, 0, 2), edge(0, 1, 1)}, []string{"1", "2"},
			[]string{"from pre_pt_root_id onto post_pt_root_id; there is no column of weights, so that each row counts 1; " +
				"--columns weight=NAME reads one",
				"not read: x, y", several}},
		{"summed since told so", "source|target|weight\nA|B|1\nA|B|2", network.Reading{Duplicates: network.SumDuplicates},
			entries{edge(1, 0, 3)}, []string{"A", "B"}, []string{several}},
		{"the sum counts for the least weight", "source|target|weight|roi\nA|B|3|x\nA|B|3|y\nA|C|4|x\nC|A|-5|x", network.Reading{MinWeight: 5},
			entries{edge(1, 0, 6), edge(0, 2, -5)}, []string{"A", "B", "C"},
			[]string{"not read: roi", several,
				"1 of 3 connections below 5 left out, and with them 0 neurons"}},
		{"a neuron without connections left", "source|target|weight\n0|1|3\n1|2|9", network.Reading{MinWeight: 5},
			entries{edge(1, 0, 9)}, []string{"1", "2"}, []string{"1 of 2 connections below 5 left out, and with them 1 neuron"}},
	} {
		m, err := readCells(c.text, c.reading, nil)
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if want := mustCSR(t, m.Weights.Order(), c.want); !m.Weights.Equal(want) || !slices.Equal(m.Labels, c.labels) {
			t.Errorf("%s: got %v, %q, want %v, %q", c.reason, m.Weights.Entries(), m.Labels, c.want, c.labels)
		}
		if !slices.Equal(m.Notes, c.notes) {
			t.Errorf("%s: notes\n%q, want\n%q", c.reason, m.Notes, c.notes)
		}
	}
}
