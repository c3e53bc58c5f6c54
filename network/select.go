package network

import (
	"fmt"
	"slices"
	"strings"
)

// Neurons is what ParseNeurons selects from.
type Neurons struct {
	Count  int      // neurons, numbered from 0
	Labels []string // their names, or nil
	Random Source   // what random:K draws from
	// Lines returns the lines of a file, for @FILE.
	Lines func(path string) ([]string, error)
}

// ParseNeurons returns the neurons that a text selects, in ascending order, each once. The text is a list of terms with
// commas between them:
//
//	all         every neuron
//	LABEL       the neuron of that name
//	7  3-9      a number, or a range that includes both ends; neurons are numbered from 0
//	random:20   20 different neurons, every such set with the same probability
//	@FILE       the terms in the lines of a file, one a line, where a label may have commas; no further @FILE
//	#7  #3-9    a number or a range, whatever the labels are
//	label:NAME  a label, whatever it looks like
//
// It returns an error that names the term for a label or a number that no neuron has, for a label of several neurons,
// and for a term that is a label and also, of other neurons, something else. It panics for labels of another count.
func ParseNeurons(text string, from Neurons) ([]int, error) {
	if from.Labels != nil && len(from.Labels) != from.Count {
		panic(fmt.Sprintf("network: %d labels for %d neurons", len(from.Labels), from.Count))
	}
	s := selector{Neurons: from, byLabel: map[string][]int{}}
	for i, label := range from.Labels {
		s.byLabel[label] = append(s.byLabel[label], i)
	}
	var all []int
	for term := range strings.SplitSeq(text, ",") {
		found, err := s.term(strings.TrimSpace(term))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%q selects no neurons; name one, or write all", text)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// selector finds the neurons of a term.
type selector struct {
	Neurons
	byLabel map[string][]int
}

// term returns the neurons of a term of the text.
func (s selector) term(term string) ([]int, error) {
	path, isFile := strings.CutPrefix(term, "@")
	if !isFile || s.byLabel[term] != nil {
		if isFile {
			return nil, fmt.Errorf("%q is a label and also a file; write label:%s for the label, or @./%s for the file", term, term, path)
		}
		return s.one(term)
	}
	lines, err := s.Lines(path)
	if err != nil {
		return nil, err
	}
	var all []int
	for k, line := range lines {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		found, err := s.one(line)
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, k+1, err)
		}
		all = append(all, found...)
	}
	return all, nil
}

// one returns the neurons of a term that names no file.
func (s selector) one(term string) ([]int, error) {
	if label, ok := strings.CutPrefix(term, "label:"); ok {
		return s.labelled(label)
	}
	if numbers, ok := strings.CutPrefix(term, "#"); ok {
		first, last, ok := parseRange(numbers)
		if !ok {
			return nil, fmt.Errorf("%q is no number or range of neurons; write #7 or #3-9, or label:%s for a label", term, term)
		}
		return s.numbered(first, last)
	}
	first, last, isRange := parseRange(term)
	count, isRandom := strings.CutPrefix(term, "random:")
	if s.byLabel[term] != nil {
		sameNeuron := isRange && first == last && slices.Equal(s.byLabel[term], []int{first})
		if (isRange && !sameNeuron) || isRandom || term == "all" {
			return nil, ambiguous(term, isRange)
		}
		return s.labelled(term)
	}
	switch {
	case term == "all":
		return s.numbered(0, s.Count-1)
	case isRandom:
		return s.random(count)
	case isRange:
		return s.numbered(first, last)
	}
	return s.labelled(term)
}

// ambiguous is the error of a term that is a label and something else.
func ambiguous(term string, isRange bool) error {
	if isRange {
		return fmt.Errorf("%q is a label and also a number or range of other neurons; write #%s for the numbers, or label:%s for the label",
			term, term, term)
	}
	return fmt.Errorf("%q is a label and also selects other neurons; write label:%s for the label, or numbers such as #3-9", term, term)
}
