package integrator

import (
	"math"
	"testing"

	"noiseprune/internal/kernel"
	"noiseprune/network"
)

// countingProduct counts the products that are taken with it.
type countingProduct[T Float] struct {
	kernel.Product[T]
	count *int
}

func (p countingProduct[T]) Rows(x []T, width int, s *kernel.Scratch[T], each func(first int, products kernel.Rows[T])) {
	*p.count++
	p.Product.Rows(x, width, s, each)
}

// TestTheRowsOfTheRegistryAreTrue: each stepper takes as many products a step as its row says, is
// stable below the row's largest step and not at three times it, and has a stationary covariance.
func TestTheRowsOfTheRegistryAreTrue(t *testing.T) {
	net := small(t, network.Linear)
	scales, err := net.TimeScales()
	if err != nil {
		t.Fatal(err)
	}
	for k := range registry() {
		kind := StepperKind(k + 1)
		end := func(h float64, steps int) (products int, size float64) {
			count := 0
			w := Weights[float64]{product: countingProduct[float64]{Pack[float64](net, SparseKernel, 1).product, &count}}
			d := drive(h)
			d.Strength = 0
			if kind.Cyclic() {
				d.Cycle = []Substep{{Size: h, Sweeps: 9}}
			}
			s, err := New(kind, net, w, d)
			if err != nil {
				t.Fatal(err)
			}
			b := NewBlock[float64](net.Neurons(), 1, 0)
			for i := range b.State {
				b.State[i] = 1
			}
			for range steps {
				if err := s.Advance(b); err != nil {
					return count, math.Inf(1)
				}
			}
			for _, x := range b.State {
				size = max(size, math.Abs(x))
			}
			return count, size
		}
		drive := Drive{StepSize: 0.01, Cycle: []Substep{{Size: 0.01, Sweeps: 9}}}
		if got, _ := end(0.01, 10); float64(got) != 10*kind.Products(drive) {
			t.Errorf("%v: 10 steps took %d products, its row says %v a step", kind, got, kind.Products(drive))
		}
		largest := kind.LargestStep(net, scales)
		if math.IsInf(largest, 1) {
			if _, size := end(1, 2000); !(size < 1) {
				t.Errorf("%v: at any step stable by its row, the state has grown to %v", kind, size)
			}
			continue
		}
		if _, size := end(0.95*largest, 2000); !(size < 1) {
			t.Errorf("%v: below its largest step %v the state has grown to %v", kind, largest, size)
		}
		if _, size := end(3*largest, 2000); !(size > 1) {
			t.Errorf("%v: at three times its largest step %v the state has decayed to %v", kind, largest, size)
		}
		c, err := kind.Stationary(net, Drive{Strength: 1, StepSize: 0.01, Cycle: []Substep{{Size: 0.01, Sweeps: 9}}})
		if err != nil || !(c.Residual < 1e-6) {
			t.Errorf("%v: stationary covariance %v, %v", kind, c, err)
		}
	}
}

// TestKernelsAreThoseOfPackageKernel: a Kernel is converted by its number.
func TestKernelsAreThoseOfPackageKernel(t *testing.T) {
	for _, k := range []Kernel{AutoKernel, DenseKernel, SparseKernel} {
		if k.kind().String() != k.String() {
			t.Errorf("kernel %v is %v in package kernel", k, k.kind())
		}
	}
}
