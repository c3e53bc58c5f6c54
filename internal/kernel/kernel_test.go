package kernel_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

const guard = -987.654 // stands before and behind every buffer; no product may touch it

func randomCSR(t testing.TB, n int, density float64, seed uint64) *network.CSR {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 0))
	var entries []network.Entry
	for i := range n {
		for j := range n {
			if rng.Float64() < density {
				entries = append(entries, network.Entry{Target: i, Source: j, Weight: rng.NormFloat64()})
			}
		}
	}
	w, err := network.NewCSR(n, entries)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func guarded(n int) (whole, inner []float64) {
	whole = make([]float64, n+16)
	for i := range whole {
		whole[i] = guard
	}
	return whole, whole[8 : 8+n : 8+n]
}

func checkGuards(t *testing.T, whole []float64) {
	t.Helper()
	for _, v := range append(whole[:8:8], whole[len(whole)-8:]...) {
		if v != guard {
			t.Fatal("a product wrote outside its buffer")
		}
	}
}

// plain is the specification, word for word.
func plain(w *network.CSR, x []float64, width int) []float64 {
	n := w.Order()
	y := make([]float64, n*width)
	for i := range n {
		for r := range width {
			var sum float64
			for j := range n {
				sum = math.FMA(w.At(i, j), x[j*width+r], sum)
			}
			y[i*width+r] = sum + 0
		}
	}
	return y
}

func TestEveryKindEqualsTheSpecificationBitForBit(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 7, 16, 33} {
		for _, density := range []float64{0, 0.2, 1} {
			w := randomCSR(t, n, density, uint64(n))
			for _, width := range []int{1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 61, 64} {
				rng := rand.New(rand.NewPCG(uint64(width), 1))
				x := make([]float64, n*width)
				for i := range x {
					x[i] = rng.NormFloat64() * math.Exp(20*rng.NormFloat64())
				}
				want := plain(w, x, width)
				for _, kind := range []kernel.Kind{kernel.Auto, kernel.Dense, kernel.Sparse} {
					for _, p := range []kernel.Product{kernel.New(w, kind), kernel.NewPortable(w, kind)} {
						whole, y := guarded(n * width)
						p.Multiply(y, x, width)
						checkGuards(t, whole)
						for i := range want {
							if math.Float64bits(y[i]) != math.Float64bits(want[i]) {
								t.Fatalf("n=%d density=%v width=%d %v (%T): y[%d] = %v, specification %v",
									n, density, width, kind, p, i, y[i], want[i])
							}
						}
					}
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
	for _, kind := range []kernel.Kind{kernel.Dense, kernel.Sparse} {
		y := make([]float64, 2)
		kernel.New(w, kind).Multiply(y, []float64{1e-300, 1}, 1)
		if math.Signbit(y[0]) || math.Signbit(y[1]) {
			t.Errorf("%v: %v has a negative zero", kind, y)
		}
	}
}

func TestProductAgreesWithExactArithmetic(t *testing.T) {
	const n, width = 50, 3
	w := randomCSR(t, n, 0.5, 9)
	rng := rand.New(rand.NewPCG(9, 9))
	x := make([]float64, n*width)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	y := make([]float64, n*width)
	kernel.New(w, kernel.Sparse).Multiply(y, x, width)
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

func TestAutoChoosesByDensity(t *testing.T) {
	for _, c := range []struct {
		density float64
		want    kernel.Kind
	}{{0.1, kernel.Sparse}, {1, kernel.Dense}} {
		if got := kernel.Choose(randomCSR(t, 40, c.density, 3), kernel.Auto); got != c.want {
			t.Errorf("density %v: %v, want %v", c.density, got, c.want)
		}
	}
}

func TestMultiplyPanicsOnShapes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic for a short y")
		}
	}()
	kernel.New(randomCSR(t, 4, 1, 1), kernel.Dense).Multiply(make([]float64, 7), make([]float64, 8), 2)
}

func BenchmarkMultiply(b *testing.B) {
	for _, c := range []struct {
		n       int
		density float64
	}{{300, 0.04}, {512, 0.3}, {512, 1}, {2000, 0.3}, {2000, 1}} {
		w := randomCSR(b, c.n, c.density, 1)
		for _, kind := range []kernel.Kind{kernel.Sparse, kernel.Dense} {
			for name, p := range map[string]kernel.Product{"portable": kernel.NewPortable(w, kind), "fast": kernel.New(w, kind)} {
				b.Run(fmt.Sprintf("n=%d/density=%v/%v/%s", c.n, c.density, kind, name), func(b *testing.B) {
					const width = 64
					x, y := make([]float64, c.n*width), make([]float64, c.n*width)
					for i := range x {
						x[i] = float64(i%7) - 3
					}
					for b.Loop() {
						p.Multiply(y, x, width)
					}
					b.ReportMetric(2*float64(w.Stored())*width*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
				})
			}
		}
	}
}
