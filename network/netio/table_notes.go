package netio

import (
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/dustin/go-humanize/english"

	"noiseprune/network"
)

// thousands writes a count with commas.
func thousands(n int) string { return humanize.Comma(int64(n)) }

// counted writes a count with commas, and the noun that it counts.
func counted(n int, noun string) string {
	return thousands(n) + " " + english.PluralWord(n, noun, "")
}

// tell adds to the matrix what a user should know of how its columns were read.
func (e *edgeReader) tell(m *Matrix) error {
	e.tellColumns(m)
	if e.decimal.comma() {
		m.note("decimal commas")
	}
	if len(e.roles.where) > 0 {
		m.note("%s of %s fulfil the conditions", thousands(e.where.read), counted(e.where.rows, "row"))
	}
	if example, ok := endInZeros(e.names.names); ok {
		m.note("all long identifiers end in zeros, such as %s; if a spreadsheet rounded them, export them again as text", example)
	}
	if e.mirrored > 0 {
		m.note("undirected edges are read in both directions: %s", counted(e.mirrored, "row"))
	}
	if e.repeats.pairs > 0 {
		m.note("%s with several rows, %s in all, which are summed", counted(e.repeats.pairs, "pair"), thousands(e.repeats.rows))
	}
	e.tellSigns(m)
	return e.signs.check()
}

// tellColumns names the columns, unless they are just source, target and weight.
func (e *edgeReader) tellColumns(m *Matrix) {
	name := func(k int) string { return oneLine(e.header.names[k]) }
	unused := e.roles.unused(e.header)
	named := plainName(name(e.roles.source)) == "source" && plainName(name(e.roles.target)) == "target"
	switch {
	case e.roles.weight < 0:
		hint := ""
		if len(unused) > 0 {
			hint = "; --columns weight=NAME reads one"
		}
		m.note("from %s onto %s; there is no column of weights, so that each row counts 1%s", name(e.roles.source), name(e.roles.target), hint)
	case !named || plainName(name(e.roles.weight)) != "weight":
		m.note("from %s onto %s, weight %s", name(e.roles.source), name(e.roles.target), name(e.roles.weight))
	}
	if len(unused) > 0 {
		var names []string
		for _, k := range unused {
			names = append(names, name(k))
		}
		m.note("not read: %s", strings.Join(names, ", "))
	}
}

// tellSigns says where the signs come from.
func (e *edgeReader) tellSigns(m *Matrix) {
	const otherwise = "; --transmitters NAME=+ or NAME=- changes it, --signs none leaves signs out"
	switch {
	case e.roles.sign >= 0:
		m.note("signs from %s", oneLine(e.header.names[e.roles.sign]))
	case e.roles.transmitter >= 0:
		m.note("signs from %s: %s%s", oneLine(e.header.names[e.roles.transmitter]), e.signs.list(), otherwise)
	case len(e.roles.averages) > 0:
		m.note("signs from the likeliest transmitter of each row: %s%s", e.signs.list(), otherwise)
	case e.c.reading.Signs == (network.SignRule{}) && e.roles.weight >= 0 && e.header.plain[e.roles.weight] == signedProduct:
		m.note("the weights have the signs of %s", oneLine(e.header.names[e.roles.weight]))
	}
}
