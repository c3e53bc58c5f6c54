package integrator

import (
	"fmt"
	"testing"

	"noiseprune/network"
)

// TestFamiliesAreBlocksOfTheSameReplicas: each family of a block has the bits that a block of its own has from the same
// start, for each placement and stepper, also where the noise is shared.
func TestFamiliesAreBlocksOfTheSameReplicas(t *testing.T) {
	t.Run("float64", func(t *testing.T) { checkFamilies[float64](t) })
	t.Run("float32", func(t *testing.T) { checkFamilies[float32](t) })
}

func checkFamilies[T Float](t *testing.T) {
	const families, each, first, steps = 3, 5, 4, 30
	net := testNetwork(t, network.Linear, []float64{1, 2, 3, 1}, []float64{0.1, -0.2, 0.05, 0},
		network.Entry{Target: 0, Source: 1, Weight: 0.5}, network.Entry{Target: 3, Source: 0, Weight: -0.7})
	start := func(i, f, r int) T { return T(i+2) * T(f-1) * T(r+1) / 8 }
	for name, stepper := range map[string]func() (Stepper[T], error){
		"euler-maruyama":      func() (Stepper[T], error) { return familyStepper[T](net, EulerMaruyamaKind, Outside) },
		"exponential, inside": func() (Stepper[T], error) { return familyStepper[T](net, ExponentialKind, Inside) },
		"coloured":            func() (Stepper[T], error) { return familyStepper[T](net, ExponentialKind, OrnsteinUhlenbeck) },
		"leimkuhler-matthews": func() (Stepper[T], error) { return familyStepper[T](net, LeimkuhlerMatthewsKind, Outside) },
	} {
		together := NewFamilies[T](net.Neurons(), families, each, first)
		for k := range together.State {
			together.State[k] = start(k/together.Width, k%together.Width/each, k%each)
		}
		beside := together.Copy()
		advanceShared(t, steps, stepper, together, beside)
		for f := range families {
			alone := NewBlock[T](net.Neurons(), each, first)
			for k := range alone.State {
				alone.State[k] = start(k/each, f, k%each)
			}
			advanceShared(t, steps, stepper, alone)
			for k, want := range alone.State {
				at := k/each*together.Width + f*each + k%each
				if got, other := together.State[at], beside.State[at]; got != want || other != want {
					t.Fatalf("%s, family %d, state %d: %v and beside it %v, alone %v", name, f, k, got, other, want)
				}
			}
		}
	}
}

func familyStepper[T Float](net *network.Network, kind StepperKind, p Placement) (Stepper[T], error) {
	d := drive(0.01)
	d.Placement, d.CorrelationTime = p, 0.3
	return New(kind, net, Pack[T](net, AutoKernel, 15), d)
}

// advanceShared advances blocks of the same replicas under noise that their steppers share, where there are several.
func advanceShared[T Float](t *testing.T, steps int, stepper func() (Stepper[T], error), blocks ...*Block[T]) {
	t.Helper()
	var steppers []Stepper[T]
	for range blocks {
		s, err := stepper()
		if err != nil {
			t.Fatal(err)
		}
		steppers = append(steppers, s)
	}
	if len(blocks) > 1 {
		ShareNoise(steppers...)
	}
	for range steps {
		for k, s := range steppers {
			if err := s.Advance(blocks[k]); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestAFamilyWithoutReplicasPanics: so do no families.
func TestAFamilyWithoutReplicasPanics(t *testing.T) {
	for _, c := range [][2]int{{0, 1}, {1, 0}} {
		want := fmt.Sprintf("integrator: block of %d families of %d replicas", c[0], c[1])
		if got := panicOf(func() { NewFamilies[float64](1, c[0], c[1], 0) }); got != want {
			t.Errorf("%v: %q", c, got)
		}
	}
}

func panicOf(call func()) (message any) {
	defer func() { message = recover() }()
	call()
	return nil
}
