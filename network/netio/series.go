package netio

import (
	"errors"
	"io"
	"os"
	"strings"

	"noiseprune/internal/npy"
	"noiseprune/stimulus"
)

// ReadSeries reads a time series for a stimulus, a sample after the other: an .npy array of one
// dimension, or of two, samples × columns; or a .csv file with a sample in each line, its numbers
// separated by commas, perhaps below a line of names, which then are the Names. Lines that begin with
// # are comments. A column of times is refused, since a stimulus gives the interval. All numbers must
// be finite. Errors of format are of type *FormatError; those of the operating system are wrapped.
func ReadSeries(path string) (stimulus.Series, error) {
	lower := strings.ToLower(path)
	at := place{path: path}
	read := readSeriesCSV
	switch {
	case strings.HasSuffix(lower, ".npy"):
		read = readSeriesNPY
	case !strings.HasSuffix(lower, ".csv"):
		return stimulus.Series{}, at.fail(0, "use .npy or .csv", "the name does not end like that of a file of samples")
	}
	file, err := os.Open(path)
	if err != nil {
		return stimulus.Series{}, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	return read(file, at)
}

func readSeriesNPY(r io.Reader, at place) (stimulus.Series, error) {
	a, err := openArray(r, at)
	if err != nil {
		return stimulus.Series{}, err
	}
	dimensions := 1
	if len(a.Shape) == 2 {
		dimensions = 2
	}
	if err := a.mustBe(dimensions, "fiub", "an array of samples, or of samples × columns"); err != nil {
		return stimulus.Series{}, err
	}
	s := stimulus.Series{Columns: 1}
	if dimensions == 2 {
		s.Columns = a.Shape[1]
	}
	if a.Items() == 0 {
		return stimulus.Series{}, at.fail(0, oneSample, "the array of shape %s has no samples", npy.Tuple(a.Shape))
	}
	err = a.numbers(func(k int, v float64) error {
		if !isFinite(v) {
			return at.fail(0, "samples must be finite", "item %d (from 0) is %v", k, v)
		}
		s.Values = append(s.Values, v)
		return nil
	})
	if err != nil {
		return stimulus.Series{}, err
	}
	if a.Fortran {
		s.Values = bySample(s.Values, s.Columns)
	}
	return s, nil
}

const oneSample = "give at least one"

// bySample returns values that stand column after column in the order of the samples.
func bySample(values []float64, columns int) []float64 {
	samples := len(values) / columns
	all := make([]float64, len(values))
	for i, v := range values {
		all[i%samples*columns+i/samples] = v
	}
	return all
}

func readSeriesCSV(r io.Reader, at place) (stimulus.Series, error) {
	t, err := openTable(r, at)
	if err != nil {
		return stimulus.Series{}, err
	}
	t.csv.Comment = '#'
	var s stimulus.Series
	for {
		row, err := t.read()
		switch {
		case errors.Is(err, io.EOF) && len(s.Values) == 0:
			return stimulus.Series{}, at.fail(0, oneSample, "the file has no samples")
		case errors.Is(err, io.EOF):
			return s, nil
		case err != nil:
			return stimulus.Series{}, err
		}
		if err := addSample(&s, t, row); err != nil {
			return stimulus.Series{}, err
		}
	}
}

// addSample adds a row of numbers, or the names that stand before them.
func addSample(s *stimulus.Series, t *table, row []string) error {
	if s.Columns == 0 {
		s.Columns = len(row)
		var err error
		if s.Names, err = seriesNames(t, row); err != nil || s.Names != nil {
			return err
		}
	}
	for _, field := range row {
		v, err := t.number(field)
		if err != nil {
			return err
		}
		s.Values = append(s.Values, v)
	}
	return nil
}

// seriesNames returns the names in the first row, or nil where it is a sample.
func seriesNames(t *table, row []string) ([]string, error) {
	var names []string
	numbers := 0
	for _, field := range row {
		if likeNumber([]byte(strings.TrimSpace(field)), false) {
			numbers++
		}
		names = append(names, strings.TrimSpace(field))
	}
	switch first := strings.ToLower(names[0]); {
	case numbers == len(row):
		return nil, nil
	case first == "" && len(row) > 1:
		return nil, t.fail("leave out the column of indices (in pandas, index=False)", "the first column has no name")
	case first == "time" || first == "t":
		return nil, t.fail("remove the column; the stimulus says the interval, as in every 0.1", "a column of times is not read")
	case numbers > 0:
		return nil, t.fail("give each column a name, or none", "the first line has numbers, such as samples, and other text")
	}
	return names, nil
}
