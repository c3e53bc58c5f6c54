package netio

import (
	"errors"
	"io"
	"os"
	"strconv"
)

// ReadGroups reads the groups of a network's neurons from a CSV file with the columns neuron, a label or a number counted from 0,
// and group, a name. It returns the names in the order in which they appear, and the group of each of the n neurons, −1 for those
// that the file does not have. Labels may be nil. Errors of format are of type *FormatError; those of the operating system are wrapped.
func ReadGroups(path string, n int, labels []string) (names []string, of []int, err error) {
	at := place{path: path}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, at.wrap(err)
	}
	defer file.Close() //nolint:errcheck // nothing is written
	return readGroups(file, at, n, labels)
}

func readGroups(r io.Reader, at place, n int, labels []string) (names []string, of []int, err error) {
	t, err := newTable(r, at, "neuron", "group")
	if err != nil {
		return nil, nil, err
	}
	numbers, repeated := map[string]int{}, map[string]bool{}
	for i, label := range labels {
		if _, taken := numbers[label]; taken {
			repeated[label] = true
		}
		numbers[label] = i
	}
	of = make([]int, n)
	for i := range of {
		of[i] = -1
	}
	groups := map[string]int{}
	for {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		neuron, known := numbers[row[0]]
		if number, err := strconv.Atoi(row[0]); !known && err == nil && number >= 0 && number < n {
			neuron, known = number, true
		}
		switch {
		case repeated[row[0]]:
			return nil, nil, t.fail("give its number", "several neurons have the label %s", quote(row[0]))
		case !known:
			return nil, nil, t.fail("give a label of the network, or a number from 0 on", "no neuron is named %s", quote(row[0]))
		case row[1] == "":
			return nil, nil, t.fail("leave out neurons without a group", "neuron %s has no group", quote(row[0]))
		case of[neuron] >= 0:
			return nil, nil, t.fail("give each neuron one group", "neuron %s stands here a second time", quote(row[0]))
		}
		k, known := groups[row[1]]
		if !known {
			k = len(names)
			groups[row[1]] = k
			names = append(names, row[1])
		}
		of[neuron] = k
	}
	if len(names) == 0 {
		return nil, nil, at.fail(0, "give a row for each neuron with a group", "the file has no rows")
	}
	return names, of, nil
}
