package integrator

import (
	"fmt"

	"noiseprune/internal/enum"
	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// Kernel is a way to compute products with the weights. No number changes with it.
type Kernel uint8

// The kernels.
const (
	AutoKernel   Kernel = iota // dense or sparse, by density
	DenseKernel                // all N² weights
	SparseKernel               // the stored weights only
)

func kernels() enum.Names[Kernel] { return enum.Of[Kernel]("kernel", "auto", "dense", "sparse") }

// String returns "auto", "dense" or "sparse".
func (k Kernel) String() string { return kernels().Name(k) }

// ParseKernel is the inverse of Kernel.String.
func ParseKernel(text string) (Kernel, error) { return kernels().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (k Kernel) MarshalText() ([]byte, error) { return kernels().Marshal(k) }

// UnmarshalText is the inverse of MarshalText.
func (k *Kernel) UnmarshalText(text []byte) error { return kernels().Unmarshal(k, text) }

// Weights are the weights W of a network, packed for products with blocks. They never change, and
// any number of steppers may share them.
type Weights[T Float] struct {
	product  kernel.Product[T]
	inverses *Inverses // nil for none
	threads  int       // of the products with the inverses
}

// With returns the weights with the inverses of the steps of a cycle, of the same network.
func (w Weights[T]) With(inverses *Inverses) Weights[T] {
	w.inverses = inverses
	return w
}

// Threads returns the weights whose products are computed by that many goroutines where they are large, those with
// inverses too; sparse ones in blocks of more than two replicas. It panics if threads is not positive.
func (w Weights[T]) Threads(threads int) Weights[T] {
	w.product, w.threads = kernel.WithThreads(w.product, threads), threads
	return w
}

// SharesRows reports whether products with so many stored weights and blocks of that width are large enough for
// Threads.
func SharesRows(stored, width int) bool { return kernel.SharesRows(stored, width) }

// inverse returns that of a step of size h. It panics if there is none.
func (w Weights[T]) inverse(h float64) kernel.Product[T] {
	if w.inverses != nil {
		one := w.inverses.bySize[h]
		for _, product := range []any{one.double, one.single} {
			if p, ok := product.(kernel.Product[T]); ok {
				return kernel.WithThreads(p, w.threads)
			}
		}
	}
	panic(fmt.Sprintf("integrator: no inverse for the step size %v is packed with the weights in this precision", h))
}

// Pack packs the network's weights, rounded to T, for the fastest product of that kernel on this
// processor. They take blocks of any width and are fastest with the given one. It panics if
// width is not positive.
func Pack[T Float](net *network.Network, k Kernel, width int) Weights[T] {
	return Weights[T]{product: kernel.New[T](net.Weights(), k.kind(), width), threads: 1}
}

// PackedSize returns how many bytes weights of that order and number of stored entries take, and
// what a stepper with them takes beside, for blocks of that width.
func PackedSize(neurons, stored int, k Kernel, p Precision, width int) (weights, scratch float64) {
	if p == Float32 {
		return kernel.Size[float32](neurons, stored, k.kind(), width)
	}
	return kernel.Size[float64](neurons, stored, k.kind(), width)
}

func (k Kernel) kind() kernel.Kind { return kernel.Kind(k) }
