package network

import (
	"fmt"
	"math"
)

// largestSum is the largest sum of the magnitudes of a neuron's weights, and the largest leak and
// input. Its square leaves a factor of 10⁸ below the largest float64, so that norms of A, and of A
// times Aᵀ or a vector, are finite. Larger numbers in a file stand for something else, such as
// missing values.
const largestSum = 1e150

const sentinelCure = "look for a missing-value sentinel, or use other units"

// checkWeights returns an error where the weights onto a neuron, or those from it, are too large
// together: one that names the neuron and the largest of them.
func checkWeights(w *CSR, labels []string) error {
	columns := make([]float64, w.Order())
	for i := range w.Order() {
		sources, weights := w.Row(i)
		sum := 0.0
		for k, j := range sources {
			sum += math.Abs(weights[k])
			columns[j] += math.Abs(weights[k])
		}
		if sum > largestSum {
			return tooLarge(w, labels, i, true)
		}
	}
	for j, sum := range columns {
		if sum > largestSum {
			return tooLarge(w, labels, j, false)
		}
	}
	return nil
}

// tooLarge returns the error of the weights onto the neuron, or of those from it.
func tooLarge(w *CSR, labels []string, neuron int, onto bool) error {
	var largest Entry
	for _, e := range w.Entries() {
		atNeuron := (onto && e.Target == neuron) || (!onto && e.Source == neuron)
		if atNeuron && math.Abs(e.Weight) > math.Abs(largest.Weight) {
			largest = e
		}
	}
	direction, opposite, other := "onto", "from", largest.Source
	if !onto {
		direction, opposite, other = "from", "onto", largest.Target
	}
	return fmt.Errorf("the magnitudes of the weights %s neuron %s sum to more than %.0e; the largest weight is %v, %s neuron %s; %s",
		direction, labelOf(labels, neuron), largestSum, largest.Weight, opposite, labelOf(labels, other), sentinelCure)
}

// checkValues returns an error for a value of a neuron that is not finite or too large.
func checkValues(what string, values []float64, labels []string) error {
	for i, v := range values {
		switch {
		case math.IsNaN(v) || math.IsInf(v, 0):
			return fmt.Errorf("%s of neuron %s is %v; it must be finite", what, labelOf(labels, i), v)
		case math.Abs(v) > largestSum:
			return fmt.Errorf("%s of neuron %s is %v, beyond %.0e; %s", what, labelOf(labels, i), v, largestSum, sentinelCure)
		}
	}
	return nil
}

// labelOf returns the name of neuron i, or its number where there are no names.
func labelOf(labels []string, i int) string {
	if labels == nil {
		return fmt.Sprint(i)
	}
	return labels[i]
}
