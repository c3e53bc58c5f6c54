package netio

import "noiseprune/network"

// readArray reads one value a line, column after column: all of a general matrix, the
// lower triangle of a symmetric one, and that without the diagonal of a skew-symmetric one.
func (m *marketReader) readArray() error {
	k := 0
	for j := range m.n {
		for i := m.banner.symmetry.firstRow(j); i < m.n; i++ {
			line, err := m.data(k)
			if err != nil {
				return err
			}
			value, rest := cutField(line)
			if len(rest) > 0 {
				return m.at.fail(m.number, "write one value a line", "%s is more than one value of an array", quote(line))
			}
			v, err := m.parseWeight(value)
			if err != nil {
				return err
			}
			k++
			if v == 0 {
				continue
			}
			m.list.add(network.Entry{Target: i, Source: j, Weight: v}, m.promised)
			if err := m.limits.checkEntries(m.at, m.number, len(m.list.entries)); err != nil {
				return err
			}
		}
	}
	return nil
}
