package netio

// nameIndex collects the names of neurons in a table, numbered by first appearance, before
// they are resolved to neurons.
type nameIndex struct {
	number map[string]int // by name
	names  []string
	lines  []int // the line where each name first appears
}

func newNameIndex() *nameIndex { return &nameIndex{number: make(map[string]int)} }

// neuron returns the number of that name, which is in the row of t last read. It returns an
// error if the name is not valid or there are more than `most` names.
func (x *nameIndex) neuron(name string, t *table, most int) (int, error) {
	if k, ok := x.number[name]; ok {
		return k, nil
	}
	if wrong := wrongLabel(name); wrong != "" {
		return 0, t.fail(labelCure, "name %s %s", quote(name), wrong)
	}
	k, ok := x.add(name, t.line, most)
	if !ok {
		return 0, t.fail(smallerNetwork, "more neurons than the limit of %d", most)
	}
	return k, nil
}

// add numbers a new name. It reports whether there are not more than `most` names.
func (x *nameIndex) add(name string, line, most int) (k int, ok bool) {
	k = len(x.names)
	if k == most {
		return 0, false
	}
	x.number[name] = k
	x.names = append(x.names, name)
	x.lines = append(x.lines, line)
	return k, true
}

// identify returns, for each number, the index of the neuron among n: by label if every
// name is the label of exactly one neuron, or else by index if every name is one. Labels
// may be nil. If neither holds, it returns the number of a name that is no label, or no
// index where there are no labels; otherwise −1.
func (x *nameIndex) identify(n int, labels []string) (index []int, unknown int) {
	byLabel, unknown := x.identifyBy(uniqueLabels(labels))
	if unknown < 0 {
		return byLabel, -1
	}
	byIndex, other := x.identifyBy(indexBelow(n))
	if labels == nil || other < 0 {
		return byIndex, other
	}
	return nil, unknown
}

// identifyBy looks up all names. It returns the number of the first that is unknown, or −1.
func (x *nameIndex) identifyBy(lookUp func(name string) (int, bool)) (index []int, unknown int) {
	index = make([]int, len(x.names))
	for k, name := range x.names {
		i, ok := lookUp(name)
		if !ok {
			return nil, k
		}
		index[k] = i
	}
	return index, -1
}

// uniqueLabels returns a function that gives the index of the only neuron of a label.
func uniqueLabels(labels []string) func(label string) (int, bool) {
	const several = -1
	index := make(map[string]int, len(labels))
	for i, label := range labels {
		if _, ok := index[label]; ok {
			i = several
		}
		index[label] = i
	}
	return func(label string) (int, bool) {
		i, ok := index[label]
		return i, ok && i != several
	}
}
