package netio

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

const (
	weightKey  = `<key id="d0" for="edge" attr.name="weight" attr.type="double"/>`
	twoNodes   = `<node id="n0"/><node id="n1"/>`
	oneEdge    = `<edge source="n0" target="n1"><data key="d0">5</data></edge>`
	directed   = `<graph edgedefault="directed">`
	undirected = `<graph edgedefault="undirected">`
)

// graphML returns a file with that content of the element graphml, in which graphs need not end.
func graphML(content string) string {
	if strings.Contains(content, "<graph ") && !strings.Contains(content, "</graph>") {
		content += "</graph>"
	}
	return `<?xml version="1.0" encoding="utf-8"?>` + "\n" + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + content + "</graphml>"
}

func readGraph(text string, reading network.Reading) (*Matrix, error) {
	return readGraphML(strings.NewReader(text), place{path: "net"}, reading, DefaultLimits())
}

func TestGraphML(t *testing.T) {
	down, up := network.Entry{Target: 1, Source: 0, Weight: 5}, network.Entry{Target: 0, Source: 1, Weight: 5}
	one := network.Entry{Target: 1, Source: 0, Weight: 1}
	two := network.Reading{Variable: "b"}
	none := network.Reading{Signs: network.NoSigns()}
	sum := network.Reading{Duplicates: network.SumDuplicates}
	for _, c := range []struct {
		reason, content string
		reading         network.Reading
		want            []network.Entry
		labels          []string
		notes           string
	}{
		{"a directed edge", weightKey + directed + twoNodes + oneEdge, network.Reading{}, []network.Entry{down}, nil, ""},
		{"an undirected edge", weightKey + undirected + twoNodes + oneEdge, network.Reading{}, []network.Entry{up, down}, nil, ""},
		{"an edge that is directed in an undirected graph", weightKey + undirected + twoNodes + strings.Replace(oneEdge, "edge ", `edge directed="true" `, 1), network.Reading{}, []network.Entry{down}, nil, ""},
		{"an edge that is undirected in a directed graph", weightKey + directed + twoNodes + strings.Replace(oneEdge, "edge ", `edge directed="false" `, 1), network.Reading{}, []network.Entry{up, down}, nil, ""},
		{"an undirected self-loop is one entry", weightKey + undirected + twoNodes + strings.Replace(oneEdge, "n1", "n0", 1), network.Reading{}, []network.Entry{{Weight: 5}}, nil, ""},
		{"edges before nodes", weightKey + directed + oneEdge + twoNodes, network.Reading{}, []network.Entry{down}, nil, ""},
		{"edges before nodes in another order", weightKey + directed + `<edge source="n1" target="n0"><data key="d0">5</data></edge>` + twoNodes, network.Reading{}, []network.Entry{up}, nil, ""},
		{"ids from 0", weightKey + directed + strings.ReplaceAll(twoNodes+oneEdge, `"n`, `"`), network.Reading{}, []network.Entry{down}, nil, ""},
		{"ids that do not count the nodes are labels", weightKey + directed + strings.ReplaceAll(twoNodes+oneEdge, `"n1`, `"b`), network.Reading{}, []network.Entry{down}, []string{"n0", "b"}, ""},
		{"ids that count in another order are labels", weightKey + directed + `<node id="n1"/><node id="n0"/>` + oneEdge, network.Reading{}, []network.Entry{up}, []string{"n1", "n0"}, ""},
		{"labels", weightKey + `<key id="l" for="node" attr.name="Label" attr.type="string"/>` + directed + `<node id="n0"><data key="l">A &amp; B</data></node><node id="n1"><data key="l"> <![CDATA[<x>]]> </data></node>` + oneEdge, network.Reading{}, []network.Entry{down}, []string{"A & B", "<x>"}, ""},
		{"names, since not each node has a label", weightKey + `<key id="l" for="node" attr.name="label" attr.type="string"/><key id="m" for="node" attr.name="name" attr.type="string"/>` + directed + `<node id="n0"><data key="l">A</data><data key="m">C</data></node><node id="n1"><data key="m">D</data></node>` + oneEdge, network.Reading{}, []network.Entry{down}, []string{"C", "D"}, `the attribute "label" is not taken as labels: that of a node is empty|not read: label`},
		{"ids, since labels are not different", weightKey + `<key id="l" for="node" attr.name="label" attr.type="string"/>` + directed + `<node id="n0"><data key="l">A</data></node><node id="n1"><data key="l">A</data></node>` + oneEdge, network.Reading{}, []network.Entry{down}, nil, `the attribute "label" is not taken as labels: that of a node is that of another|not read: label`},
		{"yEd's labels", weightKey + `<key id="d6" for="node" yfiles.type="nodegraphics"/>` + directed + `<node id="n0"><data key="d6"><y:ShapeNode xmlns:y="http://www.yworks.com/xml/graphml"><y:NodeLabel>A</y:NodeLabel></y:ShapeNode></data></node><node id="n1"><data key="d6"><y>B</y></data></node>` + oneEdge, network.Reading{}, []network.Entry{down}, []string{"A", "B"}, ""},
		{"weights of two types", weightKey + strings.ReplaceAll(strings.Replace(weightKey, "double", "long", 1), "d0", "d1") + directed + twoNodes + oneEdge + `<edge source="n1" target="n0"><data key="d1">5</data></edge>`, network.Reading{}, []network.Entry{up, down}, nil, ""},
		{"the only numeric attribute", strings.Replace(weightKey, "weight", "count", 1) + `<key id="d1" for="edge" attr.name="kind" attr.type="string"/>` + directed + twoNodes + oneEdge, network.Reading{}, []network.Entry{down}, nil, `weight count|not read: kind`},
		{"the attribute that is chosen", strings.Replace(weightKey, "weight", "a", 1) + `<key id="d1" for="edge" attr.name="b" attr.type="double"/>` + directed + twoNodes + strings.Replace(oneEdge, "d0", "d1", 1), two, []network.Entry{down}, nil, `not read: a`},
		{"no weights", directed + twoNodes + `<edge source="n0" target="n1"/>`, network.Reading{}, []network.Entry{one}, nil, "there is no attribute of weights, so that each edge counts 1"},
		{"the weight of edges without one", strings.Replace(weightKey, "/>", "><default>5</default></key>", 1) + directed + twoNodes + `<edge source="n0" target="n1"/>`, network.Reading{}, []network.Entry{down}, nil, ""},
		{"signs that are not wanted", weightKey + `<key id="d1" for="node" attr.name="nt_type" attr.type="string"/>` + directed + twoNodes + oneEdge, none, []network.Entry{down}, nil, `not read: nt_type`},
		{"parallel edges that are summed", weightKey + directed + twoNodes + oneEdge + strings.Replace(oneEdge, "5", "-4", 1), sum, []network.Entry{one}, nil, "1 pair with several edges, 2 in all, which are summed"},
		{"a comment, and descriptions", weightKey + "<!-- c --><desc>d</desc>" + directed + "<desc>e</desc>" + twoNodes + oneEdge, network.Reading{}, []network.Entry{down}, nil, ""},
	} {
		m, err := readGraph(graphML(c.content), c.reading)
		if err != nil {
			t.Errorf("%s: %v", c.reason, err)
			continue
		}
		if !slices.Equal(m.Weights.Entries(), c.want) || m.Weights.Order() != 2 || !reflect.DeepEqual(m.Labels, c.labels) {
			t.Errorf("%s: got %v, %q, want %v, %q", c.reason, m.Weights.Entries(), m.Labels, c.want, c.labels)
		}
		if got := strings.Join(m.Notes, "|"); got != c.notes {
			t.Errorf("%s: got the notes %s\nwant %s", c.reason, got, c.notes)
		}
	}
}

func TestGraphMLRefuses(t *testing.T) {
	deep := strings.Repeat("<a>", 200) + strings.Repeat("</a>", 200)
	for _, c := range []struct{ reason, text, want string }{
		{"empty", "", "net: the file holds no graph; export it as GraphML"},
		{"no graph", graphML(""), "net: the file holds no graph; export it as GraphML"},
		{"another document", "<html></html>", `net:1: "html" is not the only element graphml; export it as GraphML`},
		{"two documents", graphML(directed+twoNodes) + "<graphml/>", `net:2: "graphml" is not the only element graphml; export it as GraphML`},
		{"cut off", `<graphml>` + directed + twoNodes, "net:1: this is no valid XML (unexpected EOF); fetch or write the file again"},
		{"tags that do not match", `<graphml><graph edgedefault="directed"></graphml>`, "net:1: this is no valid XML (element <graph> closed by </graphml>); fetch or write the file again"},
		{"no text", "\x00\x01", "net:1: this is no valid XML (illegal character code U+0000); fetch or write the file again"},
		{"another encoding", `<?xml version="1.0" encoding="ISO-8859-1"?><graphml/>`, `net:1: this XML cannot be read (xml: encoding "ISO-8859-1" declared but Decoder.CharsetReader is nil); save it as XML in UTF-8`},
		{"entities", "<!DOCTYPE g [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>" + graphML(directed+`<node id="&b;"/>`), "net:1: the document type defines entities or elements of its own; remove the definitions"},
		{"an entity that is not defined", graphML(directed + `<node id="&b;"/>`), "net:2: this is no valid XML (invalid character entity &b;); fetch or write the file again"},
		{"deep", graphML(deep), "net:2: more than 100 elements are in each other; this is no usual file of its kind"},
		{"a long text", graphML("<desc>" + strings.Repeat("x", 1<<20) + "</desc>"), "net:2: a tag or text is longer than 1048576 bytes; this is no usual file of its kind"},
		{"two graphs", graphML(directed + "</graph>" + directed + "</graph>"), "net:2: a second graph follows; keep one graph a file"},
		{"no direction", graphML("<graph>" + twoNodes + "</graph>"), `net:2: the edgedefault of the graph is ""; write directed or undirected`},
		{"no neurons", graphML(directed), "net: the matrix has no neurons; give at least one"},
		{"a node within a node", graphML(directed + `<node id="a">` + directed + `</graph></node>`), `net:2: node "a" contains a graph; export a graph without groups`},
		{"a graph within an edge", graphML(directed + twoNodes + `<edge source="n0" target="n1">` + directed + `</graph></edge>`), "net:2: an edge contains a graph; export a graph without groups"},
		{"ports of a node", graphML(directed + `<node id="a"><port name="p"/></node>`), `net:2: node "a" has ports; export a graph without ports`},
		{"ports of an edge", graphML(directed + twoNodes + `<edge source="n0" target="n1" sourceport="p"/>`), "net:2: an edge begins or ends at a port; export a graph without ports"},
		{"a hyperedge", graphML(directed + twoNodes + `<hyperedge/>`), "net:2: a hyperedge connects several nodes; replace it by edges"},
		{"a node twice", graphML(directed + twoNodes + twoNodes), `net:2: node "n0" is there twice; give each node an id of its own`},
		{"a node without an id", graphML(directed + "<node/>"), "net:2: the id of a node is missing; name each node"},
		{"an edge without an end", graphML(directed + twoNodes + `<edge source="n0"/>`), "net:2: the id of a node is missing; name each node"},
		{"an edge to no node", graphML(directed + twoNodes + `<edge source="n0" target="n2"/>`), `net:2: an edge names the node "n2", which is not there; correct its name, or add the node`},
		{"an edge twice", graphML(weightKey + directed + twoNodes + oneEdge + oneEdge), `net:2: the edge from "n0" to "n1" is given twice, first at line 2; keep one of them, or their sum, as --duplicates sum does`},
		{"an undirected edge twice, in both directions", graphML(undirected + twoNodes + `<edge source="n0" target="n1"/><edge source="n1" target="n0"/>`), `net:2: the edge from "n1" to "n0" is given twice, first at line 2; keep one of them, or their sum, as --duplicates sum does`},
		{"two attributes that can be the weight", graphML(strings.Replace(weightKey, "weight", "a", 1) + `<key id="d1" for="edge" attr.name="b" attr.type="int"/>` + directed + twoNodes), `net:2: several edge attributes can be the weight: a, b; choose one with --variable NAME`},
		{"two weights", graphML(weightKey + `<key id="d1" for="edge" attr.name="Weight" attr.type="int"/>` + directed + twoNodes), `net:2: several edge attributes can be the weight: weight, Weight; choose one with --variable NAME`},
		{"two weights of an edge", graphML(weightKey + directed + twoNodes + strings.Replace(oneEdge, "</edge>", `<data key="d0">6</data></edge>`, 1)), "net:2: an edge has two weights; keep one of them"},
		{"an edge without a weight", graphML(weightKey + directed + twoNodes + oneEdge + `<edge source="n1" target="n0"/>`), `net:2: an edge has no attribute "weight", though others have; give each edge a weight`},
		{"a weight that is not finite", graphML(weightKey + directed + twoNodes + strings.Replace(oneEdge, "5", "NaN", 1)), `net:2: weight "NaN" is not finite; give a finite decimal number`},
		{"an empty weight", graphML(weightKey + directed + twoNodes + strings.Replace(oneEdge, "5", " ", 1)), `net:2: weight "" is not a number; give a finite decimal number`},
		{"an attribute that is not declared", graphML(directed + twoNodes + oneEdge), `net:2: the attribute "d0" is not declared; declare it by an element key before the graph`},
		{"signs of nodes", graphML(weightKey + `<key id="d1" for="node" attr.name="NT_type" attr.type="string"/>` + directed + twoNodes), `net:2: the attribute "NT_type" brings signs, which are not read from GraphML; leave them out with --signs none, or give --signs FILE`},
		{"a direction that is no direction", graphML(directed + twoNodes + `<edge source="n0" target="n1" directed="yes"/>`), `net:2: the attribute directed of an edge is "yes"; write true or false`},
		{"a name with a line break", graphML(directed + `<node id="a&#10;b"/>`), `net:2: the id "a\nb" has a control character; ` + labelCure},
	} {
		m, err := readGraph(c.text, network.Reading{})
		if m != nil || err == nil || err.Error() != c.want {
			t.Errorf("%s: got %v, %v\nwant %s", c.reason, m, err, c.want)
		}
	}
	_, err := readGraph(graphML(weightKey+directed+twoNodes), network.Reading{Variable: "count"})
	if want := `net:2: the edges have no attribute "count"; choose one that is there: weight`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	huge := strings.Replace(oneEdge, "5", "1e308", 1)
	_, err = readGraph(graphML(weightKey+directed+twoNodes+huge+huge), network.Reading{Duplicates: network.SumDuplicates})
	if want := "net:2: the weight 1e+308 makes a sum that is not finite; weights must be finite"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestNetworkXReadsGraphML compares what is written with what NetworkX reads in it.
func TestNetworkXReadsGraphML(t *testing.T) {
	python := testutil.Python(t, "networkx")
	m := &Matrix{Weights: mustCSR(t, 4, []network.Entry{
		{Target: 1, Source: 0, Weight: 0.1}, {Target: 0, Source: 2, Weight: -math.MaxFloat64}, {Target: 2, Source: 2, Weight: 5e-324}, {Target: 2, Source: 1, Weight: 3},
	}), Labels: []string{"β <&> \"q\"", "]]>", "n0", "4"}}
	path := filepath.Join(t.TempDir(), "net.graphml")
	if err := Write(path, m, nil); err != nil {
		t.Fatal(err)
	}
	const program = `
import json, sys, networkx as nx
g = nx.read_graphml(sys.argv[1])
names = list(g.nodes)
json.dump({"Labels": [g.nodes[n]["label"] for n in names], "Directed": g.is_directed(),
	"Edges": [[names.index(v), names.index(u), repr(w)] for u, v, w in g.edges(data="weight")]}, sys.stdout)`
	output, err := exec.Command(python, "-c", program, path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Labels   []string
		Directed bool
		Edges    [][]any
	}
	if err := json.Unmarshal(output, &got); err != nil {
		t.Fatal(err)
	}
	entries := make([]network.Entry, len(got.Edges))
	for k, e := range got.Edges {
		entries[k] = network.Entry{Target: int(e[0].(float64)), Source: int(e[1].(float64))}
		fmt.Sscan(e[2].(string), &entries[k].Weight)
	}
	if !got.Directed || !slices.Equal(got.Labels, m.Labels) || !mustCSR(t, 4, entries).Equal(m.Weights) {
		t.Errorf("NetworkX reads %+v", got)
	}
}

func TestGraphMLCannotHold(t *testing.T) {
	w := mustCSR(t, 2, nil)
	for _, c := range []struct {
		labels []string
		want   string
	}{
		{[]string{"a", "a"}, `net.graphml: neurons 0 and 1 are both called "a"; an edge list needs different names`},
		{[]string{"a", "b\uffff"}, `net.graphml: the label "b\uffff" of neuron 1 has a character that XML does not have; write another format`},
	} {
		err := Write(filepath.Join(t.TempDir(), "net.graphml"), &Matrix{Weights: w, Labels: c.labels}, nil)
		if err == nil || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("got %v, want %s", err, c.want)
		}
	}
	if err := Write("net.zip", &Matrix{Weights: w}, nil); err == nil || err.Error() != "net.zip: .zip is read only; choose another format" {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat("net.zip"); err == nil {
		t.Error("net.zip was written")
	}
}
