// Package kernel takes the inner loops of a step: the product of a fixed weight matrix
// with a block of replicas, then the update of each neuron.
//
// Every product is
//
//	y[i*width+r] = Σ_j W[i][j] · x[j*width+r]
//
// accumulated from +0 in ascending j, each term by one fused multiply-add (math.FMA,
// which rounds once). That order is the specification: all products, dense or sparse,
// portable or not, give the same bits for finite x. A term with W[i][j] = 0 changes
// nothing but perhaps the sign of a zero, so +0 is added at the end to make zeros
// positive.
package kernel

import (
	"fmt"

	"noiseprune/network"
)

// Product multiplies W by blocks of replicas. Products are read-only once made: any
// number of goroutines may use one.
type Product interface {
	// Multiply writes W x into y. Both hold Order() × width values, neuron after neuron.
	// It panics where a length does not fit.
	Multiply(y, x []float64, width int)
	// Order returns the number of neurons.
	Order() int
}

// Kind names a way to hold W.
type Kind uint8

// The kinds of product.
const (
	Auto   Kind = iota // dense or sparse, by density
	Dense              // all N² weights
	Sparse             // the stored weights only
)

// String returns "auto", "dense" or "sparse".
func (k Kind) String() string {
	switch k {
	case Auto:
		return "auto"
	case Dense:
		return "dense"
	case Sparse:
		return "sparse"
	}
	return fmt.Sprintf("kernel(%d)", uint8(k))
}

// ParseKind is the inverse of String.
func ParseKind(s string) (Kind, error) {
	for _, k := range []Kind{Auto, Dense, Sparse} {
		if s == k.String() {
			return k, nil
		}
	}
	return 0, fmt.Errorf("kernel %q is unknown; choose auto, dense or sparse", s)
}

// Choose returns the kind that Auto stands for with these weights, and any other kind
// unchanged.
func Choose(w *network.CSR, k Kind) Kind {
	if k != Auto {
		return k
	}
	n := float64(w.Order())
	if float64(w.Stored()) > denseAbove()*n*n {
		return Dense
	}
	return Sparse
}

// New packs w for the given kind: the fastest product of that kind on this processor.
func New(w *network.CSR, k Kind) Product {
	k = Choose(w, k)
	if p := fast(w, k); p != nil {
		return p
	}
	return NewPortable(w, k)
}

// NewPortable packs w for the portable product of the given kind, the specification of
// all others.
func NewPortable(w *network.CSR, k Kind) Product {
	if Choose(w, k) == Dense {
		return newDense(w)
	}
	return sparse{w}
}

func checkLengths(y, x []float64, order, width int) {
	if width < 1 || len(y) != order*width || len(x) != order*width {
		panic(fmt.Sprintf("kernel: y of %d and x of %d values for %d neurons × %d replicas",
			len(y), len(x), order, width))
	}
}

//go:generate go run ./asm -out product_amd64.s -stubs product_amd64.go -pkg kernel
