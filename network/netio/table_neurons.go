package netio

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"noiseprune/network"
)

// neuron returns the number of the neuron of that name, which is at one end of the row's edge:
// 0 for its source, 1 for its target. Lists are mostly sorted, so that the name is that of the
// row before.
func (e *edgeReader) neuron(end int, name []byte, line int) (int, error) {
	if e.last[end] != nil && bytes.Equal(e.last[end], name) {
		return e.lastIndex[end], nil
	}
	k, err := e.find(name, line)
	if err != nil {
		return 0, err
	}
	e.last[end], e.lastIndex[end] = append(e.last[end][:0], name...), k
	return k, nil
}

// find returns the number of the neuron of that name, a new one where the name is new.
func (e *edgeReader) find(name []byte, line int) (int, error) {
	if id, ok := parseID(name); ok {
		return e.findID(id, line)
	}
	if k, ok := e.names.number[string(name)]; ok {
		return k, nil
	}
	return e.newNeuron(string(name), line)
}

// newNeuron adds a name that was not there before.
func (e *edgeReader) newNeuron(name string, line int) (int, error) {
	if wrong := wrongLabel(name); wrong != "" {
		return 0, e.at.fail(line, labelCure, "name %s %s", quote(name), wrong)
	}
	if isRounded(name) {
		return 0, roundedName(e.at, line, name)
	}
	k, ok := e.names.add(name, line, e.c.limits.Neurons)
	if !ok {
		return 0, e.at.fail(line, smallerNetwork, "more neurons than the limit of %d", e.c.limits.Neurons)
	}
	return k, nil
}

func roundedName(at place, line int, name string) error {
	return at.fail(line, "export the identifiers as text again, from the program that has all their digits",
		"identifier %s was rounded, as spreadsheets do with more than 15 digits", quote(name))
}

// endInZeros reports whether all names of more than 15 digits, and there are several, have only zeros
// behind these, as where a spreadsheet rounded them. The example is one of them.
func endInZeros(names []string) (example string, ok bool) {
	const kept, enough = 15, 6 // so many zeros are no chance
	zeros := 0
	for _, name := range names {
		if len(name) <= kept || !allDigits(name) {
			continue
		}
		if strings.Trim(name[kept:], "0") != "" {
			return "", false
		}
		zeros += len(name) - kept
		example = name
	}
	return example, zeros >= enough
}

// isRounded reports whether a name is a number as spreadsheets and floating-point columns write
// long identifiers: 7.2E+17, 7,2E+17, 7.2e17 or 720575940612345600.0. Without a fraction and a plus
// sign, as in 5E3, it can be a name.
func isRounded(name string) bool {
	if c := name[:min(1, len(name))]; c < "0" || c > "9" {
		return false
	}
	mantissa, exponent, ok := strings.Cut(strings.ToLower(strings.Replace(name, ",", ".", 1)), "e")
	digits, fraction, _ := strings.Cut(mantissa, ".")
	if !ok {
		return len(digits) > 15 && allDigits(digits) && fraction != "" && strings.Trim(fraction, "0") == ""
	}
	power, signed := strings.CutPrefix(exponent, "+")
	return (signed || fraction != "") && allDigits(digits) && allDigits("0"+fraction) && allDigits(power)
}

// pointTwin returns the first name that is a number with the fraction .0 and, without it, another
// name, as where one of two columns was read as floating-point numbers; −1 for none.
func pointTwin(names []string, known map[string]int) int {
	return slices.IndexFunc(names, func(name string) bool {
		whole, ok := strings.CutSuffix(name, ".0")
		_, other := known[whole]
		return ok && other && allDigits(strings.TrimPrefix(whole, "-"))
	})
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// matrix makes the matrix of all rows.
func (e *edgeReader) matrix() (*Matrix, error) {
	if err := e.where.check(); err != nil {
		return nil, err
	}
	if k := pointTwin(e.names.names, e.names.number); k >= 0 {
		name := e.names.names[k]
		return nil, e.at.fail(e.names.lines[k], "write it as one of them everywhere",
			"the neurons %s and %s are one number", quote(name), quote(strings.TrimSuffix(name, ".0")))
	}
	labels, err := e.c.labels()
	if err != nil {
		return nil, err
	}
	n := len(e.names.names)
	if labels != nil {
		n = len(labels)
	}
	if err := e.c.limits.checkOrder(e.at, 0, n, n); err != nil {
		return nil, err
	}
	index, unknown := e.names.identify(n, labels)
	listed := labels == nil
	switch {
	case unknown < 0:
	case labels != nil:
		return nil, e.at.fail(e.names.lines[unknown], "correct it, or add it to the labels",
			"%s is not the label of exactly one neuron", quote(e.names.names[unknown]))
	default:
		labels = e.names.names
		index = identity(n)
	}
	weights, err := e.sum(n, index)
	if err != nil {
		return nil, err
	}
	return &Matrix{Weights: weights, Labels: labels, directed: true, listed: listed}, nil
}

func identity(n int) []int {
	index := make([]int, n)
	for k := range index {
		index[k] = k
	}
	return index
}

// sum makes the n × n matrix, given the index of each number of names.
func (e *edgeReader) sum(n int, index []int) (*network.CSR, error) {
	blocks := e.edges.blocks()
	for _, block := range blocks {
		for k := range block {
			edge := &block[k]
			edge.Target, edge.Source = index[edge.Target], index[edge.Source]
		}
	}
	weights, err := network.SumBlocks(n, blocks, func(group []int) error {
		if first, again, refused := e.repeats.refused(group); refused {
			return e.repeated(first, again, index)
		}
		return nil
	})
	var wrong *network.EntryError
	if errors.As(err, &wrong) {
		return nil, e.at.fail(e.list.line(wrong.Index), finiteWeights, "the weight %v %s", wrong.Entry.Weight, wrong.Reason)
	}
	return weights, err
}

// repeated is the error of a pair that is given by two entries.
func (e *edgeReader) repeated(first, again int, index []int) error {
	var source, target string
	edge := e.edges.at(again)
	for k, i := range index {
		if i == edge.Source {
			source = e.names.names[k]
		}
		if i == edge.Target {
			target = e.names.names[k]
		}
	}
	return e.at.fail(e.list.line(again), e.repeats.cure(),
		"the edge from %s to %s is given twice, first at line %d", quote(source), quote(target), e.list.line(first))
}
