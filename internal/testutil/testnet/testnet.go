// Package testnet makes the networks that tests of several packages share.
package testnet

import (
	"testing"

	"noiseprune/network"
	"noiseprune/noise"
)

// Of returns the linear network of the leaks and the entries of W.
func Of(t testing.TB, leak []float64, entries ...network.Entry) *network.Network {
	t.Helper()
	w, err := network.NewCSR(len(leak), entries)
	if err != nil {
		t.Fatal(err)
	}
	return WithLeak(t, w, leak)
}

// WithLeak returns the linear network of weights and leaks.
func WithLeak(t testing.TB, w *network.CSR, leak []float64) *network.Network {
	t.Helper()
	net, err := network.New(network.Parts{Weights: w, Leak: leak})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// Weights returns the weights that a generator's text makes with seed 1.
func Weights(t testing.TB, text string) *network.CSR {
	t.Helper()
	g, err := network.ParseGenerator(text)
	if err != nil {
		t.Fatal(err)
	}
	w, err := g.Generate(noise.Key{Seed: 1, Purpose: noise.Generate}.Source(0, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Dominant returns the network of these weights whose leak is dominant with that slack.
func Dominant(t testing.TB, text string, slack float64) *network.Network {
	t.Helper()
	w := Weights(t, text)
	return WithLeak(t, w, network.DominantLeak(w, slack))
}

// FeedForward has strong weights onto the next neurons, weak ones back, and leaks from 1 on.
func FeedForward(t testing.TB, n int) *network.Network {
	t.Helper()
	var entries []network.Entry
	leak := make([]float64, n)
	for i := range n {
		leak[i] = 1 + 0.5*float64(i)
		for back := 1; back <= 3 && back <= i; back++ {
			entries = append(entries, network.Entry{Target: i, Source: i - back, Weight: 3})
		}
		if i%7 == 0 && i > 10 {
			entries = append(entries, network.Entry{Target: i - 10, Source: i, Weight: 1e-4})
		}
	}
	return Of(t, leak, entries...)
}

// Thinned returns the network without a third of its pairs, the others 1.2 times as strong: symmetric where it is.
func Thinned(t testing.TB, net *network.Network) *network.Network {
	t.Helper()
	var kept []network.Entry
	for _, e := range net.Weights().Entries() {
		if e.Weight *= 1.2; (e.Target+e.Source)%3 > 0 {
			kept = append(kept, e)
		}
	}
	weights, err := network.NewCSR(net.Neurons(), kept)
	if err != nil {
		t.Fatal(err)
	}
	return WithLeak(t, weights, net.Leak())
}
