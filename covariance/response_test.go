package covariance_test

import (
	"bytes"
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// TestResponseIsTheFormula on a network of two neurons, of which one inhibits the other.
func TestResponseIsTheFormula(t *testing.T) {
	w, err := network.NewCSR(2, []network.Entry{{Target: 1, Source: 0, Weight: -2}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: network.UniformLeak(2, 1)})
	if err != nil {
		t.Fatal(err)
	}
	s := covariance.NewResponse(net, 4, 10)
	first, second := []float64{1, 2, 3, 4, 5, 6, 7, 8}, []float64{0, 1, 0, -1, 2, 0, 0, 3}
	s.Add(first)
	s.Add(second)
	var want [4]float64 // x₀², x₁², y² of replicas 0 and 1, y² of replicas 2 and 3
	for _, x := range [][]float64{first, second} {
		for r := range 4 {
			y := x[4+r] + x[r] // x₁ − s x₀, s = −1
			want[0] += x[r] * x[r] / 4
			want[1] += x[4+r] * x[4+r] / 4
			want[2+r/2] += y * y / 2
		}
	}
	for k, sum := range s.Sums() {
		if math.Abs(sum-want[k]) > 1e-14*want[k] {
			t.Errorf("sum %d is %v, want %v", k, sum, want[k])
		}
	}
	a, b := s.Edges(s.Sums())
	if len(a) != 1 || len(b) != 1 || a[0] != s.Sums()[2] || b[0] != s.Sums()[3] {
		t.Errorf("the edges are %v and %v of %v", a, b, s.Sums())
	}
}

func TestResponseEncoding(t *testing.T) {
	net := encodeNetwork(t)
	fresh := func() *covariance.Response { return covariance.NewResponse(net, 4, 6) }
	s := fresh()
	s.Add(normals(9*4, 1))
	sound, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	again := fresh()
	if err := again.UnmarshalBinary(sound); err != nil {
		t.Fatal(err)
	}
	again.Add(normals(9*4, 2))
	s.Add(normals(9*4, 2))
	for k, sum := range s.Sums() {
		if again.Sums()[k] != sum {
			t.Errorf("sum %d is %v after an interruption, %v without", k, again.Sums()[k], sum)
		}
	}
	before, err := s.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	refused := testutil.MustRefuse(t, func(_ string, data []byte) error { return s.UnmarshalBinary(data) })
	refused("nothing", nil, "does not begin with")
	refused("cut by a value", sound[:len(sound)-8], "of other edges")
	refused("another width", testutil.ReplaceWord(sound, 8, 2), "of 2 replicas")
	refused("another network", testutil.ReplaceWord(sound, 16, 1), "of another network")
	refused("a value that is not finite", testutil.ReplaceWord(sound, len(sound)-8, 0x7ff0000000000000), "+Inf")
	if after, err := s.MarshalBinary(); err != nil || !bytes.Equal(after, before) {
		t.Error("a refused encoding has changed the sums")
	}
}

func TestResponsePanics(t *testing.T) {
	net := encodeNetwork(t)
	for name, misuse := range map[string]func(){
		"an odd width":      func() { covariance.NewResponse(net, 3, 1) },
		"no width":          func() { covariance.NewResponse(net, 0, 1) },
		"no edges":          func() { covariance.NewResponse(net, 2, 0) },
		"a state too short": func() { covariance.NewResponse(net, 2, 1).Add(make([]float64, 17)) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s does not panic", name)
				}
			}()
			misuse()
		}()
	}
}
