package kernel

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"noiseprune/network"
)

const guard = -987.654 // stands before and behind every buffer; no product may touch it

func randomCSR(t testing.TB, n int, density float64, seed uint64) *network.CSR {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	var entries []network.Entry
	gap := func() int { // to the next entry, geometrically distributed
		return int(math.Min(rng.ExpFloat64()/-math.Log1p(-density), float64(n*n)))
	}
	for k := gap(); k < n*n; k += 1 + gap() {
		entries = append(entries, network.Entry{Target: k / n, Source: k % n, Weight: rng.NormFloat64()})
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// guarded returns n values between guards.
func guarded[T Float](n int) (all, inner []T) {
	all = make([]T, n+64)
	for i := range all {
		all[i] = guard
	}
	return all, all[32 : 32+n : 32+n]
}

func checkGuards[T Float](t *testing.T, all []T) {
	t.Helper()
	for _, v := range append(all[:32:32], all[len(all)-32:]...) {
		if v != T(guard) {
			t.Fatal("a kernel wrote outside its buffer")
		}
	}
}

func bitsOf[T Float](v T) uint64 { return math.Float64bits(float64(v)) }

// exactFMA returns x·y + z, rounded once.
func exactFMA[T Float](x, y, z T) T {
	if bitsOf(T(1)/3) == math.Float64bits(1.0/3) {
		return T(math.FMA(float64(x), float64(y), float64(z)))
	}
	var p, s big.Float
	p.SetPrec(2000).Mul(big.NewFloat(float64(x)), big.NewFloat(float64(y)))
	s.SetPrec(2000).Add(&p, big.NewFloat(float64(z)))
	v, _ := s.Float32()
	return T(v)
}

// specification is the product as the package documentation specifies it.
func specification[T Float](w *network.CSR, x []T, width int) []T {
	n := w.Order()
	y := make([]T, n*width)
	for i := range n {
		for r := range width {
			var sum T
			for j := range n {
				if v := w.At(i, j); v != 0 {
					sum = exactFMA(T(v), x[j*width+r], sum)
				}
			}
			y[i*width+r] = sum + 0
		}
	}
	return y
}

// multiply returns W x, and fails the test if rows come in another order than ascending.
func multiply[T Float](t testing.TB, p Product[T], x []T, width int, scratch *Scratch[T]) []T {
	y, next := make([]T, len(x)), 0
	p.Rows(x, width, scratch, func(first int, products Rows[T]) {
		if first != next || products.Width != width || products.Count < 1 {
			t.Fatalf("%d rows of %d values from row %d on, want %d from row %d on", products.Count, products.Width, first, width, next)
		}
		next += products.Count
		for k := range products.Count {
			copy(y[(first+k)*width:], products.Row(k))
		}
	})
	if next != p.Order() {
		t.Fatalf("%d rows of %d", next, p.Order())
	}
	return y
}

func TestEveryKindEqualsTheSpecificationBitForBit(t *testing.T) {
	t.Run("float64", kindsEqualSpecification[float64])
	t.Run("float32", kindsEqualSpecification[float32])
}

func kindsEqualSpecification[T Float](t *testing.T) {
	for _, u := range available[T]() {
		t.Log("unit " + u.name)
	}
	for _, n := range []int{0, 1, 2, 3, 7, 16, 33, 75} {
		for _, density := range []float64{0, 0.2, 1} {
			w := randomCSR(t, n, density, uint64(n))
			for _, width := range []int{1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 61, 64, 70} {
				if (n > 40 || testing.Short()) && width > 1 && width < 61 {
					continue // a narrow and some wide ones
				}
				x := randomStates[T](n*width, uint64(width), 5)
				want := specification(w, x, width)
				for _, u := range available[T]() {
					for _, kind := range []Kind{Dense, Sparse} {
						p := newOn(u, w, kind, width)
						checkProduct(t, p, x, want, width, fmt.Sprintf("n=%d density=%v width=%d %v %v", n, density, width, u.name, kind))
					}
				}
			}
		}
	}
}

func randomStates[T Float](n int, seed uint64, spread float64) []T {
	rng := rand.New(rand.NewPCG(seed, 1))
	x := make([]T, n)
	for i := range x {
		x[i] = T(rng.NormFloat64() * math.Exp(spread*rng.NormFloat64()))
	}
	return x
}

// checkProduct compares twice, the second time with the scratch of the first, with guard
// values around all that the product writes.
func checkProduct[T Float](t *testing.T, p Product[T], x, want []T, width int, what string) {
	t.Helper()
	sums, sumsInner := guarded[T](100_000)
	states, statesInner := guarded[T](100_000)
	for range 2 {
		got := multiply(t, p, x, width, &Scratch[T]{states: statesInner, sums: sumsInner})
		for i := range want {
			if bitsOf(got[i]) != bitsOf(want[i]) {
				t.Fatalf("%s: y[%d] = %v, specification %v", what, i, got[i], want[i])
			}
		}
		checkGuards(t, sums)
		checkGuards(t, states)
	}
}

// TestBlocksChangeNoBit multiplies networks large enough for several blocks of rows and
// sources, in every unit, and compares with the plain sums of a sample of rows.
func TestBlocksChangeNoBit(t *testing.T) {
	t.Run("float64", blocksChangeNoBit[float64])
	t.Run("float32", blocksChangeNoBit[float32])
}

func blocksChangeNoBit[T Float](t *testing.T) {
	for _, c := range []struct {
		n, width int
		density  float64
	}{
		{1301, 13, 0.02},     // two blocks of sources and an odd width
		{70_001, 1, 0.00003}, // slices in two blocks
		{901, 37, 0.2},       // pairs in blocks of the first cache, in groups
		{5003, 16, 0.003},    // pairs in blocks of the second cache
		{6001, 64, 0.001},
		{2605, 33, 0.01},
	} {
		w := randomCSR(t, c.n, c.density, 4)
		x := randomStates[T](c.n*c.width, 8, 2)
		var first []T
		for _, u := range available[T]() {
			for _, kind := range []Kind{Dense, Sparse} {
				if kind == Dense && c.n > 5000 {
					continue
				}
				got := multiply(t, newOn(u, w, kind, c.width), x, c.width, new(Scratch[T]))
				if first == nil {
					first = got
					checkRows(t, w, x, got, c.width)
				}
				for i := range got {
					if bitsOf(got[i]) != bitsOf(first[i]) {
						t.Fatalf("n=%d width=%d %v %v: y[%d] = %v, want %v", c.n, c.width, u.name, kind, i, got[i], first[i])
					}
				}
			}
		}
	}
}

// checkRows compares every 97th row with the specification.
func checkRows[T Float](t *testing.T, w *network.CSR, x, y []T, width int) {
	t.Helper()
	for i := 0; i < w.Order(); i += 97 {
		sources, weights := w.Row(i)
		for r := range width {
			var sum T
			for k, j := range sources {
				sum = exactFMA(T(weights[k]), x[int(j)*width+r], sum)
			}
			if got := y[i*width+r]; bitsOf(got) != bitsOf(sum+0) {
				t.Fatalf("row %d replica %d: %v, specification %v", i, r, got, sum)
			}
		}
	}
}

// TestRowsAllowsAStepInPlace: once a row is visited, the states are no longer read.
func TestRowsAllowsAStepInPlace(t *testing.T) {
	const n, width = 700, 40
	w := randomCSR(t, n, 0.05, 2)
	x := randomStates[float64](n*width, 3, 1)
	for _, u := range available[float64]() {
		for _, kind := range []Kind{Dense, Sparse} {
			p := newOn(u, w, kind, width)
			want := multiply(t, p, x, width, new(Scratch[float64]))
			inPlace := append([]float64(nil), x...)
			p.Rows(inPlace, width, new(Scratch[float64]), func(first int, products Rows[float64]) {
				for k := range products.Count {
					copy(inPlace[(first+k)*width:], products.Row(k))
				}
			})
			for i := range want {
				if inPlace[i] != want[i] {
					t.Fatalf("%v %v: y[%d] = %v in place, %v elsewhere", u.name, kind, i, inPlace[i], want[i])
				}
			}
		}
	}
}

// TestUnderflowLeavesNoNegativeZero: a product that underflows to −0 is +0 for every
// kind, though the dense one goes on to add +0 terms.
func TestUnderflowLeavesNoNegativeZero(t *testing.T) {
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 0, Weight: -1e-300}})
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range available[float64]() {
		for _, kind := range []Kind{Dense, Sparse} {
			y := multiply(t, newOn(u, w, kind, 1), []float64{1e-300, 1}, 1, new(Scratch[float64]))
			if math.Signbit(y[0]) || math.Signbit(y[1]) {
				t.Errorf("%v %v: %v has a negative zero", u.name, kind, y)
			}
		}
	}
}

func TestProductAgreesWithExactArithmetic(t *testing.T) {
	const n, width = 50, 3
	w := randomCSR(t, n, 0.5, 9)
	x := randomStates[float64](n*width, 9, 0)
	y := multiply(t, New[float64](w, Sparse, width), x, width, new(Scratch[float64]))
	for i := range n {
		sources, weights := w.Row(i)
		for r := range width {
			exact, scale := new(big.Float).SetPrec(300), 0.0
			for k, j := range sources {
				v := x[int(j)*width+r]
				exact.Add(exact, new(big.Float).SetPrec(300).Mul(big.NewFloat(weights[k]), big.NewFloat(v)))
				scale += math.Abs(weights[k] * v)
			}
			got, _ := exact.Float64()
			// n roundings, each at most half a unit in the last place of the partial sum
			if bound := n * 0x1p-53 * scale; math.Abs(got-y[i*width+r]) > bound {
				t.Errorf("row %d replica %d: %v, exact %v, bound %v", i, r, y[i*width+r], got, bound)
			}
		}
	}
}

// TestFMA32 rounds once: against exact arithmetic, where a second rounding would show
// among them.
func TestFMA32(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	twice := 0
	for trial := range 400_000 {
		x, y, z := rng.Float32()-0.5, rng.Float32()-0.5, rng.Float32()-0.5
		switch trial % 4 {
		case 1: // nearly a tie of the float32 sum
			z = 1 + float32(rng.Uint32N(1<<20))*0x1p-23
			e := float32(math.Ldexp(1, -12-int(rng.Uint32N(12))))
			x, y = 0x1p-24*(1+e), 1-e
		case 2: // subnormal results
			x, y, z = x*1e-20, y*1e-20, z*1e-42
		case 3: // cancellation
			z = -x * y
		}
		got, want := fma32(x, y, z), exactFMA(x, y, z)
		if got != want {
			t.Fatalf("fma32(%v, %v, %v) = %v, exact %v", x, y, z, got, want)
		}
		if float32(math.FMA(float64(x), float64(y), float64(z))) != want {
			twice++
		}
	}
	if twice == 0 {
		t.Error("no case in which rounding twice differs: the test sees nothing")
	}
	inf := float32(math.Inf(1))
	if got := fma32(inf, 1, 1); got != inf {
		t.Errorf("∞·1 + 1 = %v", got)
	}
	if got := fma32(inf, 1, -inf); got == got {
		t.Errorf("∞·1 − ∞ = %v, want NaN", got)
	}
	if got := fma32(math.MaxFloat32, 2, 0); got != inf {
		t.Errorf("an overflow gives %v", got)
	}
}

func TestAutoChoosesByDensity(t *testing.T) {
	for _, c := range []struct {
		density float64
		width   int
		want    Kind
	}{{0.1, 64, Sparse}, {1, 64, Dense}, {1, 1, Sparse}} {
		if got := Choose[float64](randomCSR(t, 40, c.density, 3), Auto, c.width); got != c.want {
			t.Errorf("density %v, %d replicas: %v, want %v", c.density, c.width, got, c.want)
		}
	}
}

func TestRowsPanicsOnShapes(t *testing.T) {
	for _, kind := range []Kind{Dense, Sparse} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%v: no panic for 7 states", kind)
				}
			}()
			New[float64](randomCSR(t, 4, 1, 1), kind, 2).Rows(make([]float64, 7), 2, new(Scratch[float64]), func(int, Rows[float64]) {})
		}()
	}
}

// TestSourceBlocks: sparse rows bound the number of blocks, and the cache does where rows are long.
func TestSourceBlocks(t *testing.T) {
	for _, c := range []struct{ neurons, stored, entriesMin, want int }{
		{139_255, 7_371_978, sparseEntriesMin, 8},
		{139_255, 7_371_978, pairedEntriesMin, 52},
		{10_000, 1_000_000, sparseEntriesMin, 14},
		{10_000, 100, sparseEntriesMin, 1},
		{0, 0, sparseEntriesMin, 1},
	} {
		if got := sourceBlocks(c.neurons, c.stored, 512, c.entriesMin); got != c.want {
			t.Errorf("%d blocks for %d neurons and %d weights, want %d", got, c.neurons, c.stored, c.want)
		}
	}
}
