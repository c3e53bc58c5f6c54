package network

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Matching is how the neurons of one network are matched with those of another.
type Matching uint8

// The matchings.
const (
	Unlabelled      Matching = iota // by position: neither network has labels
	OnlyOneLabelled                 // by position: only one of them has labels
	SameLabels                      // by position: both have the same labels in the same order
	Reordered                       // by label: both have the same labels, in different orders
)

// MatchLabels matches the neurons of two networks, given the labels of both, either of which
// may be nil. Where both have labels, neurons are matched by label, and the order is that of
//
//	reference[i] = labels[order[i]]
//
// In all other cases, and where the order is the same, neurons are matched by position and
// the order is nil. MatchLabels returns a *LabelMismatchError where the labels are not the same,
// and where one stands for several neurons while the orders differ.
func MatchLabels(reference, labels []string) (order []int, how Matching, err error) {
	switch {
	case reference == nil && labels == nil:
		return nil, Unlabelled, nil
	case reference == nil || labels == nil:
		return nil, OnlyOneLabelled, nil
	case slices.Equal(reference, labels):
		return nil, SameLabels, nil
	}
	first, repeated := positions(reference)
	second, repeatedToo := positions(labels)
	mismatch := &LabelMismatchError{
		OnlyFirst: missing(reference, second), OnlySecond: missing(labels, first), Repeated: append(repeated, repeatedToo...),
	}
	if len(mismatch.OnlyFirst)+len(mismatch.OnlySecond)+len(mismatch.Repeated) > 0 {
		return nil, 0, mismatch
	}
	order = make([]int, len(reference))
	for i, label := range reference {
		order[i] = second[label]
	}
	return order, Reordered, nil
}

// positions returns the first position of each label, and the labels that have several.
func positions(labels []string) (first map[string]int, repeated []string) {
	first = make(map[string]int, len(labels))
	for i, label := range labels {
		if _, ok := first[label]; ok {
			repeated = append(repeated, label)
			continue
		}
		first[label] = i
	}
	return first, repeated
}

// missing returns the labels that have no position.
func missing(labels []string, positions map[string]int) []string {
	var absent []string
	for _, label := range labels {
		if _, ok := positions[label]; !ok {
			absent = append(absent, label)
		}
	}
	return absent
}

// LabelMismatchError is the error of two networks whose neurons cannot be matched by label.
type LabelMismatchError struct {
	OnlyFirst, OnlySecond []string // labels that the other network does not have, in the networks' orders
	Repeated              []string // labels that stand for more than one neuron of a network
}

// Error names up to three labels of each kind, and how many there are.
func (e *LabelMismatchError) Error() string {
	if len(e.OnlyFirst)+len(e.OnlySecond) == 0 {
		return fmt.Sprintf("neurons cannot be matched by label, since %s of several neurons and the orders differ; "+
			"give each neuron a label of its own, or both networks the same order", named(e.Repeated, "is the label", "are labels"))
	}
	var parts []string
	if len(e.OnlyFirst) > 0 {
		parts = append(parts, named(e.OnlyFirst, "is", "are")+" only in the first")
	}
	if len(e.OnlySecond) > 0 {
		parts = append(parts, named(e.OnlySecond, "is", "are")+" only in the second")
	}
	return fmt.Sprintf("the networks do not have the same neurons: %s; compare networks of the same neurons, "+
		"or remove the labels of one to compare by position", strings.Join(parts, ", "))
}

// mostNamed is the number of labels of one kind that an error names.
const mostNamed = 3

// named lists labels before a verb: "a", "b", "c" and 4 others are.
func named(labels []string, singular, plural string) string {
	quoted := make([]string, min(len(labels), mostNamed))
	for k := range quoted {
		quoted[k] = strconv.Quote(shortened(labels[k]))
	}
	text := strings.Join(quoted, ", ")
	switch rest := len(labels) - len(quoted); {
	case rest > 0:
		text += fmt.Sprintf(" and %d more (%d labels)", rest, len(labels))
	case len(labels) == 1:
		return text + " " + singular
	}
	return text + " " + plural
}

// longestLabel bounds the characters of a label that an error prints.
const longestLabel = 40

func shortened(label string) string {
	if runes := []rune(label); len(runes) > longestLabel {
		return string(runes[:longestLabel]) + "…"
	}
	return label
}
