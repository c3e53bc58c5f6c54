package recording

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// timeColumn is the name of the first column of a table.
const timeColumn = "time"

// columnNames returns time and the labels, or the numbers of the columns from 0 where labels is nil. A table needs
// names that differ: it returns an error for a label that two columns share, for time, and for one that is empty.
func columnNames(labels []string, columns int) ([]string, error) {
	names := append(make([]string, 0, columns+1), timeColumn)
	if labels == nil {
		for k := range columns {
			names = append(names, strconv.Itoa(k))
		}
		return names, nil
	}
	first := make(map[string]int, columns)
	for k, label := range labels {
		other, twice := first[label]
		switch {
		case label == "" || label == timeColumn || !utf8.ValidString(label):
			return nil, fmt.Errorf("column %d is called %q, which a table cannot have; give it another label, or write .npz", k, label)
		case twice:
			return nil, fmt.Errorf("columns %d and %d are both called %q; give them different labels, or write .npz", other, k, label)
		}
		first[label] = k
	}
	return append(names, labels...), nil
}

// mustFit panics unless there are no labels, or one for each column.
func mustFit(labels []string, columns int) {
	if labels != nil && len(labels) != columns {
		panic(fmt.Sprintf("recording: %d labels for %d columns", len(labels), columns))
	}
}
