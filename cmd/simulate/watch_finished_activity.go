package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"noiseprune/internal/page"
	"noiseprune/internal/watch"
	"noiseprune/network/netio"
	"noiseprune/rules"
)

// finishedActivity returns the traces in trajectories.npz; none where it lacks them or cannot be read.
func finishedActivity(dir string) watch.Activity {
	found, err := readNPZ(filepath.Join(dir, trajectoriesName))
	if err != nil {
		return watch.Activity{}
	}
	return activityOf(found, labelsIn(dir))
}

// activityOf returns the traces among the arrays that trajectoryArrays returns, in their order.
func activityOf(arrays []array, labels []string) watch.Activity {
	var times, traced []float64
	a := watch.Activity{}
	for _, x := range arrays {
		rule, isTrace := strings.CutPrefix(x.name, "trace_")
		switch {
		case x.name == "times" && len(x.values) > 1:
			times = x.values
			a.Interval = times[1] - times[0]
		case x.name == "traced":
			traced = x.values
		case !isTrace || len(x.shape) != 2 || x.shape[0] != len(traced) || x.shape[1] != len(times) || len(times) == 0:
		case rule == "original":
			a.Original = rowsOf(x)
		default:
			a.Rules = append(a.Rules, watch.Rule{Name: rule, Title: rules.Title(rule)})
			a.Pruned = append(a.Pruned, rowsOf(x))
		}
	}
	if len(a.Original) == 0 {
		return watch.Activity{}
	}
	for _, neuron := range traced {
		a.Neurons = append(a.Neurons, labelled(neuron, labels))
	}
	return a
}

// rowsOf returns the traces in the rows of an array.
func rowsOf(x array) []page.Values {
	rows := make([][]float64, x.shape[0])
	for k := range rows {
		rows[k] = x.values[k*x.shape[1] : (k+1)*x.shape[1]]
	}
	return finite(rows)
}

// labelled returns the name of a neuron, or its number where it has no name.
func labelled(neuron float64, labels []string) string {
	if neuron >= 0 && neuron < float64(len(labels)) {
		return labels[int(neuron)]
	}
	return strconv.FormatFloat(neuron, 'f', 0, 64)
}

// labelsIn returns the labels beside the pruned network; none where there are none.
func labelsIn(dir string) []string {
	path := filepath.Join(dir, "pruned.labels.csv")
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close() //nolint:errcheck // it was read only
	labels, err := netio.ReadLabels(file, path)
	if err != nil {
		return nil
	}
	return labels
}
