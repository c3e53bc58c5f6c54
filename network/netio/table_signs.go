package netio

import (
	"bytes"
	"fmt"
	"strings"

	"noiseprune/network"
)

// signColumn gives the weights their signs, from a column of signs, of transmitters, or from the
// mean probabilities of transmitters.
type signColumn struct {
	header    header
	roles     *roles
	overrides []network.Transmitter

	uses   []*signUse // in the order of their first row
	byCell map[string]*signUse
	byName map[string]*signUse // by the transmitter's name, whatever its spelling

	last     *signUse // of the row before, and its cell
	lastCell string
}

// signUse is a transmitter that the file has, and its rows.
type signUse struct {
	name  string // as the file writes it first
	sign  float64
	known bool
	rows  int
}

func newSignColumn(h header, r *roles, overrides []network.Transmitter) *signColumn {
	return &signColumn{header: h, roles: r, overrides: overrides, byCell: map[string]*signUse{}, byName: map[string]*signUse{}}
}

// apply returns the weight with the sign of its row.
func (s *signColumn) apply(weight float64, row [][]byte, at place, line int) (float64, error) {
	column, sign := "", 1.0
	switch {
	case s.roles.sign >= 0:
		cell := row[s.roles.sign]
		column = s.header.names[s.roles.sign]
		var ok bool
		if sign, ok = s.parse(cell); !ok {
			return 0, at.fail(line, "write +1 or -1, or leave the column out with --signs none", "sign %s is unknown", quote(cell))
		}
	case s.roles.transmitter >= 0:
		column = s.header.names[s.roles.transmitter]
		sign = s.count(row[s.roles.transmitter])
	case len(s.roles.averages) > 0:
		name, err := s.likeliest(row, at, line)
		if err != nil {
			return 0, err
		}
		column, sign = s.header.names[s.roles.averages[0].column], s.count([]byte(name))
	}
	if weight < 0 && column != "" {
		return 0, at.fail(line, "--signs none takes those of the weights",
			"weight %v has a sign, and column %s gives another", weight, quote(column))
	}
	if weight == 0 {
		return 0, nil
	}
	return sign * weight, nil
}

// parse reads a sign. In a column that asks whether a synapse is excitatory, 0 says no.
func (s *signColumn) parse(cell []byte) (sign float64, ok bool) {
	if strings.HasPrefix(s.header.plain[s.roles.sign], "exc") && (string(cell) == "0" || string(cell) == "0.0") {
		return -1, true
	}
	return parseSign(string(cell))
}

// count returns the sign of a transmitter, and counts its row.
func (s *signColumn) count(cell []byte) float64 {
	if s.last != nil && s.lastCell == string(cell) {
		s.last.rows++
		return s.last.sign
	}
	use, ok := s.byCell[string(cell)]
	if !ok {
		use = s.find(string(cell))
		s.byCell[string(cell)] = use
	}
	s.last, s.lastCell = use, string(cell)
	use.rows++
	return use.sign
}

// find returns the use of the transmitter that a cell names, perhaps in another spelling.
func (s *signColumn) find(cell string) *signUse {
	t, _ := knownTransmitter(cell)
	if use, ok := s.byName[t.Name]; ok {
		return use
	}
	use := &signUse{name: strings.TrimSpace(cell)}
	use.sign, use.known = transmitterSign(cell, s.overrides)
	s.uses = append(s.uses, use)
	s.byName[t.Name] = use
	return use
}

// likeliest returns the transmitter of the largest mean probability; the first of several.
func (s *signColumn) likeliest(row [][]byte, at place, line int) (string, error) {
	best, most := "", -1.0
	for _, a := range s.roles.averages {
		cell := bytes.TrimSpace(row[a.column])
		if len(cell) == 0 {
			continue
		}
		p, wrong := parseNumber(cell)
		if wrong != "" {
			return "", at.fail(line, decimalNumber, "%s %s %s", s.header.names[a.column], quote(cell), wrong)
		}
		if p > most {
			best, most = a.name, p
		}
	}
	return best, nil
}

// check returns an error for an override whose transmitter no row has.
func (s *signColumn) check() error {
	for _, o := range s.overrides {
		t, _ := knownTransmitter(o.Name)
		if _, ok := s.byName[t.Name]; !ok {
			return s.header.at.fail(0, "correct --transmitters", "no row has the transmitter %s; there is %s", quote(o.Name), s.list())
		}
	}
	return nil
}

// list says which transmitters the file has and which sign each gives.
func (s *signColumn) list() string {
	const most = 12
	if len(s.uses) == 0 {
		return "no transmitter"
	}
	var words []string
	for k, use := range s.uses {
		if k == most {
			return strings.Join(words, ", ") + fmt.Sprintf(" and %d others", len(s.uses)-most)
		}
		words = append(words, use.text())
	}
	return strings.Join(words, ", ")
}

func (u *signUse) text() string {
	sign, name := "+", u.name
	if u.sign < 0 {
		sign = "−"
	}
	if name == "" {
		name = "none given"
	} else if !u.known {
		name = oneLine(name) + " (unknown)"
	}
	return fmt.Sprintf("%s %s in %s", name, sign, counted(u.rows, "row"))
}
