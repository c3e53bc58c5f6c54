package krylov_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"

	"noiseprune/internal/krylov"
)

var errInterrupted = errors.New("interrupted")

// interruption is a checkpoint that ends an iteration at one of its moments, and keeps where it stood.
type interruption struct {
	moment, at int // at 0 for never
	state      []byte
}

func (i *interruption) Restore(decode func([]byte) error, units func() int64) (bool, error) {
	if i.state == nil {
		return false, nil
	}
	return true, errors.Join(decode(i.state), map[bool]error{true: errors.New("progress")}[units() != 0])
}

func (i *interruption) Between(state func() []byte) error {
	if i.moment++; i.moment == i.at {
		i.state = state()
		return errInterrupted
	}
	return nil
}

// resumable is an iteration that returns all its numbers.
type resumable struct {
	name string
	do   func(c krylov.Checkpoint) ([]float64, error)
}

// resumables are small problems in which every method restarts or solves for a bound several times.
func resumables() []resumable {
	const n = 60
	weights := sparseWeights(0.2, 3)
	b := scaled(negative(n, 0.3, weights), -1)
	m := scaled(halved(negative(n, 0.3, weights), 0.3), -1)
	triple := mat.NewSymDense(n, nil) // from one vector: goes on beside what has converged
	for i := range n {
		triple.SetSym(i, i, 1/float64(max(1, i-2)))
		if i < 3 {
			triple.SetSym(i, i, 10)
		}
	}
	a := directed(n, 0.5, func(i, j int) float64 { return float64(1+i%7*(i%7)) * weights(i, j) }) // fast and slow rows
	request := krylov.Request{Pairs: 3, Block: 1, Basis: 12, Tolerance: 1e-4, Products: 1000, Seed: 1, Workers: 2}
	return []resumable{
		{"Pencil", func(c krylov.Checkpoint) ([]float64, error) {
			e, err := pencilOf(m, b).Extremes(krylov.Ends{
				Block: 2, Center: 1, Tolerance: 1e-7, Products: 1000, Seed: 1, Workers: 2, Checkpoint: c,
			})
			if err != nil {
				return nil, err
			}
			all := []float64{e.Largest.Value, e.Largest.Bound, e.Smallest.Residual, e.Smallest.Bound, float64(e.Products), float64(e.Solves)}
			return append(append(all, e.Largest.Vector...), e.Smallest.Vector...), nil
		}},
		{"Lanczos", func(c krylov.Checkpoint) ([]float64, error) {
			q := request
			q.Checkpoint = c
			s, err := krylov.Lanczos(matrix{triple, n}, q)
			if err != nil {
				return nil, err
			}
			return append(append(append(s.Values, s.Residuals...), s.Vectors[2]...), float64(s.Products)), nil
		}},
		{"Rightmost", func(c krylov.Checkpoint) ([]float64, error) {
			q := request
			q.Pairs, q.Block, q.Basis, q.Tolerance, q.Checkpoint = 3, 2, 12, 1e-9, c
			g, err := krylov.Rightmost(a, a.diagonal(), q)
			if err != nil {
				return nil, err
			}
			return append(append(append(g.Residuals, g.Vectors[0]...), g.Vectors[2]...), float64(g.Products)), nil
		}},
	}
}

// TestInterruptedAndResumed interrupts each method at every moment and continues it: the bits are those of the
// one that was not interrupted, and of the one without a checkpoint.
func TestInterruptedAndResumed(t *testing.T) {
	for _, r := range resumables() {
		want, err := r.do(nil)
		if err != nil {
			t.Fatalf("%s: %v", r.name, err)
		}
		undisturbed := &interruption{}
		got, err := r.do(undisturbed)
		checkBits(t, r.name, got, want, err)
		t.Logf("%s: %d moments", r.name, undisturbed.moment)
		if undisturbed.moment < 10 {
			t.Errorf("%s: %d moments; the test has lost its reach", r.name, undisturbed.moment)
		}
		for at := 1; at <= undisturbed.moment; at++ {
			i := &interruption{at: at}
			if _, err := r.do(i); !errors.Is(err, errInterrupted) {
				t.Fatalf("%s, moment %d: error %v", r.name, at, err)
			}
			i.moment, i.at = 0, 2 // and again, one step on
			if got, err = r.do(i); errors.Is(err, errInterrupted) {
				i.at = 0
				got, err = r.do(i)
			}
			checkBits(t, fmt.Sprintf("%s, moment %d", r.name, at), got, want, err)
		}
	}
}

func checkBits(t *testing.T, what string, got, want []float64, err error) {
	t.Helper()
	if err != nil || len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d; error %v", what, len(got), len(want), err)
	}
	for k, v := range want {
		if math.Float64bits(got[k]) != math.Float64bits(v) {
			t.Fatalf("%s: number %d is %v, want %v", what, k, got[k], v)
		}
	}
}

// TestForeignStatesAreRefused: a state of another method, of another request, or cut off.
func TestForeignStatesAreRefused(t *testing.T) {
	all := resumables()
	states := make([][]byte, len(all))
	for k, r := range all {
		i := &interruption{at: 3}
		if _, err := r.do(i); !errors.Is(err, errInterrupted) {
			t.Fatal(err)
		}
		states[k] = i.state
	}
	for k, r := range all {
		sound := states[k]
		order := append([]byte(nil), sound...)
		order[8]++ // the lowest byte of the first count
		for what, state := range map[string][]byte{
			"another method": states[(k+1)%len(all)], "another order": order, "cut off": sound[:len(sound)-8],
			"too long": append(append([]byte(nil), sound...), 0), "a head only": sound[:12], "nothing": {},
		} {
			if _, err := r.do(&interruption{state: state}); err == nil || errors.Is(err, errInterrupted) {
				t.Errorf("%s, %s: error %v", r.name, what, err)
			}
		}
	}
}
