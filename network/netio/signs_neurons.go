package netio

import (
	"slices"
	"strconv"
)

// neuronReading reads the neurons of a column of a table of signs, by label or by index.
type neuronReading struct {
	name    string // of the column
	column  int
	byLabel bool
	lookUp  func(name string) (int, bool)

	signs   []float64 // 0 where a neuron has none yet
	lines   []int     // of the signs
	found   int       // neurons that have a sign
	others  int       // rows of other neurons
	rounded int       // the first line of an identifier that has lost digits, 0 for none

	twice, neuron int // the line of the first sign that contradicts another one, 0 for none, and its neuron
}

func newReading(name string, column, neurons int, lookUp func(string) (int, bool)) *neuronReading {
	return &neuronReading{
		name: name, column: column, lookUp: lookUp,
		signs: make([]float64, neurons), lines: make([]int, neurons),
	}
}

// indexBelow returns a function that reads an index of fewer than that many neurons.
func indexBelow(neurons int) func(name string) (int, bool) {
	return func(name string) (int, bool) {
		i, ok := parseCount(name)
		return i, ok && i < neurons && (name[0] != '0' || len(name) == 1)
	}
}

// add adds the sign of a neuron.
func (r *neuronReading) add(name string, sign float64, line int) {
	i, ok := r.lookUp(name)
	switch {
	case !ok:
		r.others++
		if r.rounded == 0 && isRounded(name) {
			r.rounded = line
		}
	case r.signs[i] == 0:
		r.signs[i], r.lines[i] = sign, line
		r.found++
	case r.signs[i] != sign && r.twice == 0:
		r.twice, r.neuron = line, i
	}
}

// complete reports whether each neuron has one sign.
func (r *neuronReading) complete() bool { return r.found == len(r.signs) && r.twice == 0 }

// choose returns the reading that gives each neuron one sign; one by label before one by index.
// Readings of two columns that do so and differ are an error.
func (t *signTable) choose(labels []string) (*neuronReading, error) {
	for _, byLabel := range []bool{true, false} {
		var chosen *neuronReading
		for _, r := range t.readings {
			switch {
			case r.byLabel != byLabel || !r.complete() || !byLabel && labels != nil && !t.allIndices(r):
			case chosen == nil:
				chosen = r
			case !slices.Equal(r.signs, chosen.signs):
				return nil, t.at.fail(t.header.line, "keep the column that names the neurons",
					"the columns %s and %s give the neurons other signs", quote(chosen.name), quote(r.name))
			}
		}
		if chosen != nil {
			return chosen, nil
		}
	}
	return nil, t.incomplete(labels)
}

// allIndices reports whether all names of a column are indices of neurons that have labels, and no
// other column has one of the labels: an index column of the table counts its rows.
func (t *signTable) allIndices(r *neuronReading) bool {
	return r.others == 0 && !slices.ContainsFunc(t.readings, func(other *neuronReading) bool {
		return other.byLabel && other.found > 0 && other.column != r.column
	})
}

// incomplete is the error of the reading that finds most neurons, by label where any does.
func (t *signTable) incomplete(labels []string) error {
	readings := slices.DeleteFunc(slices.Clone(t.readings), func(r *neuronReading) bool { return !r.byLabel || r.found == 0 })
	if len(readings) == 0 {
		readings = t.readings
	}
	best := slices.MaxFunc(readings, func(a, b *neuronReading) int { return a.found - b.found })
	name := func(i int) string {
		if labels != nil {
			return quote(labels[i])
		}
		return strconv.Itoa(i)
	}
	if best.twice > 0 {
		return t.at.fail(best.twice, "keep one of them", "neuron %s has another sign at line %d", name(best.neuron), best.lines[best.neuron])
	}
	missing := len(best.signs) - best.found
	if missing == 0 {
		return t.at.fail(0, "name the neurons by label", "the column %s has indices and other names", quote(best.name))
	}
	first := name(slices.Index(best.signs, 0))
	if best.rounded > 0 {
		return t.at.fail(best.rounded, "export them as text again, from the program that has all their digits",
			"identifiers were rounded, as spreadsheets do; %d of %d neurons have no sign, such as %s", missing, len(best.signs), first)
	}
	return t.at.fail(0, "give each neuron a row", "%d of %d neurons have no sign, such as %s; their column is %s",
		missing, len(best.signs), first, quote(best.name))
}
