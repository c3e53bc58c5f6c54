package compare

import "fmt"

// Chosen are the neurons, and the pairs of connected and of unconnected neurons, whose products are added up.
type Chosen struct {
	Neurons []int
	On, Off []Pair
}

// Pairs lists the pairs of RunProducts: each neuron with itself, then those neurons of the pairs that are not among them, then the
// pairs, the connected ones first.
func (c Chosen) Pairs() []Pair {
	all, _ := c.pairs()
	return all
}

// pairs returns the places of each pair's products too.
func (c Chosen) pairs() (all []Pair, places [][productsPerPair]int) {
	known := map[int]int{}
	place := func(i int) int {
		if _, ok := known[i]; !ok {
			known[i] = len(all)
			all = append(all, Pair{i, i})
		}
		return known[i]
	}
	for _, i := range c.Neurons {
		place(i)
	}
	for _, pairs := range [][]Pair{c.On, c.Off} {
		for _, p := range pairs {
			places = append(places, [productsPerPair]int{place(p.I), place(p.J)})
		}
	}
	for k := range places {
		places[k][2] = len(all) + k
	}
	return append(append(all, c.On...), c.Off...), places
}

// MeasuredActivity are the products of an original network and of those that a rule pruned, in the same runs under the same noise.
type MeasuredActivity struct {
	chosen           Chosen
	places           [][productsPerPair]int // of each pair's products: of either neuron, and of the pair
	original, pruned *RunProducts
	prunings         [][]int // the runs of each pruning
}

// NewMeasuredActivity returns what can be measured from those products. It returns an error unless every pruning has at least two
// runs, and three where there are fewer than four prunings. It panics if the products are not those of Chosen.Pairs and of the
// same runs.
func NewMeasuredActivity(chosen Chosen, original, pruned *RunProducts, prunings [][]int) (*MeasuredActivity, error) {
	all, places := chosen.pairs()
	count := len(all)
	if len(original.pairs) != count || len(pruned.pairs) != count || original.runs != pruned.runs {
		panic(fmt.Sprintf("compare: products of %d and %d pairs in %d and %d runs, not of %d pairs in the same runs",
			len(original.pairs), len(pruned.pairs), original.runs, pruned.runs, count))
	}
	least := 2
	if len(prunings) < leastPrunings {
		least = 3
	}
	for k, runs := range prunings {
		if len(runs) < least {
			return nil, fmt.Errorf("pruning %d has %d runs, and at least %d of each are needed", k+1, len(runs), least)
		}
	}
	return &MeasuredActivity{chosen, places, original, pruned, prunings}, nil
}

// meanOf returns the mean of a product over runs.
func meanOf(p *RunProducts, q int, prunings [][]int) float64 {
	total, count := 0.0, 0
	for _, runs := range prunings {
		for _, r := range runs {
			total += p.of(q, r)
		}
		count += len(runs)
	}
	return total / float64(count)
}

// change returns the mean over runs of a product's change, and the variance of that mean from the differences between the runs.
func (m *MeasuredActivity) change(q int, runs []int) (mean, variance float64) {
	n := float64(len(runs))
	for _, r := range runs {
		mean += m.pruned.of(q, r) - m.original.of(q, r)
	}
	mean /= n
	for _, r := range runs {
		d := m.pruned.of(q, r) - m.original.of(q, r) - mean
		variance += float64(d * d)
	}
	return mean, variance / n / (n - 1) * m.original.noiseFactor()
}
