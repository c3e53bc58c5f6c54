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
		if m.Labels, err = c.labelsBeside(m.Weights.Order()); err != nil {
			return nil, err
		}
		return m, nil
	}
}

// labelsBeside returns the labels of n neurons in the file beside, or nil where there is none.
func (c content) labelsBeside(n int) ([]string, error) {
	labels, err := c.labels()
	if err == nil && labels != nil && len(labels) != n {
		return nil, place{path: c.labelsPath}.fail(0, "name each neuron once",
			"%d labels for the %d neurons of %s", len(labels), n, oneLine(c.path))
	}
	return labels, err
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
