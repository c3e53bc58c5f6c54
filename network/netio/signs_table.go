package netio

import (
	"bytes"
	"errors"
	"io"

	"noiseprune/network"
)

// mostTransmitters bounds the different words in a column of transmitters.
const mostTransmitters = 1 << 8

// signTable reads a table with a row for each neuron.
type signTable struct {
	at     place
	rows   tableRows
	header header
	column int         // of the signs
	signs  *signColumn // of which only the transmitters are used
	strict bool        // the column is called sign, and has no transmitters that are not known
	named  bool        // it has a transmitter

	readings []*neuronReading
}

// readSignTable reads the signs, and says what was found by looking.
func readSignTable(r io.Reader, at place, neurons int, labels []string, transmitters []network.Transmitter) (
	signs []float64, notes []string, err error,
) {
	rows, err := newDelimited(r, at)
	if err != nil {
		return nil, nil, err
	}
	t := &signTable{at: at, rows: rows}
	row, err := t.readHeader()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, err
	}
	if len(t.header.names) == 1 {
		return t.readList(row, err, neurons, transmitters)
	}
	if err := t.findColumns(neurons, labels, transmitters); err != nil {
		return nil, nil, err
	}
	if err := t.readRows(row, err); err != nil {
		return nil, nil, err
	}
	chosen, err := t.choose(labels)
	if err != nil {
		return nil, nil, err
	}
	m := new(Matrix)
	rows.notes(m)
	if err := t.tell(m, chosen); err != nil {
		return nil, nil, err
	}
	return chosen.signs, m.Notes, nil
}

// readRows reads the rows, of which the first has been read with that error.
func (t *signTable) readRows(row [][]byte, err error) error {
	for ; err == nil; row, err = t.rows.next() {
		if err := t.addRow(row); err != nil {
			return err
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

const signHeader = "begin with a header such as neuron,sign"

// readHeader reads the names of the columns, and returns the row below them. R writes no name
// above the names of rows.
func (t *signTable) readHeader() ([][]byte, error) {
	first, err := t.rows.next()
	if errors.Is(err, io.EOF) {
		return nil, t.at.fail(0, signHeader, "the file is empty")
	}
	if err != nil {
		return nil, err
	}
	names, line := texts(first), t.rows.position()
	row, err := t.rows.next()
	if len(row) == len(names)+1 {
		names = append([]string{""}, names...)
	}
	t.header = newHeader(t.at, line, names)
	return row, err
}

// addRow reads the sign of a neuron.
func (t *signTable) addRow(row [][]byte) error {
	line := t.rows.position()
	if len(row) != len(t.header.names) {
		return t.at.fail(line, sameFieldsCure, "%d fields instead of %d", len(row), len(t.header.names))
	}
	sign, err := t.sign(bytes.TrimSpace(row[t.column]), line)
	if err != nil {
		return err
	}
	for _, r := range t.readings {
		r.add(string(bytes.TrimSpace(row[r.column])), sign, line)
	}
	return nil
}

// sign reads a sign or a transmitter.
func (t *signTable) sign(cell []byte, line int) (float64, error) {
	if sign, ok := parseSign(string(cell)); ok {
		return sign, nil
	}
	v, wrong := parseNumber(cell)
	if wrong == "" && (v == 1 || v == -1) {
		return v, nil
	}
	_, known := transmitterSign(string(cell), t.signs.overrides)
	if wrong != "is not a number" || t.strict && !known {
		return 0, t.at.fail(line, "write +1 or -1, or the name of a transmitter", "sign %s is unknown", quote(cell))
	}
	t.named = true
	sign := t.signs.count(cell)
	if len(t.signs.byCell) > mostTransmitters {
		return 0, t.at.fail(line, "correct the column "+quote(t.header.names[t.column]), "more than %d different transmitters", mostTransmitters)
	}
	return sign, nil
}

// tell says where the signs come from.
func (t *signTable) tell(m *Matrix, chosen *neuronReading) error {
	by := oneLine(chosen.name)
	if !chosen.byLabel {
		by += ", which are indices from 0"
	}
	m.note("signs from %s, of the neurons %s", oneLine(t.header.names[t.column]), by)
	t.tellTransmitters(m)
	if chosen.others > 0 {
		m.note("%s of neurons that the network does not have", counted(chosen.others, "row"))
	}
	return t.signs.check()
}

func (t *signTable) tellTransmitters(m *Matrix) {
	if t.named {
		m.note("transmitters: %s; --transmitters NAME=+ or NAME=- changes it", t.signs.list())
	}
}
