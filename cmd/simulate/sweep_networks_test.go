package main

import (
	"context"
	"io"
	"runtime"
	"testing"
	"weak"

	"noiseprune/network"
	"noiseprune/sim"
)

// TestOneNetworkOfASweepIsInMemory: each is read when its turn comes, and is gone when the next one is read.
func TestOneNetworkOfASweepIsInMemory(t *testing.T) {
	c := newSweep(nil)
	c.SetErr(io.Discard)
	c.SetContext(context.Background())
	s := settings{spec: sim.DefaultSpec(), workers: 1, quiet: true}
	s.spec.Covariance.Samples, s.spec.Compare.Runs, s.spec.Compare.Spectra = sim.Exactly(64), 2, sim.NoSpectra
	sources := []string{"path:n=5", "path:n=6", "path:n=7"}
	networks, err := s.checkSwept(c, sources, []float64{0.5})
	if err != nil {
		t.Fatal(err)
	}
	var read []weak.Pointer[network.Network]
	for k, n := range networks {
		networks[k].read = func() (*network.Network, error) {
			runtime.GC()
			for i, earlier := range read {
				if earlier.Value() != nil {
					t.Errorf("%s is still in memory when %s is read", sources[i], n.source)
				}
			}
			net, err := n.read()
			read = append(read, weak.Make(net))
			return net, err
		}
	}
	w := sweeping{keeps: []float64{0.5}, level: 0.1, networks: networks}
	results, failed, err := s.sweepAll(folder{}, c, w, newProgress(io.Discard, true, autoProgress))
	if err != nil || len(failed) > 0 || results.found() != 3 || len(read) != 3 {
		t.Errorf("%d results, %d networks read, %v, %v", results.found(), len(read), failed, err)
	}
}

// TestSourcesAreNamedOnce: also under two names.
func TestSourcesAreNamedOnce(t *testing.T) {
	for _, c := range []struct {
		reason string
		args   []string
		ok     bool
	}{
		{"different files", []string{"a.csv", "b.csv", "b/a.csv"}, true},
		{"the same file", []string{"a.csv", "b.csv", "a.csv"}, false},
		{"the same file by another path", []string{"a.csv", "./a.csv"}, false},
		{"through a folder", []string{"a.csv", "b/../a.csv"}, false},
		{"generators", []string{"path:n=5", "path:n=6"}, true},
		{"the same generator", []string{"path:n=5", "path:n=5"}, false},
	} {
		if _, err := expandSources(c.args); (err == nil) != c.ok || err != nil && !isInputError(err) {
			t.Errorf("%s: %v", c.reason, err)
		}
	}
}

// TestKeptNetworksComeFromTheStore: a network is read once, and after that from the entry of the store, which a damaged one is told of.
func TestKeptNetworksComeFromTheStore(t *testing.T) {
	store, err := openCheckpoint(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	times := 0
	s := settings{spec: sim.DefaultSpec()}
	s.spec.Network.Source = "path:n=5"
	read := kept(store, "swept-0", func() (*network.Network, error) { times++; return s.reading(s.spec)() })
	for range 3 {
		if net, err := read(); err != nil || net.Neurons() != 5 {
			t.Fatal(net, err)
		}
	}
	if times != 1 {
		t.Errorf("read %d times", times)
	}
	store.Put("swept-0", []byte("nonsense"))
	if _, err := read(); err == nil {
		t.Error("nonsense is a network")
	}
}
