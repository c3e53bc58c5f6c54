package netio

import (
	"cmp"
	"slices"

	"noiseprune/network"
)

// sumRepeated sorts entries by target and source, and adds up the weights of those for the same
// pair, in their order. It changes the slice.
func sumRepeated(entries []network.Entry) []network.Entry {
	slices.SortStableFunc(entries, func(a, b network.Entry) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Source, b.Source))
	})
	kept := entries[:0]
	for _, e := range entries {
		if last := len(kept) - 1; last >= 0 && kept[last].Target == e.Target && kept[last].Source == e.Source {
			kept[last].Weight += e.Weight
			continue
		}
		kept = append(kept, e)
	}
	return kept
}
