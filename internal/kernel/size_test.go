package kernel

import (
	"fmt"
	"testing"
	"unsafe"
)

// TestSize compares the sizes with those of the slices that New and Rows allocate.
func TestSize(t *testing.T) {
	for _, c := range []struct {
		n       int
		density float64
		width   int
	}{
		{50, 0.06, 1}, {300, 0.04, 32}, {300, 0.04, 10}, {300, 0.97, 32}, {300, 0.97, 10}, {2000, 0.01, 64}, {700, 0.5, 33},
	} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			testSize[float64](t, c.n, c.density, c.width)
			testSize[float32](t, c.n, c.density, c.width)
		})
	}
}

func testSize[T Float](t *testing.T, n int, density float64, width int) {
	t.Helper()
	w := randomCSR(t, n, density, 1)
	for _, kind := range []Kind{Auto, Dense, Sparse} {
		p := New[T](w, kind, width)
		var scratch Scratch[T]
		p.Rows(make([]T, n*width), width, &scratch, func(int, Rows[T]) {})
		value := float64(unsafe.Sizeof(T(0)))
		got, gotScratch := sliceBytes(t, p), value*float64(cap(scratch.states)+cap(scratch.sums))
		want, wantScratch := Size[T](n, w.Stored(), kind, width)
		if want < 0.99*got-1024 || want > 1.6*got+float64(20*n) {
			t.Errorf("%v: a %T of %d weights takes %.0f bytes, estimated as %.0f", kind, p, w.Stored(), got, want)
		}
		if wantScratch < 0.99*gotScratch-float64(64*64)*value || wantScratch > 2.1*gotScratch+64*64*value {
			t.Errorf("%v: a %T needs a scratch of %.0f bytes, estimated as %.0f", kind, p, gotScratch, wantScratch)
		}
	}
}

// sliceBytes returns the bytes of the slices of a product.
func sliceBytes[T Float](t *testing.T, p Product[T]) float64 {
	value, sum := int(unsafe.Sizeof(T(0))), 0
	switch p := p.(type) {
	case *dense[T]:
		sum = cap(p.weights) * value
	case *sparse[T]:
		for _, b := range p.blocks {
			sum += cap(b.weights)*value + 4*cap(b.sources) + 4*cap(b.starts)
		}
	case *paired[T]:
		for _, b := range p.parts {
			sum += cap(b.weights)*value + 2*cap(b.sources) + 4*cap(b.starts) + 4*cap(b.rows)
		}
	case *sliced[T]:
		for _, b := range p.blocks {
			sum += cap(b.weights)*value + 2*cap(b.sources) + 4*cap(b.starts)
		}
	default:
		t.Fatalf("a %T", p)
	}
	return float64(sum)
}
