package network_test

import (
	"bytes"
	"testing"
	"time"

	"noiseprune/internal/testutil"
	"noiseprune/network"
)

// FuzzDecode changes encoded networks: exactly one of network and error comes back, and what is
// read is encoded as the same bytes.
func FuzzDecode(f *testing.F) {
	testutil.AddCorpus(f)
	data := encodedPair(f, network.NoiseSources{})
	f.Add(encodedPair(f, network.NoiseSources{Strengths: []float64{1, 0.5}}))
	f.Add(encodedPair(f, network.NoiseSources{Strengths: []float64{0, 1}, Common: []float64{1, 0, -1, 2, 3, 4}, Sources: 3}))
	f.Add(data)
	f.Add(data[:len(data)/2])
	f.Add(data[:len(data)-1])
	for at := 0; at < len(data); at += 7 {
		flipped := bytes.Clone(data)
		flipped[at] ^= 0x10
		f.Add(flipped)
	}
	g := testutil.NewGuard(f, testutil.Limits{Time: time.Second, Bytes: 1 << 20, PerByte: 100})
	f.Fuzz(func(t *testing.T, data []byte) {
		var net *network.Network
		var err error
		g.Read(t, len(data), func() { net, err = network.Decode(data) })
		if (net == nil) == (err == nil) {
			t.Fatalf("network %v, error %v", net, err)
		}
		if net == nil {
			return
		}
		if again, err := net.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("the network is encoded as other bytes, error %v", err)
		}
	})
}

// encodedPair returns the encoding of two neurons with leak, input, labels and noise.
func encodedPair(t testing.TB, s network.NoiseSources) []byte {
	t.Helper()
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 0.5}, {Target: 1, Source: 0, Weight: -0.25}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{
		Weights: w, Leak: []float64{1, 2}, Input: []float64{0, 3}, Labels: []string{"ADA", ""}, Noise: s,
	})
	if err != nil {
		t.Fatal(err)
	}
	data, err := net.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
