package network

import (
	"fmt"
	"noiseprune/internal/rounding"
	"strconv"
	"strings"
)

// Clustered generates the clustered networks of Moore & Chaudhuri (2020, Figs. 1 and 2) as the
// authors' code does:
//
//	within    in each cluster of n neurons exactly ⌊Density·n(n−1)/2⌋ random pairs, N(1, 1)
//	between   LongRange random pairs of the whole network, U(0, 1), added on top: where
//	          such a pair lies within a cluster and has a weight, the two are summed
//
// A network that is not symmetric has ordered pairs instead, twice as many of each
// kind, every one with a weight of its own.
//
// Random numbers are drawn from the source in this order: the pairs of the clusters in
// turn, their weights, the long-range pairs, their weights. Pairs and U(0, 1) weights have
// the same bits on every machine, and so have all but about one in 10⁸ of the N(1, 1)
// weights: gonum's normal deviate is compared with logarithms and exponentials of the
// standard library, whose last bits depend on the architecture.
type Clustered struct {
	Sizes     []int   // neurons of each cluster
	Density   float64 // share of the pairs within a cluster that are connected, 0 … 1; the paper's is 0.6
	LongRange int     // unordered long-range pairs; the paper's code has 2500
	Symmetric bool
	Normalize bool // divide all weights by 1.1 × the largest real part of W's eigenvalues, as the authors do
}

// authorsMargin is the factor by which the authors' code multiplies the largest eigenvalue
// before dividing the weights by it.
const authorsMargin = 1.1

// Generate draws the weights from src. It returns an error for parameters out of range.
func (c Clustered) Generate(src Source) (*CSR, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	n := c.neurons()
	long := uint64(c.LongRange)
	if !c.Symmetric {
		long *= 2
	}
	within := c.clusters(src)
	w := assemble(n, within, normalWeights(1, 1, src))
	between := drawPairs(0, n, !c.Symmetric, long, src)
	w = sum(w, assemble(n, []pairs{between}, uniformWeights(src)))
	if c.Normalize {
		return normalized(w)
	}
	return w, nil
}

func (c Clustered) clusters(src Source) []pairs {
	groups := make([]pairs, len(c.Sizes))
	first := 0
	for k, size := range c.Sizes {
		count := share(c.Density, possiblePairs(size, !c.Symmetric))
		groups[k] = drawPairs(first, size, !c.Symmetric, count, src)
		first += size
	}
	return groups
}

// normalized divides by authorsMargin times W's rightmost eigenvalue, taken to nine
// digits: rounding in an iterative eigensolver then does not reach the weights.
func normalized(w *CSR) (*CSR, error) {
	free := operator{weights: w, leak: make([]float64, w.Order())}
	rightmost := free.extremes([]criterion{bySlowness}, w.Equal(w.Transpose()), sharp())[0]
	largest := rounding.Digits(real(rightmost.Value), 9)
	if largest <= 0 {
		return nil, fmt.Errorf("cannot normalize: the largest eigenvalue of W is %.3g, which is not positive; use normalize=false", largest)
	}
	return w.scaled(authorsMargin * largest), nil
}

// Synapses returns an upper estimate of the number of weights of W: long-range pairs are
// counted separately, although some lie within a cluster.
func (c Clustered) Synapses() float64 {
	count := 2 * float64(c.LongRange)
	for _, size := range c.Sizes {
		count += float64(share(c.Density, possiblePairs(size, true)))
	}
	return count
}

// scratch counts the pairs, the weights within the clusters before the others are added,
// and, where they are normalized, their transpose and the weights before.
func (c Clustered) scratch() float64 {
	bytes := bytesPerSynapse * c.Synapses()
	if c.Normalize {
		bytes *= 2
	}
	for _, size := range c.Sizes {
		bytes += pairsBytes(size, !c.Symmetric, float64(share(c.Density, possiblePairs(size, true))))
	}
	return bytes + pairsBytes(c.neurons(), !c.Symmetric, 2*float64(c.LongRange))
}

func (c Clustered) neurons() int {
	n := 0
	for _, size := range c.Sizes {
		n += size
	}
	return n
}

func (c Clustered) check() error {
	if len(c.Sizes) == 0 {
		return fmt.Errorf("clustered has no clusters; give sizes, such as sizes=1000/200/800")
	}
	for _, size := range c.Sizes {
		if err := checkOrder("a cluster of sizes", size, 1); err != nil {
			return err
		}
	}
	if !(c.Density >= 0 && c.Density <= 1) {
		return fmt.Errorf("density=%v is no share of pairs; it must lie in 0 … 1", c.Density)
	}
	n := c.neurons()
	if err := checkOrder("the sum of sizes", n, 1); err != nil {
		return err
	}
	if possible := possiblePairs(n, false); c.LongRange < 0 || uint64(c.LongRange) > possible {
		return fmt.Errorf("long=%d pairs cannot be chosen; %d neurons have 0 … %d", c.LongRange, n, possible)
	}
	return nil
}

// String returns the text from which ParseGenerator makes the same generator.
func (c Clustered) String() string {
	return fmt.Sprintf("clustered:sizes=%s,density=%v,long=%d,symmetric=%t,normalize=%t",
		sizesText(c.Sizes), c.Density, c.LongRange, c.Symmetric, c.Normalize)
}

// sizesText writes 6600, 100, 100 as 6600/2x100.
func sizesText(sizes []int) string {
	var parts []string
	for k := 0; k < len(sizes); {
		run := 1
		for k+run < len(sizes) && sizes[k+run] == sizes[k] {
			run++
		}
		text := strconv.Itoa(sizes[k])
		if run > 1 {
			text = strconv.Itoa(run) + "x" + text
		}
		parts = append(parts, text)
		k += run
	}
	return strings.Join(parts, "/")
}

func clusteredForm() generatorForm {
	return generatorForm{
		help: GeneratorHelp{
			Name: "clustered", Summary: "the paper's clusters with long-range links between them",
			Example: "clustered:sizes=100/20/80,long=250",
		},
		parameters: []parameter{
			{"sizes", "neurons of each cluster, as 1000/200/800 or 9000/10x100", ""},
			{"density", "share of connected pairs within a cluster", "0.6"},
			{"long", "number of long-range pairs (the paper's code: 2500)", ""},
			symmetricParameter(),
			{"normalize", "true divides by 1.1 × the largest eigenvalue", "false"},
		},
		build: func(a *arguments) Generator {
			return Clustered{
				Sizes: a.sizes("sizes"), Density: a.number("density"), LongRange: a.count("long"),
				Symmetric: a.flag("symmetric"), Normalize: a.flag("normalize"),
			}
		},
	}
}
