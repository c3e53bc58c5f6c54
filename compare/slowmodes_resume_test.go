package compare_test

import (
	"bytes"
	"errors"
	"testing"

	"noiseprune/compare"
	"noiseprune/internal/testutil/testnet"
	"noiseprune/network"
)

var errInterrupted = errors.New("interrupted")

// interruption is a checkpoint that ends a search at one of its moments, and keeps where it stood.
type interruption struct {
	moment, at int // at 0 for never
	state      []byte
}

func (i *interruption) Restore(decode func([]byte) error, _ func() int64) (bool, error) {
	if i.state == nil {
		return false, nil
	}
	return true, decode(i.state)
}

func (i *interruption) Between(state func() []byte) error {
	if i.moment++; i.moment == i.at {
		i.state = state()
		return errInterrupted
	}
	return nil
}

// TestSlowModesInterruptedAndResumed: a search by either method, interrupted at several moments, ends with the same bits, and so
// does that of a pruned network.
func TestSlowModesInterruptedAndResumed(t *testing.T) {
	for _, c := range []struct {
		net    *network.Network
		method compare.SlowMethod
	}{
		{testnet.Dominant(t, "random:n=400,degree=8", 20), compare.SlowByLanczos},
		{testnet.Dominant(t, "connectome:n=600,synapses=9000", 5), compare.SlowByDavidson},
		{testnet.Dominant(t, "random:n=400,degree=8,symmetric=false", 1), compare.SlowByDavidson},
	} {
		undisturbed := &interruption{}
		original, err := compare.FindSlowModes(undisturbed, c.net, 5, 2)
		if err != nil || original.Method != c.method || undisturbed.moment < 4 {
			t.Fatalf("%v, by %s with %d moments; the test has lost its reach", err, original.Method, undisturbed.moment)
		}
		want, _ := original.MarshalBinary()
		last := undisturbed.moment
		for _, at := range []int{1, 2, last / 2, last - 1, last} {
			i := &interruption{at: at}
			if _, err := compare.FindSlowModes(i, c.net, 5, 2); !errors.Is(err, errInterrupted) {
				t.Fatalf("%s, moment %d of %d: error %v", c.method, at, last, err)
			}
			i.at = 0
			resumed, err := compare.FindSlowModes(i, c.net, 5, 1)
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := resumed.MarshalBinary(); !bytes.Equal(got, want) {
				t.Errorf("%s, moment %d of %d: other bits", c.method, at, last)
			}
		}
		pruned := thinned(t, c.net)
		i := &interruption{at: 3}
		if _, err := original.Compare(i, pruned, 2); !errors.Is(err, errInterrupted) {
			t.Fatalf("%s: error %v", c.method, err)
		}
		i.at = 0
		resumed, err := original.Compare(i, pruned, 2)
		if err != nil {
			t.Fatal(err)
		}
		got, _ := resumed.Pruned.MarshalBinary()
		if want, _ := comparedTo(t, original, pruned, 2).Pruned.MarshalBinary(); !bytes.Equal(got, want) {
			t.Errorf("%s: other bits of the pruned network", c.method)
		}
	}
}
