package netio

import (
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"
)

// The keys under which a Parquet or Arrow file that was written here holds the number of neurons and,
// where they have labels, these in order, as a JSON array. A list of edges alone would give them in
// the order of their first edge.
const (
	neuronsKey = "noiseprune.neurons"
	labelsKey  = "noiseprune.labels"
)

// storedLabels returns the keys and values for the neurons of the matrix.
func storedLabels(m *Matrix) (keys, values []string, err error) {
	keys, values = []string{neuronsKey}, []string{strconv.Itoa(m.Weights.Order())}
	if m.Labels == nil {
		return keys, values, nil
	}
	list, err := json.Marshal(m.Labels)
	if err != nil {
		return nil, nil, err
	}
	return append(keys, labelsKey), append(values, string(list)), nil
}

// useStoredLabels sets the labels to those that the file holds, or else those in NAME.labels.csv
// beside it. Value returns what the file holds under a key.
func (c *content) useStoredLabels(value func(key string) (string, bool)) {
	at := place{path: c.path}
	if count, ok := value(neuronsKey); ok {
		list, labelled := value(labelsKey)
		c.labels = func() ([]string, error) { return parseStoredLabels(at, count, list, labelled) }
		return
	}
	beside := layout{stem: strings.TrimSuffix(c.path, filepath.Ext(c.path))}
	c.labels, c.labelsPath = beside.readLabels, beside.labelsPath()
}

func parseStoredLabels(at place, count, list string, labelled bool) ([]string, error) {
	if !labelled {
		return nil, nil
	}
	var labels []string
	if err := json.Unmarshal([]byte(list), &labels); err != nil || strconv.Itoa(len(labels)) != count {
		return nil, at.fail(0, fetchAgain, "the file is damaged: its metadata name %d neurons of %s", len(labels), quote(count))
	}
	for i, label := range labels {
		if wrong := wrongLabel(label); wrong != "" {
			return nil, at.fail(0, labelCure, "label %s of neuron %d %s", quote(label), i, wrong)
		}
	}
	return labels, nil
}
