package netio

import (
	"bytes"
	"errors"
	"io"

	"noiseprune/network"
)

// readList reads a table of one column, the signs in the order of the neurons, with or without a
// header. The row is the second one.
func (t *signTable) readList(row [][]byte, err error, neurons int, transmitters []network.Transmitter) (
	signs []float64, notes []string, _ error,
) {
	t.signs = newSignColumn(t.header, &roles{sign: -1}, transmitters)
	t.strict = true
	if sign, wrong := t.sign([]byte(t.header.names[0]), t.header.line); wrong == nil {
		signs = append(signs, sign)
	}
	for ; err == nil; row, err = t.rows.next() {
		sign, wrong := t.sign(bytes.TrimSpace(row[0]), t.rows.position())
		if wrong != nil {
			return nil, nil, wrong
		}
		if signs = append(signs, sign); len(signs) > neurons {
			return nil, nil, t.at.fail(t.rows.position(), signEach, "more signs than the %d neurons", neurons)
		}
	}
	switch {
	case !errors.Is(err, io.EOF):
		return nil, nil, err
	case len(signs) != neurons:
		return nil, nil, t.at.fail(0, signEach, "%d signs for %d neurons", len(signs), neurons)
	}
	m := new(Matrix)
	m.note("signs in the order of the neurons")
	t.tellTransmitters(m)
	return signs, m.Notes, t.signs.check()
}
