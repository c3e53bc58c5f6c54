// Package kernel contains the inner loops of a step: the product of a fixed weight matrix
// with a block of replicas, and the update of each neuron.
//
// Every product is
//
//	y[i*width+r] = Σ_j W[i][j] · x[j*width+r]
//
// accumulated from +0 in ascending j, each term by one fused multiply-add, which rounds
// once (math.FMA, or FMA for float32). That order is the specification: all
// products, dense or sparse, of any vector unit, give the same bits for finite x. A term
// with W[i][j] = 0 can change only the sign of a zero, so +0 is added at the end to make
// zeros positive.
package kernel

import (
	"fmt"

	"noiseprune/internal/enum"
	"noiseprune/network"
)

// Float is the precision of a state.
type Float interface{ float32 | float64 }

// Product multiplies W by blocks of replicas. Products are read-only once made: any
// number of goroutines may use one.
type Product[T Float] interface {
	// Rows computes W x and calls visit for consecutive rows in ascending order, with the
	// first neuron and the products of the neurons from it on, which visit may overwrite.
	// Once visit is called, x is no longer read, so that a step may be taken in place. Rows
	// panics if x does not hold Order() × width values.
	Rows(x []T, width int, scratch *Scratch[T], visit func(first int, products Rows[T]))
	// Advance takes the step of consecutive neurons in all their replicas, given their rows
	// of W x, and reports whether every new state is within the bound. Each new state is
	//
	//	u = product[r] + b, or the floor if that is not larger
	//	x[r] = FMA(s, ζ[r], FMA(h, FMA(−D, x[r], u), x[r]))
	//
	// in this order and with these roundings on every machine. Advance panics where
	// lengths differ.
	Advance(c Coefficients[T], x []T, products Rows[T], zeta []T) bool
	// Order returns the number of neurons.
	Order() int
}

// Rows are rows of a product, each with a value for each replica.
type Rows[T Float] struct {
	Count  int // of the rows
	Width  int // replicas
	Stride int // from a row to the next, at least Width
	Values []T // row k from k·Stride on
}

// Row returns the values of row k.
func (r Rows[T]) Row(k int) []T { return r.Values[k*r.Stride:][:r.Width] }

// From returns count rows from row k on.
func (r Rows[T]) From(k, count int) Rows[T] {
	return Rows[T]{count, r.Width, r.Stride, r.Values[k*r.Stride:]}
}

// Scratch is the working memory of products, for one goroutine at a time. Its zero value is
// ready to use.
type Scratch[T Float] struct {
	states, sums []T
	threads      int // of WithThreads; 0 for one
}

func resize[T Float](buffer *[]T, n int) []T {
	if cap(*buffer) < n {
		*buffer = make([]T, n)
	}
	*buffer = (*buffer)[:n]
	return *buffer
}

// Kind is a storage format of W.
type Kind uint8

// The kinds of product.
const (
	Auto   Kind = iota // Dense or Sparse, by the density of W
	Dense              // all N² weights
	Sparse             // the stored weights only
)

func kinds() enum.Names[Kind] {
	return enum.Of[Kind]("kernel", "auto", "dense", "sparse")
}

// String returns "auto", "dense" or "sparse".
func (k Kind) String() string { return kinds().Name(k) }

// Choose returns the kind that Auto stands for with these weights and blocks of that
// width, and any other kind unchanged.
func Choose[T Float](w *network.CSR, k Kind, width int) Kind {
	return fastest[T]().chosen(w.Order(), w.Stored(), k, width)
}

// New packs w, rounded to T, for the fastest product of that kind on this processor. The
// product takes blocks of any width and is fastest for the given one.
func New[T Float](w *network.CSR, k Kind, width int) Product[T] {
	return newOn(fastest[T](), w, Choose[T](w, k, width), width)
}

// newOn packs w for unit u.
func newOn[T Float](u unit[T], w *network.CSR, k Kind, width int) Product[T] {
	if width < 1 {
		panic(fmt.Sprintf("kernel: blocks of %d replicas", width))
	}
	switch {
	case k == Dense:
		return newDense(u, w)
	case width <= sliceWidth:
		return newSliced(u, w)
	case u.pairable(w, width):
		return newPaired(u, w, width)
	}
	return newSparse(u, w, width)
}

// Unit returns the name of the vector unit that New chooses on this processor: avx512,
// avx2 or portable.
func Unit() string { return fastest[float64]().name }

func checkLength[T Float](x []T, order, width int) {
	if width < 1 || len(x) != order*width {
		panic(fmt.Sprintf("kernel: %d states for %d neurons × %d replicas", len(x), order, width))
	}
}

//go:generate go -C ../_generate run ./kernel -out ../kernel/product_amd64.s -stubs ../kernel/product_amd64.go -pkg kernel
