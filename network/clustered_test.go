package network

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"strings"
	"testing"
)

// Without long-range links each cluster holds exactly its share of pairs, with N(1, 1)
// weights, and nothing stands between clusters.
func TestClusteredCounts(t *testing.T) {
	sizes := []int{300, 1, 120, 180}
	for _, symmetric := range []bool{true, false} {
		g := Clustered{Sizes: sizes, Density: 0.6, Symmetric: symmetric}
		w := must(g.Generate(seeded(2)))
		cluster := clusterOf(sizes)
		counts := make([]int, len(sizes))
		for _, e := range w.Entries() {
			if cluster[e.Target] != cluster[e.Source] || e.Target == e.Source {
				t.Fatalf("%v: synapse %v", g, e)
			}
			counts[cluster[e.Target]]++
		}
		for k, n := range sizes {
			want := 2 * int(math.Floor(0.6*float64(n*(n-1)/2)))
			if !symmetric {
				want = int(math.Floor(0.6 * float64(n*(n-1))))
			}
			if counts[k] != want {
				t.Errorf("%v: cluster %d has %d synapses, want %d", g, k, counts[k], want)
			}
		}
		if got := linear(w, make([]float64, w.Order())).Symmetric(); got != symmetric {
			t.Errorf("%v is symmetric: %v", g, got)
		}
		checkMoments(t, g.String(), upperOrAll(w, symmetric), 1, 1)
	}
}

func clusterOf(sizes []int) []int {
	var cluster []int
	for k, size := range sizes {
		for range size {
			cluster = append(cluster, k)
		}
	}
	return cluster
}

// Long-range links are chosen from the whole network, have U(0, 1) weights, and are
// added to what is there: the network without them is drawn from the same source first.
func TestClusteredLongRangeIsAddedOnTop(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		g := Clustered{Sizes: []int{60, 40}, Density: 0.6, Symmetric: symmetric}
		without := must(g.Generate(seeded(8)))
		g.LongRange = 1500
		added := sum(must(g.Generate(seeded(8))), without.scaled(-1))
		links, within := upperOrAll(added, symmetric), 0
		want := 1500
		if !symmetric {
			want = 3000
		}
		if len(links) != want {
			t.Errorf("symmetric %v: %d links, want %d", symmetric, len(links), want)
		}
		for _, e := range added.Entries() {
			if e.Weight <= 0 || e.Weight >= 1+1e-12 {
				t.Fatalf("symmetric %v: link %v is outside (0, 1)", symmetric, e)
			}
			if without.At(e.Target, e.Source) != 0 {
				within++
			}
		}
		// 0.6 of (60·59 + 40·39)/(100·99) of the links fall on a synapse: 31% ± 4·0.8%.
		if share := float64(within) / float64(added.Stored()); math.Abs(share-0.309) > 0.033 {
			t.Errorf("symmetric %v: %.3f of the links fall on synapses, want 0.309", symmetric, share)
		}
		if m := mean(links); math.Abs(m-0.5) > 4/math.Sqrt(12*float64(len(links))) {
			t.Errorf("symmetric %v: mean link weight %.4f, want 0.5", symmetric, m)
		}
	}
}

// In a network that is not symmetric the two directions know nothing of each other: their
// weights correlate by no more than four standard errors 1/√S.
func TestDirectedWeightsAreIndependent(t *testing.T) {
	w := must(Clustered{Sizes: []int{250}, Density: 0.6}.Generate(seeded(4)))
	product, pairs := 0.0, 0.0
	for _, e := range w.Entries() {
		if back := w.At(e.Source, e.Target); back != 0 && e.Target < e.Source {
			product += (e.Weight - 1) * (back - 1)
			pairs++
		}
	}
	// 0.36 of the 31125 pairs have both directions, give or take four of √(0.36·0.64·31125) = 85.
	if math.Abs(pairs-0.36*31125) > 340 {
		t.Errorf("%v pairs are connected both ways, want 11205 ± 340", pairs)
	}
	if correlation := product / pairs; math.Abs(correlation) > 4/math.Sqrt(pairs) {
		t.Errorf("the directions correlate by %.4f", correlation)
	}
}

// The paper's network of Fig. 2c, with the authors' normalization and a leak of the row
// sums: they report about 1,010,600 entries and eigenvalues of about −1.23 … −0.032.
func TestClusteredOfThePaper(t *testing.T) {
	for _, symmetric := range []bool{true, false} {
		g := Clustered{Sizes: []int{1000, 200, 800}, Density: 0.6, LongRange: 2500, Symmetric: symmetric, Normalize: true}
		w := must(g.Generate(seeded(1)))
		if math.Abs(float64(w.Stored())-1_010_600) > 500 {
			t.Errorf("%v: %d entries, want about 1010600", g, w.Stored())
		}
		n := linear(w, DominantLeak(w, 0))
		if !n.DiagonallyDominant() || n.Normal() != symmetric {
			t.Errorf("%v: dominant %v, normal %v", g, n.DiagonallyDominant(), n.Normal())
		}
		e := extremesOf(n)
		slow, fast := real(e.Slowest.Value), real(e.Fastest.Value)
		if !e.Converged || math.Abs(slow+0.032) > 0.001 || math.Abs(fast+1.22) > 0.03 {
			t.Errorf("%v: eigenvalues %.4f … %.4f, converged %v; want −1.23 … −0.032", g, fast, slow, e.Converged)
		}
		free := operatorOf(linear(w, make([]float64, w.Order())))
		largest := free.extremes([]criterion{bySlowness}, symmetric, planning())[0]
		if got := real(largest.Value); math.Abs(got*authorsMargin-1) > 1e-8 {
			t.Errorf("%v: the largest eigenvalue of W is %v, want 1/1.1", g, got)
		}
	}
}

func TestNormalizeNeedsAPositiveEigenvalue(t *testing.T) {
	g := Clustered{Sizes: []int{2}, Density: 0, Symmetric: true, Normalize: true}
	if w, err := g.Generate(seeded(1)); w != nil || err == nil || !strings.Contains(err.Error(), "use normalize=false") {
		t.Errorf("got %v, %v", w, err)
	}
}

// fingerprint hashes every bit of a matrix.
func fingerprint(w *CSR) uint64 {
	hash := fnv.New64a()
	for _, e := range w.Entries() {
		for _, v := range []uint64{uint64(e.Target), uint64(e.Source), math.Float64bits(e.Weight)} {
			_ = binary.Write(hash, binary.LittleEndian, v)
		}
	}
	return hash.Sum64()
}

// The stream of random numbers is part of what a seed means: these values were recorded
// once, and a change of them changes everyone's networks.
func TestGeneratedBitsAreFrozen(t *testing.T) {
	tests := []struct {
		text string
		want uint64
	}{
		{"clustered:sizes=50/20/30,long=60", 0x3b381b5325966861},
		{"clustered:sizes=50/20/30,long=60,symmetric=false", 0x9009462cd9136b0f},
		{"clustered:sizes=50/20/30,long=60,normalize=true", 0x3d96edcb80d56aad},
		{"connectome:n=60,synapses=400", 0x08676ae901cb6ee3},
		{"connectome:n=3000,synapses=2e4,modules=20,symmetric=true", 0x9757f6ad69c41b85},
		{"connectome:n=200,synapses=3e4,in=3,out=3,modules=3", 0x3b01c92be3b008e9},
		{"random:n=200,degree=5", 0x8034f3e3a19620cd},
		{"random:n=200,degree=5,mean=0,sd=0.25,symmetric=false", 0x7f50d03a74036591},
	}
	for _, test := range tests {
		w := must(must(ParseGenerator(test.text)).Generate(seeded(2020)))
		if got := fingerprint(w); got != test.want {
			t.Errorf("%s: fingerprint %#016x, want %#016x", test.text, got, test.want)
		}
	}
}
