package covariance_test

import (
	"bytes"
	"encoding"
	"fmt"
	"math"
	"testing"

	"noiseprune/covariance"
	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// estimator is the common interface of both estimators.
type estimator interface {
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
	Add(x []float64)
	Samples() int64
}

const (
	encodeWidth = 5
	encodeTimes = 7
)

func encodeNetwork(t fataler) *network.Network { return randomNetwork(t, 9, 0.4, false, 1, 31) }

func encodeReference() []float64 { return normals(9, 32) }

// estimators returns a fresh one of each kind.
func estimators(net *network.Network, width int, reference []float64) map[string]estimator {
	return map[string]estimator{
		"edges": covariance.NewEdges(net, width, reference, encodeTimes),
		"dense": covariance.NewDense(net.Neurons(), width, reference),
	}
}

func encoded(t fataler, e estimator) []byte {
	t.Helper()
	data, err := e.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Encoding and decoding between any two samples, and after merging, changes no bit of later
// results.
func TestEncodingBetweenAnyTwoSamples(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	state := func(k int) []float64 { return normals(9*encodeWidth, uint64(100+k)) }
	for kind, straight := range estimators(net, encodeWidth, reference) {
		for k := range encodeTimes {
			straight.Add(state(k))
		}
		for interruption := range encodeTimes + 1 {
			before := estimators(net, encodeWidth, reference)[kind]
			for k := range interruption {
				before.Add(state(k))
			}
			after := estimators(net, encodeWidth, reference)[kind]
			if err := after.UnmarshalBinary(encoded(t, before)); err != nil {
				t.Fatalf("%s after %d samples: %v", kind, interruption, err)
			}
			for k := interruption; k < encodeTimes; k++ {
				after.Add(state(k))
			}
			if after.Samples() != straight.Samples() || !bytes.Equal(encoded(t, after), encoded(t, straight)) {
				t.Errorf("%s: interrupted after %d samples, it ends in other bits", kind, interruption)
			}
		}
	}
}

func TestEncodingBetweenMerges(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	block := func(k int) *covariance.Edges {
		b := covariance.NewEdges(net, encodeWidth, reference, 2)
		b.Add(normals(9*encodeWidth, uint64(k)))
		b.Add(normals(9*encodeWidth, uint64(k+10)))
		return b
	}
	straight, resumed := block(0), covariance.NewEdges(net, encodeWidth, reference, 2)
	straight.Merge(block(1))
	if err := resumed.UnmarshalBinary(encoded(t, straight)); err != nil {
		t.Fatal(err)
	}
	straight.Merge(block(2))
	resumed.Merge(block(2))
	if straight.Samples() != 30 || !bytes.Equal(encoded(t, straight), encoded(t, resumed)) {
		t.Error("interrupted between two merges, it ends in other bits")
	}
}

func TestDecodingRefusesOtherEstimators(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	moved := encodeReference()
	moved[3] += 0.5
	smaller := randomNetwork(t, 8, 0.4, false, 1, 31)
	for kind, e := range estimators(net, encodeWidth, reference) {
		e.Add(normals(9*encodeWidth, 1))
		good := encoded(t, e)
		refused := testutil.MustRefuse(t, func(why string, data []byte) error {
			err := e.UnmarshalBinary(data)
			if !bytes.Equal(encoded(t, e), good) {
				t.Fatalf("%s, %s: refused, but changed the estimator", kind, why)
			}
			return err
		})
		refused("empty", nil, "do not begin with")
		refused("cut in the header", good[:20], "do not begin with")
		refused("another version", append([]byte("npother9"), good[8:]...), "do not begin with")
		refused("another width", encoded(t, estimators(net, 4, reference)[kind]), "blocks of 4 replicas, not 5")
		refused("another network", encoded(t, estimators(smaller, encodeWidth, reference[:8])[kind]), "of another network")
		refused("another reference", encoded(t, estimators(net, encodeWidth, moved)[kind]), "have the reference")
		refused("cut by one value", good[:len(good)-8], "bytes of values, not")
		refused("cut by one byte", good[:len(good)-1], "bytes of values, not")
		refused("something after the end", append(bytes.Clone(good), 0), "bytes of values, not")
		refused("fewer replicas than a block", testutil.ReplaceWord(good, 16, 4), "claim 1 samples of each of 4 replicas")
		refused("replicas beyond any memory", testutil.ReplaceWord(good, 16, 1<<62), "replicas")
		refused("samples beyond any count", testutil.ReplaceWord(good, 24, math.MaxUint64), "claim")
		refused("a sum is not a number", testutil.ReplaceWord(good, len(good)-8, math.Float64bits(math.NaN())), "all must be finite")
		refused("a sum is infinite", testutil.ReplaceWord(good, len(good)-8, math.Float64bits(math.Inf(-1))), "all must be finite")
	}
}

func TestDecodingRefusesCountsThatDoNotFit(t *testing.T) {
	net, reference := encodeNetwork(t), encodeReference()
	fresh := func(times int) *covariance.Edges {
		e := covariance.NewEdges(net, encodeWidth, reference, times)
		e.Add(normals(9*encodeWidth, 1))
		return e
	}
	underWay, complete := fresh(4), fresh(4)
	complete.Complete()
	good := encoded(t, underWay)
	refused := testutil.MustRefuse(t, func(_ string, data []byte) error { return underWay.UnmarshalBinary(data) })
	refused("other planned times", encoded(t, fresh(3)), "3 planned samples per replica, not 4")
	refused("more samples than planned", testutil.ReplaceWord(good, 24, 5), "claim 5 of 4 planned samples")
	refused("a block under way of more replicas", testutil.ReplaceWord(good, 16, 10), "block under way of 10 replicas, not 5")
	refused("more groups than replicas", testutil.ReplaceWord(encoded(t, complete), 48, 6), "6 groups of 5 replicas")
	refused("groups beyond any number", testutil.ReplaceWord(encoded(t, complete), 48, 1<<63), "groups")
	refused("lanes that are called complete", testutil.ReplaceWord(good, 48, 5), "bytes of values, not")
	if !bytes.Equal(encoded(t, underWay), good) {
		t.Error("a refused encoding has changed the estimator")
	}
	if err := underWay.UnmarshalBinary(encoded(t, complete)); err != nil || !bytes.Equal(encoded(t, underWay), encoded(t, complete)) {
		t.Errorf("complete sums are not decoded in place of a block under way: %v", err)
	}
	if err := complete.UnmarshalBinary(good); err != nil || !bytes.Equal(encoded(t, complete), good) {
		t.Errorf("a block under way is not decoded in place of complete sums: %v", err)
	}
	complete.Add(normals(9*encodeWidth, 2))
	underWay = fresh(4)
	underWay.Add(normals(9*encodeWidth, 2))
	if !bytes.Equal(encoded(t, complete), encoded(t, underWay)) {
		t.Error("a block under way that was decoded into complete sums goes on to other bits")
	}
}

// For any bytes, either decoding is an error and leaves the estimator unchanged, or the
// estimator then encodes to the same bytes.
func FuzzUnmarshal(f *testing.F) {
	net := randomNetwork(f, 3, 0.8, false, 1, 1)
	reference := []float64{0, 1, -2}
	for _, e := range estimators(net, 2, reference) {
		e.Add([]float64{1, 2, 3, 4, 5, 6})
		data, err := e.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	merged := covariance.NewEdges(net, 2, reference, encodeTimes)
	merged.Merge(covariance.NewEdges(net, 2, reference, encodeTimes))
	f.Add(encoded(f, merged))
	f.Fuzz(func(t *testing.T, data []byte) {
		for kind, e := range estimators(net, 2, reference) {
			before := encoded(t, e)
			want := data
			if err := e.UnmarshalBinary(data); err != nil {
				want = before
			}
			if !bytes.Equal(encoded(t, e), want) {
				t.Errorf("%s: holds neither what it held nor what it read", kind)
			}
		}
	})
}

func ExampleEdges_MarshalBinary() {
	w, _ := network.NewCSR(2, []network.Entry{{Target: 1, Source: 0, Weight: 0.5}})
	net, _ := network.New(network.Parts{Weights: w, Leak: []float64{1, 1}})
	interrupted := covariance.NewEdges(net, 1, []float64{0, 0}, 1)
	interrupted.Add([]float64{1, 2})
	saved, _ := interrupted.MarshalBinary()

	resumed := covariance.NewEdges(net, 1, []float64{0, 0}, 1)
	fmt.Println(resumed.UnmarshalBinary(saved), resumed.Samples())
	fmt.Println(covariance.NewEdges(net, 8, []float64{0, 0}, 1).UnmarshalBinary(saved))
	// Output:
	// <nil> 1
	// saved statistics are of blocks of 1 replicas, not 8
}
