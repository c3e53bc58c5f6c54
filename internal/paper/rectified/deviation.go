package rectified

import (
	"math"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
	"noiseprune/network"
)

// deviationGroups is into how many groups the neurons are put, one after the other, for the interval of a deviation.
const deviationGroups = 20

// squaresByGroup adds up the squared changes of edges: all of them, and those of the edges that begin or end in each group.
type squaresByGroup struct {
	all    sumOfSquares
	groups [deviationGroups]sumOfSquares
}

// sumOfSquares is a sum with the number of its terms.
type sumOfSquares struct{ sum, count float64 }

func (s *sumOfSquares) add(change float64) { s.sum, s.count = s.sum+change*change, s.count+1 }

// add adds the relative change of one edge.
func (s *squaresByGroup) add(e network.Entry, change float64) {
	s.all.add(change)
	source, target := e.Source%deviationGroups, e.Target%deviationGroups
	s.groups[target].add(change)
	if source != target {
		s.groups[source].add(change)
	}
}

// rootMean returns the root mean square with its interval by the jackknife, which leaves out one group of neurons with all
// its edges after the other: edges with a neuron in common are not independent.
func (s *squaresByGroup) rootMean() figure.Interval {
	i := experiment.Jackknife(deviationGroups, func(chosen []int) float64 {
		rest := s.all
		if left := leftOut(chosen); left >= 0 {
			rest.sum, rest.count = rest.sum-s.groups[left].sum, rest.count-s.groups[left].count
		}
		return math.Sqrt(rest.sum / rest.count)
	})
	i.Draws = 0 // more groups of the same neurons are no remedy
	return i
}

// leftOut returns the number that is missing in ascending ones, −1 where none is.
func leftOut(chosen []int) int {
	for k, number := range chosen {
		if k != number {
			return k
		}
	}
	if len(chosen) < deviationGroups {
		return len(chosen)
	}
	return -1
}
