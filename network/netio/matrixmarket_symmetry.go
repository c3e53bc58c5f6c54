package netio

import (
	"errors"

	"noiseprune/network"
)

type symmetry uint8

const (
	general symmetry = iota
	symmetric
	skew
)

func (s symmetry) String() string {
	return [...]string{"general", "symmetric", "skew-symmetric"}[s]
}

// firstRow returns the first row that an array file lists of column j.
func (s symmetry) firstRow(j int) int {
	return [...]int{general: 0, symmetric: j, skew: j + 1}[s]
}

// values returns how many values an array file lists of an n × n matrix.
func (s symmetry) values(n int) int {
	return [...]int{general: n * n, symmetric: n * (n + 1) / 2, skew: n * (n - 1) / 2}[s]
}

// build expands the symmetry and returns the matrix.
func (m *marketReader) build() (*network.CSR, error) {
	given := len(m.list.entries)
	if m.banner.symmetry != general {
		m.mirror()
	}
	weights, err := network.NewCSR(m.n, m.list.entries)
	var wrong *network.EntryError
	if !errors.As(err, &wrong) {
		return weights, err
	}
	first, second := m.original(wrong.First, given), m.original(wrong.Index, given)
	first, second = min(first, second), max(first, second)
	a, b := m.list.entries[first], m.list.entries[second]
	line := m.list.line(second)
	if a.Target == b.Target {
		return nil, m.at.fail(line, "keep one of them, or their sum",
			"entry (%d, %d) is given twice, first at line %d", b.Target+1, b.Source+1, m.list.line(first))
	}
	return nil, m.at.fail(line, "drop one of them, or declare the file general",
		"entry (%d, %d) mirrors entry (%d, %d) of line %d in a %s file",
		b.Target+1, b.Source+1, a.Target+1, a.Source+1, m.list.line(first), m.banner.symmetry)
}

// mirror appends the mirror images of the entries off the diagonal.
func (m *marketReader) mirror() {
	given := m.list.entries
	total := len(given)
	for _, e := range given {
		if e.Target != e.Source {
			total++
		}
	}
	for _, e := range given {
		if e.Target != e.Source {
			e.Target, e.Source = e.Source, e.Target
			if m.banner.symmetry == skew {
				e.Weight = -e.Weight
			}
			m.list.add(e, total)
		}
	}
}

// original returns the entry of the file that entry k is, or whose mirror image it is.
func (m *marketReader) original(k, given int) int {
	if k < given {
		return k
	}
	k -= given
	for i, e := range m.list.entries[:given] {
		if e.Target == e.Source {
			continue
		}
		if k == 0 {
			return i
		}
		k--
	}
	panic("netio: no entry is mirrored there")
}
