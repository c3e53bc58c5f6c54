package stimulus

import (
	"fmt"
	"math"
	"slices"
)

// Series is what a file of samples holds.
type Series struct {
	Columns int       // numbers in a sample: 1 for all chosen neurons, or one for each
	Values  []float64 // sample after sample; value j of sample k is Values[k*Columns+j]
	Names   []string  // of the columns, nil where the file has none
}

// ReadSeries reads a file of samples, such as netio.ReadSeries. Its errors name the file.
type ReadSeries func(path string) (Series, error)

// Samples returns the number of samples. It panics unless the values fill them.
func (s Series) Samples() int {
	if s.Columns < 1 || len(s.Values)%s.Columns != 0 || (s.Names != nil && len(s.Names) != s.Columns) {
		panic(fmt.Sprintf("stimulus: a series of %d columns with %d values and %d names", s.Columns, len(s.Values), len(s.Names)))
	}
	return len(s.Values) / s.Columns
}

// check returns an error unless the series fits that many neurons, which have these names or nil.
// Names of columns that are labels of these neurons must be in their order.
func (s Series) check(f file, neurons int, names []string) error {
	least := 1
	if f.join == linear {
		least = 2
	}
	switch n := s.Samples(); {
	case n < least:
		return fmt.Errorf("%s: %d samples, where %s needs %d or more", shown(f.path), n, joins().Name(f.join), least)
	case s.Columns != 1 && s.Columns != neurons:
		return fmt.Errorf("%s: %d columns for %d neurons; give one column for all, or one for each", shown(f.path), s.Columns, neurons)
	}
	for i, v := range s.Values {
		if !(math.Abs(v) <= largest) {
			return fmt.Errorf("%s: sample %d, column %d (from 0) is %v; give magnitudes up to 1e100",
				shown(f.path), i/s.Columns, i%s.Columns, v)
		}
	}
	for k, name := range s.Names {
		if at := slices.Index(names, name); at >= 0 && at != k && s.Columns == neurons {
			return fmt.Errorf("%s: column %s is number %d, but that neuron is number %d of the list (from 0); "+
				"name the neurons in the order of the columns",
				shown(f.path), shown(name), k, at)
		}
	}
	return nil
}
