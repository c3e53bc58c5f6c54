package netio

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"noiseprune/internal/npy"
)

// longestLabel bounds the name of a neuron, in bytes.
const longestLabel = npy.LongestText

const labelCure = "a label is UTF-8 text without control characters and without white space at its ends"

// wrongLabel returns why a string is not a valid name of a neuron, or "".
func wrongLabel(label string) string {
	switch {
	case label == "":
		return "is empty"
	case len(label) > longestLabel:
		return fmt.Sprintf("has %d bytes, more than %d", len(label), longestLabel)
	case !utf8.ValidString(label):
		return "is not valid UTF-8"
	case strings.IndexFunc(label, unicode.IsControl) >= 0:
		return "has a control character"
	case strings.TrimSpace(label) != label:
		return "has white space at an end"
	}
	return ""
}

// ReadLabels reads the names of neurons from a CSV file with the header index,label: each
// neuron once, counted from 0, in any order. The path appears in errors only; those of
// format are of type *FormatError.
func ReadLabels(r io.Reader, path string) ([]string, error) {
	t, err := newTable(r, place{path: path}, "index", "label")
	if err != nil {
		return nil, err
	}
	type named struct {
		index, line int
		label       string
	}
	var all []named
	for {
		row, err := t.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		if wrong := wrongLabel(row[1]); wrong != "" {
			return nil, t.fail(labelCure, "label %s %s", quote(row[1]), wrong)
		}
		i, ok := parseCount(row[0])
		if !ok {
			return nil, t.fail("count neurons from 0", "index %s is not a whole number", quote(row[0]))
		}
		all = append(all, named{index: i, line: t.line, label: row[1]})
	}
	labels, lines := make([]string, len(all)), make([]int, len(all))
	for _, l := range all {
		if l.index >= len(all) {
			return nil, t.at.fail(l.line, "name all neurons from 0 on", "index %d is beyond the %d labels of the file", l.index, len(all))
		}
		if lines[l.index] > 0 {
			return nil, t.at.fail(l.line, "keep one of them", "neuron %d has a label already at line %d", l.index, lines[l.index])
		}
		labels[l.index], lines[l.index] = l.label, l.line
	}
	return labels, nil
}

// WriteLabels writes the names of the neurons as ReadLabels reads them. It returns an error
// for a label that ReadLabels would refuse.
func WriteLabels(w io.Writer, labels []string) error {
	if err := checkLabels(labels); err != nil {
		return err
	}
	t := newTableWriter(w, ',', "index", "label")
	for i, label := range labels {
		t.row(strconv.Itoa(i), label)
	}
	return t.flush()
}

// checkLabels refuses labels that no reader would take.
func checkLabels(labels []string) error {
	for i, label := range labels {
		if wrong := wrongLabel(label); wrong != "" {
			return fmt.Errorf("label %s of neuron %d %s; %s", quote(label), i, wrong, labelCure)
		}
	}
	return nil
}

// checkLabels returns an error for labels that readers would refuse. It panics if their
// number is not that of the neurons.
func (m *Matrix) checkLabels() error {
	if m.Labels != nil && len(m.Labels) != m.Weights.Order() {
		panic(fmt.Sprintf("netio: %d labels for %d neurons", len(m.Labels), m.Weights.Order()))
	}
	return checkLabels(m.Labels)
}
