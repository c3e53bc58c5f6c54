package netio

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// writeGraphML writes a directed graph: all neurons in order as the nodes n0, n1, …, with the
// attribute label where there are labels, and the synapses as edges with the attribute weight,
// in the fewest digits that give the same float64 again.
func writeGraphML(w io.Writer, m *Matrix) error {
	b := bufio.NewWriter(w)
	begin := xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n"
	if m.Labels != nil {
		begin += `<key id="label" for="node" attr.name="label" attr.type="string"/>` + "\n"
	}
	begin += `<key id="weight" for="edge" attr.name="weight" attr.type="double"/>` + "\n" + `<graph edgedefault="directed">` + "\n"
	if _, err := b.WriteString(begin); err != nil {
		return err
	}
	for i := range m.Weights.Order() {
		if err := m.writeNode(b, i); err != nil {
			return err
		}
	}
	var line []byte
	for i := range m.Weights.Order() {
		sources, weights := m.Weights.Row(i)
		for k, j := range sources {
			line = strconv.AppendInt(append(line[:0], `<edge source="n`...), int64(j), 10)
			line = strconv.AppendInt(append(line, `" target="n`...), int64(i), 10)
			line = appendNumber(append(line, `"><data key="weight">`...), weights[k])
			if _, err := b.Write(append(line, "</data></edge>\n"...)); err != nil {
				return err
			}
		}
	}
	if _, err := b.WriteString("</graph>\n</graphml>\n"); err != nil {
		return err
	}
	return b.Flush()
}

// writeNode writes neuron i.
func (m *Matrix) writeNode(b *bufio.Writer, i int) error {
	if m.Labels == nil {
		_, err := fmt.Fprintf(b, `<node id="n%d"/>`+"\n", i)
		return err
	}
	if _, err := fmt.Fprintf(b, `<node id="n%d"><data key="label">`, i); err != nil {
		return err
	}
	if err := xml.EscapeText(b, []byte(m.Labels[i])); err != nil {
		return err
	}
	_, err := b.WriteString("</data></node>\n")
	return err
}

// checkGraphML returns an error for labels that would not be read back: those of two neurons, and
// those with the two characters that XML does not have.
func checkGraphML(m *Matrix) error {
	if _, err := m.uniqueNames(); err != nil {
		return err
	}
	for i, label := range m.Labels {
		if strings.ContainsAny(label, "\ufffe\uffff") {
			return fmt.Errorf("the label %s of neuron %d has a character that XML does not have; write another format", quote(label), i)
		}
	}
	return nil
}
