package netio

import (
	"errors"
	"io"
	"math"
	"os"
	"strings"
)

// ReadVector reads one number for each neuron, such as its leak or its input: an .npy
// array of one dimension, or a .csv file with the header neuron,value that has each
// neuron once, by label or by index from 0 as in an edge list. Labels may be nil. Errors
// of format are of type *FormatError; those of the operating system are wrapped.
func ReadVector(path string, neurons int, labels []string) ([]float64, error) {
	lower := strings.ToLower(path)
	at := place{path: path}
	isArray := strings.HasSuffix(lower, ".npy")
	if !isArray && !strings.HasSuffix(lower, ".csv") {
		return nil, at.fail(0, "use .npy or .csv", "the name does not end like that of a file of values")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	if isArray {
		return readVectorNPY(file, at, neurons)
	}
	return readVectorCSV(file, at, neurons, labels)
}

func readVectorNPY(r io.Reader, at place, neurons int) ([]float64, error) {
	values, err := readVectorArray(r, at, neurons, "values", valueEach)
	if err != nil {
		return nil, err
	}
	for i, v := range values {
		if !isFinite(v) {
			return nil, at.fail(0, "values must be finite", "value of neuron %d (from 0) is %v", i, v)
		}
	}
	return values, nil
}

// readVectorArray reads an .npy array with one number for each neuron, called by that noun in errors.
func readVectorArray(r io.Reader, at place, neurons int, noun, cure string) ([]float64, error) {
	a, err := openArray(r, at)
	if err != nil {
		return nil, err
	}
	return a.vector(func(items int) error {
		if items != neurons {
			return at.fail(0, cure, "%d %s for %d neurons", items, noun, neurons)
		}
		return nil
	})
}

const valueEach = "give one value for each neuron"

func readVectorCSV(r io.Reader, at place, neurons int, labels []string) ([]float64, error) {
	t, err := newTable(r, at, "neuron", "value")
	if err != nil {
		return nil, err
	}
	read, names, err := readValues(t)
	if err != nil {
		return nil, err
	}
	index, unknown := names.identify(neurons, labels)
	if unknown >= 0 {
		return nil, at.fail(names.lines[unknown], "use labels throughout, or indices from 0 throughout",
			"%s is no neuron of the network", quote(names.names[unknown]))
	}
	if len(read) != neurons {
		return nil, at.fail(0, valueEach, "%d values for %d neurons", len(read), neurons)
	}
	values := make([]float64, neurons)
	for k, v := range read {
		values[index[k]] = v
	}
	return values, nil
}

// readValues returns the values and the names, by number.
func readValues(t *table) ([]float64, *nameIndex, error) {
	var values []float64
	names := newNameIndex()
	for {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			return values, names, nil
		}
		if err != nil {
			return nil, nil, err
		}
		k, err := names.neuron(row[0], t, math.MaxInt)
		if err != nil {
			return nil, nil, err
		}
		if k < len(values) {
			return nil, nil, t.fail("keep one of them", "neuron %s has a value already at line %d", quote(row[0]), names.lines[k])
		}
		v, err := t.number(row[1])
		if err != nil {
			return nil, nil, err
		}
		values = append(values, v)
	}
}
