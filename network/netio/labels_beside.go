package netio

import (
	"errors"
	"io/fs"
	"os"
)

// withLabels adds to a format that knows of none the labels in the file beside it.
func withLabels(read func(content) (*Matrix, error)) func(content) (*Matrix, error) {
	return func(c content) (*Matrix, error) {
		m, err := read(c)
		if err != nil {
			return nil, err
		}
		if m.Labels, err = c.labels(); err != nil {
			return nil, err
		}
		if n := m.Weights.Order(); m.Labels != nil && len(m.Labels) != n {
			return nil, place{path: c.labelsPath}.fail(0, "name each neuron once",
				"%d labels for the %d neurons of %s", len(m.Labels), n, oneLine(c.path))
		}
		return m, nil
	}
}

// readLabels reads the labels beside the file, or returns nil where there are none.
func (l layout) readLabels() ([]string, error) {
	file, err := os.Open(l.labelsPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, cannotRead(l.labelsPath(), err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	return ReadLabels(file, l.labelsPath())
}
