package netio

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
)

// ReadCommonNoise reads how strongly each common source of noise drives each neuron: an N × k array, row after row, and k.
//
//	.npy        an array of N × k numbers, or of N numbers for one source
//	.csv, .tsv  a row for each neuron, its fields separated by commas or tabs. With a header that names a column
//	            "neuron", that column has the labels of the neurons, or their indices from 0, in any order; every other
//	            column is a source. Otherwise rows are in the order of the neurons, and a first row that is not all
//	            numbers is a header.
//
// Labels may be nil. Errors of format are of type *FormatError; those of the operating system are wrapped.
func ReadCommonNoise(path string, neurons int, labels []string) (common []float64, sources int, err error) {
	lower, at := strings.ToLower(path), place{path: path}
	separator := ','
	switch {
	case strings.HasSuffix(lower, ".npy"):
		separator = 0
	case strings.HasSuffix(lower, ".tsv"):
		separator = '\t'
	case !strings.HasSuffix(lower, ".csv"):
		return nil, 0, at.fail(0, "use .npy, .csv or .tsv", "the name does not end like that of a file of common noise")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	if separator == 0 {
		return readCommonArray(file, at, neurons)
	}
	return readCommonTable(file, at, separator, neurons, labels)
}

const rowEach = "give one row for each neuron"

func readCommonArray(r io.Reader, at place, neurons int) (common []float64, sources int, err error) {
	a, err := openArray(r, at)
	if err != nil {
		return nil, 0, err
	}
	const wanted = "a matrix of numbers, neurons × sources"
	if sources = 1; len(a.Shape) != 1 {
		if err := a.mustBe(2, "fiub", wanted); err != nil {
			return nil, 0, err
		}
		sources = a.Shape[1]
	}
	if err := a.mustBe(len(a.Shape), "fiub", wanted); err != nil {
		return nil, 0, err
	}
	if a.Shape[0] != neurons {
		return nil, 0, at.fail(0, rowEach, "%d rows for %d neurons", a.Shape[0], neurons)
	}
	err = a.numbers(func(k int, v float64) error {
		if !isFinite(v) {
			return at.fail(0, "values must be finite", "value %d (from 0) is %v", k, v)
		}
		common = append(common, v)
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	if a.Fortran && sources > 1 {
		common = transposed(common, sources)
	}
	return common, sources, nil
}

// transposed turns the columns of a matrix, one after the other, into its rows.
func transposed(byColumns []float64, columns int) []float64 {
	rows := len(byColumns) / columns
	all := make([]float64, len(byColumns))
	for k, v := range byColumns {
		all[k%rows*columns+k/rows] = v
	}
	return all
}

// commonTable is a table of common noise under way.
type commonTable struct {
	*table
	named  int // the column of the names, or −1
	names  *nameIndex
	values []float64 // in the order of the rows
	count  int       // rows
}

func readCommonTable(r io.Reader, at place, separator rune, neurons int, labels []string) (common []float64, sources int, err error) {
	t, err := openTable(r, at)
	if err != nil {
		return nil, 0, err
	}
	t.csv.Comma = separator
	c := &commonTable{table: t, names: newNameIndex()}
	first, err := t.read()
	if errors.Is(err, io.EOF) {
		return nil, 0, at.fail(0, rowEach, "the file is empty")
	}
	if err != nil {
		return nil, 0, err
	}
	c.named = slices.IndexFunc(first, func(s string) bool { return strings.EqualFold(strings.TrimSpace(s), "neuron") })
	if sources = len(first); c.named >= 0 {
		sources--
	}
	if sources == 0 {
		return nil, 0, t.fail("add a column for each source", "no column but the neurons' names")
	}
	if c.named < 0 && allNumbers(first) {
		err = c.add(first)
	}
	if err == nil {
		err = c.addAll(neurons)
	}
	if err != nil {
		return nil, 0, err
	}
	if c.count != neurons {
		return nil, 0, at.fail(0, rowEach, "%d rows for %d neurons", c.count, neurons)
	}
	common, err = c.ordered(sources, neurons, labels)
	return common, sources, err
}

// allNumbers reports whether no field is a name.
func allNumbers(fields []string) bool {
	return !slices.ContainsFunc(fields, func(field string) bool {
		_, wrong := parseNumber([]byte(strings.TrimSpace(field)))
		return wrong != ""
	})
}

// addAll reads all rows, and no more than one beyond the neurons.
func (c *commonTable) addAll(neurons int) error {
	for c.count <= neurons {
		row, err := c.read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = c.add(row)
		}
		if err != nil {
			return err
		}
	}
	return c.fail(rowEach, "more rows than the %d neurons", neurons)
}

// add reads a row.
func (c *commonTable) add(row []string) error {
	for k, field := range row {
		if k == c.named {
			n, err := c.names.neuron(field, c.table, c.count+1)
			if err != nil {
				return err
			}
			if n < c.count {
				return c.fail("keep one of them", "neuron %s has a row already at line %d", quote(field), c.names.lines[n])
			}
			continue
		}
		v, err := c.number(field)
		if err != nil {
			return err
		}
		c.values = append(c.values, v)
	}
	c.count++
	return nil
}

// ordered returns the rows in the order of the neurons.
func (c *commonTable) ordered(sources, neurons int, labels []string) ([]float64, error) {
	if c.named < 0 {
		return c.values, nil
	}
	index, unknown := c.names.identify(neurons, labels)
	if unknown >= 0 {
		return nil, c.at.fail(c.names.lines[unknown], "use labels throughout, or indices from 0 throughout",
			"%s is no neuron of the network", quote(c.names.names[unknown]))
	}
	all := make([]float64, len(c.values))
	for k, i := range index {
		copy(all[i*sources:][:sources], c.values[k*sources:])
	}
	return all, nil
}
