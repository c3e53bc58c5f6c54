package network

import (
	"fmt"
	"strconv"
	"strings"
)

// labelled returns the neuron of that label.
func (s selector) labelled(label string) ([]int, error) {
	found := s.byLabel[label]
	switch {
	case len(found) > 1:
		return nil, fmt.Errorf("%q is the label of neurons %d and %d; write the number, such as #%d",
			shortened(label), found[0], found[1], found[0])
	case len(found) == 1:
		return found, nil
	case s.Labels == nil:
		return nil, fmt.Errorf("%q selects no neurons, since this network has no labels; write numbers from 0 to %d", shortened(label), s.Count-1)
	}
	for _, other := range s.Labels {
		if strings.EqualFold(other, label) {
			return nil, fmt.Errorf("no neuron is called %q; write %q", shortened(label), other)
		}
	}
	return nil, fmt.Errorf("no neuron is called %q; labels of this network are such as %q", shortened(label), shortened(s.Labels[0]))
}

// numbered returns the neurons from first to last.
func (s selector) numbered(first, last int) ([]int, error) {
	switch {
	case first > last:
		return nil, fmt.Errorf("the range %d-%d is empty; write the smaller number first", first, last)
	case last >= s.Count:
		return nil, fmt.Errorf("there is no neuron %d; the network has neurons 0 to %d", last, s.Count-1)
	}
	all := make([]int, last-first+1)
	for k := range all {
		all[k] = first + k
	}
	return all, nil
}

// random draws that many different neurons.
func (s selector) random(text string) ([]int, error) {
	count, ok := parseDigits(text)
	if !ok || count < 1 || count > s.Count {
		return nil, fmt.Errorf("%q does not say how many of the %d neurons; write random:1 to random:%d",
			"random:"+shortened(text), s.Count, s.Count)
	}
	var all []int
	for i := range drawSubset(uint64(s.Count), uint64(count), s.Random).all() {
		all = append(all, int(i))
	}
	return all, nil
}

// parseRange reads 7, or 3-9.
func parseRange(text string) (first, last int, ok bool) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, ok = parseDigits(from)
	last, okay := parseDigits(to)
	return first, last, ok && okay
}

// parseDigits reads a number without a sign.
func parseDigits(text string) (int, bool) {
	n, err := strconv.ParseUint(text, 10, 31)
	return int(n), err == nil
}
