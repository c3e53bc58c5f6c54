package network

import (
	"fmt"
	"math"
)

// Connectome generates a directed network with the heavy tails of a connectome: some neurons have
// a hundred times as many synapses as others, and some synapses a hundred times the weight of others.
//
//	in-degrees     each synapse has target i with a probability proportional to exp(InSpread·z_i),
//	               z_i from N(0, 1); a neuron with n−1 synapses gets no more
//	modules        module g holds the neurons ⌊g·n/Modules⌋ … ⌊(g+1)·n/Modules⌋−1; each synapse onto
//	               i has with probability Inside a source in i's module, and otherwise one outside;
//	               where too few neurons are on one side, the others are from the other side
//	out-degrees    within its side, a source j is drawn with a probability proportional to
//	               exp(OutSpread·y_j), y_j from N(0, 1), among those that are not yet a source of i
//	weights        min(⌊Minimum·U^(−1/Shape)⌋, Maximum) with U from U(0, 1], integers like the numbers of
//	               contacts between two neurons: P(weight ≥ w) = (Minimum/w)^Shape
//	signs          round(Inhibitory·n) random neurons have negative outgoing weights, the others
//	               positive ones (Dale's law)
//
// There are exactly Count synapses, none from a neuron onto itself. Expected degrees are log-normal
// while they are small beside the number of neurons on their side; actual ones scatter about them as
// multinomial numbers do. If Symmetric, W is replaced by (W + Wᵀ)/2, of at most 2·Count synapses.
//
// Memory is 12 bytes a synapse and about 120 bytes a neuron; if Symmetric, 24 bytes more for each of
// the Count synapses, which is half of it again.
//
// Random numbers are drawn from the source in this order: z, the targets, y, the inhibitory
// neurons, and for one row after another sides, sources, and weights in ascending order of the
// sources. All bits are the same on every machine.
type Connectome struct {
	Neurons             int
	Count               int     // synapses before W is made symmetric, 0 … n(n−1)
	InSpread, OutSpread float64 // standard deviations of the natural logarithms of expected degrees, 0 … 10
	Modules             int     // 1 … n
	Inside              float64 // share of the synapses within modules, 0 … 1
	Minimum, Maximum    int     // of the absolute weights
	Shape               float64 // of the Pareto distribution, positive
	Inhibitory          float64 // share of the neurons, 0 … 1
	Symmetric           bool
}

// Generate draws the weights from src. It returns an error for parameters out of range.
func (c Connectome) Generate(src Source) (*CSR, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	start := c.rowStarts(logNormals(c.Neurons, c.InSpread, src), src)
	m := &CSR{start: start, source: make([]int32, c.Count), weight: make([]float64, c.Count)}
	sampler := newSourceSampler(logNormals(c.Neurons, c.OutSpread, src), src)
	inhibitory := c.inhibitory(src)
	for g := range c.Modules {
		first, end := c.module(g)
		sampler.enter(first, end)
		for i := first; i < end; i++ {
			lo, hi := m.start[i], m.start[i+1]
			sampler.fill(m.source[lo:hi], i, c.inside(hi-lo, end-first, src))
			for k := lo; k < hi; k++ {
				m.weight[k] = c.weight(src)
				if inhibitory[m.source[k]] {
					m.weight[k] = -m.weight[k]
				}
			}
		}
	}
	if c.Symmetric {
		return Symmetrize(m, Mean), nil
	}
	return m, nil
}

// rowStarts draws the targets of all synapses in proportion to their rates, and returns where each row
// starts. A target that has all synapses it can have is drawn again; when that has happened n times
// since the table was made, a table without these targets replaces it. The time is O(n + Count), since
// a table is replaced only once Count has filled another row. The rates are overwritten.
func (c Connectome) rowStarts(rates []float64, src Source) []int {
	n := c.Neurons
	start := make([]int, n+1)
	degree := start[1:]
	table := newAliasTable(rates)
	for placed, refused := 0, 0; placed < c.Count; {
		if i := table.draw(src); degree[i] < n-1 {
			degree[i]++
			placed++
		} else if refused++; refused > n {
			for k, d := range degree {
				if d == n-1 {
					rates[k] = 0
				}
			}
			table, refused = newAliasTable(rates), 0
		}
	}
	for i := range n {
		start[i+1] += start[i]
	}
	return start
}

// module returns the neurons first … end−1 of module g.
func (c Connectome) module(g int) (first, end int) {
	bound := func(g int) int { return int(uint64(g) * uint64(c.Neurons) / uint64(c.Modules)) }
	return bound(g), bound(g + 1)
}

// inside draws how many of the synapses onto a neuron of a module of that size come from inside it.
func (c Connectome) inside(synapses, size int, src Source) int {
	count := 0
	for range synapses {
		if uniform(src) <= c.Inside {
			count++
		}
	}
	return min(max(count, synapses-(c.Neurons-size)), size-1)
}

// weight draws an absolute weight.
func (c Connectome) weight(src Source) float64 {
	pareto := exponential(-logarithm(uniform(src)) / c.Shape)
	return min(math.Floor(float64(c.Minimum)*pareto), float64(c.Maximum))
}

// inhibitory draws which neurons have negative weights.
func (c Connectome) inhibitory(src Source) []bool {
	negative := make([]bool, c.Neurons)
	for i := range drawSubset(uint64(c.Neurons), c.inhibitoryCount(), src).all() {
		negative[i] = true
	}
	return negative
}

func (c Connectome) inhibitoryCount() uint64 {
	return uint64(math.Round(c.Inhibitory * float64(c.Neurons)))
}

// Synapses returns the number of weights of W, or if Symmetric the most that there can be.
func (c Connectome) Synapses() float64 {
	if c.Symmetric {
		return 2 * float64(c.Count)
	}
	return float64(c.Count)
}

func (c Connectome) neurons() int { return c.Neurons }

func (c Connectome) scratch() float64 {
	const perNeuron = 8 + aliasBytes + samplerBytes + 1 // rates of the targets, their table, signs
	n := float64(c.Neurons)
	bytes := perNeuron*n + subsetBytes(n, float64(c.inhibitoryCount()))
	if c.Symmetric {
		bytes += 2*bytesPerSynapse*float64(c.Count) + 8*3*n // the directed network and its transpose
	}
	return bytes
}

func (c Connectome) check() error {
	if err := checkOrder("n", c.Neurons, 1); err != nil {
		return err
	}
	if possible := possiblePairs(c.Neurons, true); c.Count < 0 || uint64(c.Count) > possible {
		return fmt.Errorf("synapses=%d is impossible; %d neurons have 0 … %d", c.Count, c.Neurons, possible)
	}
	if c.Modules < 1 || c.Modules > c.Neurons {
		return fmt.Errorf("modules=%d is impossible; %d neurons have 1 … %d", c.Modules, c.Neurons, c.Neurons)
	}
	for _, p := range []struct {
		name         string
		value, limit float64
	}{{"in", c.InSpread, 10}, {"out", c.OutSpread, 10}, {"inside", c.Inside, 1}, {"inhibitory", c.Inhibitory, 1}} {
		if !(p.value >= 0 && p.value <= p.limit) {
			return fmt.Errorf("%s=%v is out of range; it must lie in 0 … %v", p.name, p.value, p.limit)
		}
	}
	if c.Minimum < 1 || c.Maximum < c.Minimum || c.Maximum > 1<<53 {
		return fmt.Errorf("minimum=%d and maximum=%d must satisfy 1 ≤ minimum ≤ maximum ≤ 2⁵³", c.Minimum, c.Maximum)
	}
	if !(c.Shape > 0) || math.IsInf(c.Shape, 0) {
		return fmt.Errorf("shape=%v is out of range; it must be positive and finite", c.Shape)
	}
	return nil
}
