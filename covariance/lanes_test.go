package covariance

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"noiseprune/network"
)

// laneSums are the specification at the head of lanes.go, literally.
type laneSums [8]float64

// add adds one sample; take(l, r) is lane l after it has taken replica r.
func (s *laneSums) add(width int, take func(lane float64, r int) float64) {
	for r := range width {
		s[r%8] = take(s[r%8], r)
	}
}

func (l laneSums) combined() float64 {
	return ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

// specification holds the sums that the estimators must have after the same samples.
type specification struct {
	first, second, distance []laneSums
	product                 []float64 // by the specification at the head of products.go
	deviations              []float64
}

func newSpecification(net *network.Network) *specification {
	n := net.Neurons()
	return &specification{
		make([]laneSums, n), make([]laneSums, n), make([]laneSums, net.Edges()), make([]float64, n*n), make([]float64, n),
	}
}

func (s *specification) add(net *network.Network, x, reference []float64, width int) {
	at := func(i, r int) float64 { return x[i*width+r] - reference[i] }
	for i := range s.first {
		s.first[i].add(width, func(l float64, r int) float64 { return l + at(i, r) })
		s.second[i].add(width, func(l float64, r int) float64 { return math.FMA(at(i, r), at(i, r), l) })
		for j := range s.first {
			product := &s.product[i*len(s.first)+j]
			for r := range width {
				*product = math.FMA(at(i, r), at(j, r), *product)
			}
		}
		for r := range width {
			s.deviations[i] += at(i, r)
		}
	}
	number := 0
	for _, e := range net.Weights().Entries() {
		if e.Target == e.Source || (net.Symmetric() && e.Source > e.Target) {
			continue
		}
		s.distance[number].add(width, func(l float64, r int) float64 {
			y := at(e.Target, r) - at(e.Source, r)
			if e.Weight < 0 {
				y = at(e.Target, r) + at(e.Source, r)
			}
			return math.FMA(y, y, l)
		})
		number++
	}
}

// combined returns the sums of a complete block.
func combined(all []laneSums) []float64 {
	sums := make([]float64, len(all))
	for k, l := range all {
		sums[k] = l.combined()
	}
	return sums
}

// perEdge returns one value for each edge, in their order, from values indexed like packed.
func (s *Edges) perEdge(packed []float64) []float64 {
	var values []float64
	for e := range edgesOf(s.net) {
		values = append(values, packed[s.rows.place(e)])
	}
	return values
}

func specNetwork(t *testing.T, symmetric bool) *network.Network {
	t.Helper()
	rng := rand.New(rand.NewPCG(5, 0))
	var entries []network.Entry
	for i := range 19 {
		for j := range 19 {
			if w := rng.NormFloat64(); w > 0.3 || w < -0.6 || i == j {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: w})
			}
		}
	}
	w, err := network.NewCSR(19, entries)
	if err != nil {
		t.Fatal(err)
	}
	if symmetric {
		w = network.Symmetrize(w, network.Larger)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: make([]float64, 19)})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// wideRangeState returns states of many orders of magnitude, so that any other order of
// additions changes bits.
func wideRangeState(rng *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64() * math.Exp(8*rng.NormFloat64())
		if rng.IntN(20) == 0 {
			x[i] = math.Copysign(0, x[i])
		}
	}
	return x
}

func TestEstimatorsEqualTheSpecificationBitForBit(t *testing.T) {
	zeros := make([]float64, 19)
	negative := slices.Repeat([]float64{math.Copysign(0, -1)}, 19)
	for _, reference := range [][]float64{wideRangeState(rand.New(rand.NewPCG(8, 0)), 19), zeros, negative} {
		equalTheSpecification(t, specNetwork(t, false), reference)
		equalTheSpecification(t, specNetwork(t, true), reference)
	}
}

func equalTheSpecification(t *testing.T, net *network.Network, reference []float64) {
	t.Helper()
	n := net.Neurons()
	for _, u := range available() {
		for _, width := range []int{1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 24, 63, 64} {
			rng := rand.New(rand.NewPCG(uint64(width), 0))
			edges, dense, spec := newEdgesOn(u, net, width, reference, 5), newDenseOn(u, n, width, reference), newSpecification(net)
			for range 5 {
				x := wideRangeState(rng, n*width)
				edges.Add(x)
				dense.Add(x)
				spec.add(net, x, reference, width)
			}
			dense.gram.flush()
			for i := range n {
				for j := range i + 1 {
					sameBits(t, width, "dense second", *dense.gram.at(i, j), spec.product[i*n+j])
				}
				sameBits(t, width, "dense first", *dense.gram.at(n, i), spec.deviations[i])
			}
			edges.Complete()
			what := fmt.Sprintf("%s, width %d, ", u.name, width)
			sameValues(t, what+"first", edges.sums.first, combined(spec.first))
			sameValues(t, what+"second", edges.sums.variance.sum, combined(spec.second))
			sameValues(t, what+"distance", edges.perEdge(edges.sums.distance.sum), combined(spec.distance))
		}
	}
}

func sameBits(t *testing.T, width int, what string, got, want float64) {
	t.Helper()
	if math.Float64bits(got) != math.Float64bits(want) {
		t.Fatalf("width %d: %s is %x, specification %x", width, what, got, want)
	}
}

// The bits below were computed once, by the specification; they are never edited.
func TestFrozenBits(t *testing.T) {
	u, v := make([]float64, 24), make([]float64, 24)
	for r := range 19 {
		u[r] = float64(r*r%11)/7 - 0.6
		v[r] = float64(r*r*r%13)/3 - 1.7
	}
	distance := func(sign uint32) float64 {
		sums := make([]float64, lanes)
		addDistances(sums, []uint32{1 | sign}, append(u[:24:24], v...), 0, 24)
		return combine((*[lanes]float64)(sums))
	}
	for _, row := range []struct {
		what      string
		got, want float64
	}{
		{"sum", laneSum(u), -0x1.a83a83a83a836p-01},
		{"dot", laneDot(u, v), -0x1.24b17e4b17e4bp+01},
		{"distance of an excitatory edge", distance(0), 0x1.83a91c65e3ap+05},
		{"distance of an inhibitory edge", distance(inhibitory), 0x1.3a7cbcd31da6ep+05},
	} {
		sameBits(t, 19, row.what, row.got, row.want)
	}
}

func TestMergingAddsBlocksInOrder(t *testing.T) {
	net := specNetwork(t, false)
	n, widths := net.Neurons(), []int{16, 16, 16, 5}
	rng := rand.New(rand.NewPCG(9, 0))
	reference := wideRangeState(rng, n)
	var edges []*Edges
	var dense []*Dense
	var first, distance, product []float64
	for _, width := range widths {
		e, d, s := NewEdges(net, width, reference, 3), NewDense(n, width, reference), newSpecification(net)
		for range 3 {
			x := wideRangeState(rng, n*width)
			e.Add(x)
			d.Add(x)
			s.add(net, x, reference, width)
		}
		edges, dense = append(edges, e), append(dense, d)
		if first == nil {
			first, distance, product = combined(s.first), combined(s.distance), s.product
			continue
		}
		addTo(first, combined(s.first))
		addTo(distance, combined(s.distance))
		addTo(product, s.product)
	}
	for k := 1; k < len(widths); k++ {
		edges[0].Merge(edges[k])
		dense[0].Merge(dense[k])
	}
	sameValues(t, "merged distance", edges[0].perEdge(edges[0].sums.distance.sum), distance)
	sameValues(t, "merged first", edges[0].sums.first, first)
	for i := range n {
		sameBits(t, 0, "merged second", *dense[0].gram.at(i, 0), product[i*n])
	}
	if got := [2]int64{edges[0].Samples(), dense[0].Samples()}; got != [2]int64{159, 159} {
		t.Errorf("%v samples, want 3 × 53 = 159 of each", got)
	}
}
