package stimulus

import (
	"fmt"
	"slices"
	"strconv"
)

// neurons returns the numbers of the neurons that the targets name, in their order.
func neurons(targets []target, labels []string, n int) ([]int, error) {
	var all []int
	for _, t := range targets {
		chosen, err := t.neurons(labels, n)
		if err != nil {
			return nil, err
		}
		all = append(all, chosen...)
	}
	sorted := slices.Sorted(slices.Values(all))
	for k := 1; k < len(sorted); k++ {
		if sorted[k] == sorted[k-1] {
			return nil, fmt.Errorf("neuron %s is named twice; name it once", named(sorted[k], labels))
		}
	}
	return all, nil
}

// named is a neuron in an error.
func named(i int, labels []string) string {
	if labels == nil {
		return strconv.Itoa(i)
	}
	return fmt.Sprintf("%d (%s)", i, shown(labels[i]))
}

// neurons returns the numbers of the neurons that the target names.
func (t target) neurons(labels []string, n int) ([]int, error) {
	first, last, isSpan := span(t.name)
	if t.as == plain && t.name == "all" {
		first, last, isSpan = 0, n-1, true
	}
	label := -1
	if t.as != asNumber {
		label = slices.Index(labels, t.name)
	}
	switch byNumber := t.as != asLabel && isSpan; {
	case label < 0 && !byNumber:
		return nil, t.unknown(labels, n)
	case label < 0:
		return t.span(first, last, labels, n)
	case byNumber && first < n && (first != label || last != label):
		return nil, fmt.Errorf("%s is also the label of neuron %d; write %s for the label, and %s for the number%s",
			t, label, quote(t.name, true, ""), numbers(first, last), plural(last-first+1))
	}
	if other := slices.Index(labels[label+1:], t.name); other >= 0 {
		return nil, fmt.Errorf("%s is the label of the neurons %d and %d; write #%d or #%d",
			shown(t.name), label, label+1+other, label, label+1+other)
	}
	return []int{label}, nil
}

// span returns the numbers first … last.
func (t target) span(first, last int, labels []string, n int) ([]int, error) {
	switch {
	case last < first:
		return nil, fmt.Errorf("the range %s runs backwards; write the smaller number first", t)
	case last >= n && labels != nil:
		return nil, fmt.Errorf("%s is no label, and the numbers of the neurons are 0 to %d; check the spelling", t, n-1)
	case last >= n:
		return nil, fmt.Errorf("%s is beyond the last neuron, %d; neurons are counted from 0", t, n-1)
	}
	all := make([]int, 0, last-first+1)
	for i := first; i <= last; i++ {
		all = append(all, i)
	}
	return all, nil
}

// unknown is the error of a name that no neuron has.
func (t target) unknown(labels []string, n int) error {
	if labels == nil {
		return fmt.Errorf("%s is no number, and the network has no labels; name neurons by number, 0 to %d", shown(t.name), n-1)
	}
	return fmt.Errorf("no neuron has the label %s; check the spelling and the capitals", shown(t.name))
}

// numbers returns the numbers first … last as a target that cannot be a label.
func numbers(first, last int) string {
	if first == last {
		return fmt.Sprintf("#%d", first)
	}
	return fmt.Sprintf("#%d-%d", first, last)
}

func plural(count int) string {
	if count == 1 {
		return ""
	}
	return "s"
}
