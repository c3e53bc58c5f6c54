package netio

import (
	"math"

	"noiseprune/network"
)

// readCoordinates reads lines of row, column and weight, the indices from 1.
func (m *marketReader) readCoordinates() error {
	for k := range m.promised {
		line, err := m.data(k)
		if err != nil {
			return err
		}
		e, err := m.parseEntry(line)
		if err != nil {
			return err
		}
		m.list.addAt(m.number, e, m.promised)
	}
	return nil
}

func (m *marketReader) parseEntry(line []byte) (network.Entry, error) {
	row, rest := cutField(line)
	column, rest := cutField(rest)
	weight, rest := cutField(rest)
	complete := len(weight) > 0
	if m.banner.pattern {
		complete = len(column) > 0 && len(weight) == 0
	}
	if !complete || len(rest) > 0 {
		return network.Entry{}, m.at.fail(m.number, m.banner.entryForm(), "%s is no entry", quote(line))
	}
	i, err := m.parseIndex("row", row)
	if err != nil {
		return network.Entry{}, err
	}
	j, err := m.parseIndex("column", column)
	if err != nil {
		return network.Entry{}, err
	}
	v := 1.0
	if !m.banner.pattern {
		if v, err = m.parseWeight(weight); err != nil {
			return network.Entry{}, err
		}
	}
	if i == j && v != 0 && m.banner.symmetry == skew {
		return network.Entry{}, m.at.fail(m.number, "declare it general", "a skew-symmetric matrix has no entry (%d, %d) on its diagonal", i, j)
	}
	return network.Entry{Target: i - 1, Source: j - 1, Weight: v}, nil
}

func (m *marketReader) parseIndex(name string, field []byte) (int, error) {
	i, ok := parseCount(field)
	if !ok || i < 1 || i > m.n {
		return 0, m.at.fail(m.number, "indices begin with 1", "%s %s is not between 1 and %d", name, quote(field), m.n)
	}
	return i, nil
}

func (m *marketReader) parseWeight(field []byte) (float64, error) {
	v, wrong := parseNumber(field)
	switch {
	case wrong != "":
		return 0, m.at.fail(m.number, decimalNumber, "weight %s %s", quote(field), wrong)
	case m.banner.integer && v != math.Trunc(v):
		return 0, m.at.fail(m.number, "declare the field real in line 1", "weight %s is not an integer", quote(field))
	}
	return v, nil
}
