package integrator

import (
	"fmt"
	"slices"
	"testing"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// TestBlocksGoOnBetweenAnyTwoSteps: decoded into a new block and advanced by a new stepper,
// they take the same states, with coloured noise and with Leimkuhler–Matthews' averages
// among them.
func TestBlocksGoOnBetweenAnyTwoSteps(t *testing.T) {
	t.Run("float64", goOn[float64])
	t.Run("float32", goOn[float32])
}

func goOn[T Float](t *testing.T) {
	const steps = 7
	net := small(t, network.Rectified)
	w := Pack[T](net, SparseKernel, 2)
	coloured := drive(0.01)
	coloured.Placement, coloured.CorrelationTime = OrnsteinUhlenbeck, 0.2
	for name, stepper := range map[string]func() (Stepper[T], error){
		"euler-maruyama":      func() (Stepper[T], error) { return NewEulerMaruyama(net, w, drive(0.01)) },
		"coloured":            func() (Stepper[T], error) { return NewEulerMaruyama(net, w, coloured) },
		"exponential":         func() (Stepper[T], error) { return NewExponential(net, w, drive(0.01)) },
		"leimkuhler-matthews": func() (Stepper[T], error) { return NewLeimkuhlerMatthews(net, w, drive(0.01)) },
		"trapezoid":           func() (Stepper[T], error) { return NewTrapezoid(small(t, network.Linear), w, cycleDrive(3)) },
	} {
		advance := func(b *Block[T], steps int) {
			s, err := stepper()
			if err != nil {
				t.Fatal(err)
			}
			for range steps {
				if err := s.Advance(b); err != nil {
					t.Fatal(err)
				}
			}
		}
		straight := NewBlock[T](3, 2, 4)
		advance(straight, steps)
		for interruption := range steps + 1 {
			before, after := NewBlock[T](3, 2, 4), NewBlock[T](3, 2, 4)
			advance(before, interruption)
			data, err := before.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			if err := after.UnmarshalBinary(data); err != nil {
				t.Fatal(err)
			}
			advance(after, steps-interruption)
			if after.Step != straight.Step || !slices.Equal(after.State, straight.State) || !slices.Equal(after.Coloured, straight.Coloured) {
				t.Errorf("%s: interrupted after %d steps, it ends in other bits", name, interruption)
			}
		}
	}
}

func TestForeignBlocksAreRefused(t *testing.T) {
	block := NewBlock[float64](3, 2, 4)
	block.State[5] = 1.5
	encode := func(b interface{ MarshalBinary() ([]byte, error) }) []byte {
		data, err := b.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	sound := encode(block)
	refused := testutil.MustRefuse(t, func(why string, data []byte) error {
		got := NewBlock[float64](3, 2, 4)
		err := got.UnmarshalBinary(data)
		if fmt.Sprint(got) != fmt.Sprint(NewBlock[float64](3, 2, 4)) {
			t.Errorf("%s: the block was changed", why)
		}
		return err
	})
	refused("nothing", nil, "does not begin with")
	refused("another version", append([]byte("npblock9"), sound[8:]...), "does not begin with")
	refused("another precision", encode(NewBlock[float32](3, 2, 4)), "4 bytes a state, not 8")
	refused("another network", encode(NewBlock[float64](4, 2, 4)), "4 neurons, not 3")
	refused("another width", encode(NewBlock[float64](3, 1, 4)), "1 replicas, not 2")
	refused("other replicas", encode(NewBlock[float64](3, 2, 6)), "6 as its first replica, not 4")
	refused("cut off", sound[:len(sound)-1], "bytes of states")
	refused("coloured noise that is not there", testutil.ReplaceWord(sound, 48, 1), "bytes of states")
	refused("neither with nor without coloured noise", testutil.ReplaceWord(sound, 48, 3), "bytes of states")
	refused("a state that is not finite", testutil.ReplaceWord(sound, 56, 0x7ff0000000000000), "holds +Inf as value 0")
}
