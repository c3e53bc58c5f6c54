package netio

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// readSize reads "rows columns entries" or, of an array, "rows columns".
func (m *marketReader) readSize() error {
	line, err := m.next('%')
	if errors.Is(err, io.EOF) {
		return m.at.fail(m.number, fetchAgain, "the file ends before the line of sizes")
	}
	if err != nil {
		return err
	}
	m.sizeLine = m.number
	names := []string{"rows", "columns", "entries"}
	if m.banner.array {
		names = names[:2]
	}
	fields := bytes.Fields(line)
	sizes := make([]int, len(names))
	ok := len(fields) == len(names)
	for k := 0; ok && k < len(names); k++ {
		sizes[k], ok = parseCount(fields[k])
	}
	if !ok {
		return m.at.fail(m.number, "write "+strings.Join(names, ", ")+" as whole numbers", "%s is no line of sizes", quote(line))
	}
	if err := m.limits.checkOrder(m.at, m.number, sizes[0], sizes[1]); err != nil {
		return err
	}
	m.n = sizes[0]
	if m.banner.array {
		m.promised = m.banner.symmetry.values(m.n)
		return nil
	}
	m.promised = sizes[2]
	if m.promised > m.n*m.n {
		return m.at.fail(m.number, "correct the count", "%d entries do not fit into a %d × %d matrix", m.promised, m.n, m.n)
	}
	return m.limits.checkEntries(m.at, m.number, m.promised)
}
