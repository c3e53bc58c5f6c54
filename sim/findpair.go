package sim

import (
	"fmt"
	"strings"

	"noiseprune/network"
)

// numbersByLabel returns the number of the first neuron of each label; without labels, of each number.
func numbersByLabel(net *network.Network) map[string]int {
	number := make(map[string]int, net.Neurons())
	for i := range net.Neurons() {
		if _, taken := number[net.Label(i)]; !taken {
			number[net.Label(i)] = i
		}
	}
	return number
}

// findPair finds two neurons, written "source>target". It returns a *SpecError for the field.
func findPair(number map[string]int, field, text string) (source, target int, err error) {
	from, to, ok := strings.Cut(text, ">")
	if !ok {
		return 0, 0, &SpecError{field, fmt.Sprintf("has %q; write two neurons as source>target", text)}
	}
	source, okSource := number[strings.TrimSpace(from)]
	target, okTarget := number[strings.TrimSpace(to)]
	if !okSource || !okTarget {
		return 0, 0, &SpecError{field, fmt.Sprintf("has %q, which names no two neurons of the network", text)}
	}
	return source, target, nil
}
