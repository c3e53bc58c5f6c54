package sim_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"
	"sync"

	"noiseprune/integrator"
	"noiseprune/network/netio"
	"noiseprune/sim"
)

// entries is a Store in memory. Every 200 steps it asks the tasks under way to save where they
// stand; after 1500 it interrupts the run, in the place of Ctrl-C.
type entries struct {
	mu    sync.Mutex
	saved map[string][]byte
	steps uint64
	stop  context.CancelFunc
}

func (e *entries) Get(name string) ([]byte, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	data, ok := e.saved[name]
	return data, ok
}

func (e *entries) Put(name string, data []byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.saved[name] = data
}

func (e *entries) Delete(prefix string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	maps.DeleteFunc(e.saved, func(name string, _ []byte) bool { return strings.HasPrefix(name, prefix) })
}

func (e *entries) Round() uint64 {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.steps++; e.steps == 1500 {
		e.stop()
	}
	return e.steps / 200
}

func (e *entries) Flush() {}

// A run whose context ends keeps in its Store where it stands; the same call goes on from there,
// and its Result is that of a run without interruption. A program that Ctrl-C is to stop takes its
// context from signal.NotifyContext.
func ExampleStore() {
	spec := sim.DefaultSpec()
	spec.Network.Source = "clustered:sizes=60/2x20,long=50"
	spec.Integration.Stepper = integrator.EulerMaruyamaKind
	spec.Covariance.Samples = sim.Exactly(1000)
	loaded, err := netio.Load(spec.Network, spec.Seed, netio.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	net := loaded.Network
	spec.Network = loaded.Definition

	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	store := &entries{saved: map[string][]byte{}, stop: stop}
	_, err = sim.Run(ctx, spec, net, sim.Options{Store: store})
	fmt.Println("interrupted:", errors.Is(err, context.Canceled))

	resumed, err := sim.Run(context.Background(), spec, net, sim.Options{Store: store})
	if err != nil {
		fmt.Println(err)
		return
	}
	whole, err := sim.Run(context.Background(), spec, net, sim.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("kept:", resumed.Pruned.Edges, "edges, without interruption", whole.Pruned.Edges)
	// Output:
	// interrupted: true
	// kept: 701 edges, without interruption 701
}
