package netio

import (
	"bufio"
	"errors"
	"io"

	"noiseprune/network"
)

// readNumberGrid reads a square matrix from text, a line for each row, numbers separated by
// blanks, tabs or commas, as numpy.savetxt writes it. A comment begins with "#". Zeros are no
// synapses. A line may have any length: memory grows with the nonzero numbers read.
func readNumberGrid(r io.Reader, at place, limits Limits) (*network.CSR, error) {
	text, err := openText(r, at)
	if err != nil {
		return nil, err
	}
	g := &numberGrid{text: text, at: at, limits: limits, line: 1, bulk: bulk{each: bytesPerLine}}
	for more := true; more; {
		if more, err = g.row(); err != nil {
			return nil, err
		}
	}
	if err := limits.checkOrder(at, 0, g.rows, g.columns); err != nil {
		return nil, err
	}
	return network.NewCSR(g.rows, g.list.entries)
}

type numberGrid struct {
	text          *bufio.Reader
	at            place
	limits        Limits
	line          int
	bulk          bulk // its records are numbers
	rows, columns int
	field         []byte
	list          entryList
}

// row reads a line, and reports whether another may follow.
func (g *numberGrid) row() (more bool, err error) {
	columns := 0
	for {
		end, err := g.next()
		if err != nil {
			return false, err
		}
		if len(g.field) > 0 {
			if err := g.add(columns); err != nil {
				return false, err
			}
			columns++
		}
		switch {
		case end == ',' && len(g.field) == 0:
			return false, g.at.fail(g.line, "write a number in each place", "a number is missing before a comma")
		case end == '\n' || end == 0:
			return end != 0, g.endRow(columns)
		}
	}
}

// next reads a number, or nothing where the line ends, into field. It returns the character
// after it: ',' or ' ', '\n' at the end of the line, 0 at that of the file.
func (g *numberGrid) next() (end byte, err error) {
	g.field = g.field[:0]
	comment, blank := false, false
	for {
		c, err := g.text.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return 0, nil
		case err != nil:
			return 0, g.at.wrap(err)
		case !g.bulk.add(1):
			return 0, g.at.fail(g.line, "remove blanks and comments", "%d MiB hold no more than %d numbers", g.bulk.bytes>>20, g.bulk.records)
		}
		switch {
		case c == '\n':
			return c, nil
		case comment || c == '#':
			comment = true
		case c == ',':
			return c, nil
		case isSpace(c):
			blank = len(g.field) > 0
		case blank:
			return ' ', g.text.UnreadByte()
		case len(g.field) == longestNumber:
			return 0, g.at.fail(g.line, decimalNumber, "%s is not a number", quote(g.field))
		default:
			g.field = append(g.field, c)
		}
	}
}

// add takes the number in field as that of the column.
func (g *numberGrid) add(column int) error {
	g.bulk.records++
	if column == 0 && g.rows == g.columns && g.rows > 0 {
		return g.at.fail(g.line, "give a square one", "the matrix has more than %d rows, but %d columns", g.rows, g.columns)
	}
	if column == g.limits.Neurons {
		return g.at.fail(g.line, smallerNetwork, "more neurons than the limit of %d", g.limits.Neurons)
	}
	v, wrong := parseNumber(g.field)
	if wrong != "" {
		return g.at.fail(g.line, decimalNumber, "number %s %s", quote(g.field), wrong)
	}
	if v == 0 {
		return nil
	}
	g.list.add(network.Entry{Target: g.rows, Source: column, Weight: v}, g.limits.Entries)
	return g.limits.checkEntries(g.at, g.line, len(g.list.entries))
}

// endRow ends a row of that many numbers.
func (g *numberGrid) endRow(columns int) error {
	if columns > 0 {
		if g.rows == 0 {
			g.columns = columns
		}
		if columns != g.columns {
			return g.at.fail(g.line, "give each row as many numbers as there are neurons",
				"the row has %d numbers, the first has %d", columns, g.columns)
		}
		g.rows++
	}
	g.line++
	return nil
}
