package integrator

import (
	"fmt"
	"math"
	"testing"

	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// TestBracketIsThatOfTheStep: the step that is done by hand from what the bracket holds,
// x + h (−D x + [bracket]₊) + σ√h ζ outside, is the stepper's to the bit, for each placement, precision,
// kernel and width.
func TestBracketIsThatOfTheStep(t *testing.T) {
	t.Run("float64", func(t *testing.T) { checkBracket[float64](t) })
	t.Run("float32", func(t *testing.T) { checkBracket[float32](t) })
}

func checkBracket[T Float](t *testing.T) {
	net := small(t, network.Rectified)
	for _, p := range []Placement{Outside, Inside, OrnsteinUhlenbeck} {
		for _, width := range []int{1, 7} {
			for _, kind := range []Kernel{DenseKernel, SparseKernel} {
				d := drive(0.01)
				d.Placement, d.CorrelationTime = p, 0.3
				w := Pack[T](net, kind, width)
				s, err := NewEulerMaruyama(net, w, d)
				if err != nil {
					t.Fatal(err)
				}
				b, bracket := NewBlock[T](net.Neurons(), width, 4), NewBracket(net, w, d)
				above := 0
				for range 30 {
					held, want := bracket.Next(b), make([]T, len(b.State))
					zeta := make([]T, len(b.State))
					noise.FillNormals(d.Key, zeta, b.Step, 0, net.Neurons(), 4, width)
					for k, x := range b.State {
						u := max(0, held[k])
						if u > 0 {
							above++
						}
						want[k] = kernel.FMA(T(d.StepSize), kernel.FMA(-T(net.Leak()[k/width]), x, u), x)
						if p == Outside {
							want[k] = kernel.FMA(T(d.Strength*math.Sqrt(d.StepSize)), zeta[k], want[k])
						}
					}
					if err := s.Advance(b); err != nil {
						t.Fatal(err)
					}
					if got := fmt.Sprint(b.State); got != fmt.Sprint(want) {
						t.Fatalf("%v, %v, width %d, step %d: %s, by the bracket %v", p, kind, width, b.Step-1, got, want)
					}
				}
				if share := float64(above) / float64(30*len(b.State)); share < 0.1 || share > 0.9 {
					t.Errorf("%v: %.2f of the neurons are above threshold; the test needs both kinds", p, share)
				}
			}
		}
	}
}
