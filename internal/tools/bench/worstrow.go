package main

import (
	"fmt"
	"math"
	"runtime/debug"
	"time"

	"noiseprune/compare"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/rules"
)

// worstRow is the worst-case ε of two pruned networks to a hundredth, beside SciPy's Lanczos iteration with conjugate gradients and
// its LOBPCG. All read the same matrices A.
func worstRow(o options, cores int) row {
	generator, size := symmetricConnectome(o)
	t := task{
		Work: "worst", Network: generator, File: temporary(o, "worst-original.npz"), Keep: 0.3, Tolerance: 1e-2, Workers: cores,
		Pruned: []string{temporary(o, "worst-noise.npz"), temporary(o, "worst-weight.npz")},
	}
	made := t
	made.Work = "write-pruned"
	return row{
		name: "worst", title: "worst-case ε to 1% of noise-prune and of weight-only, keeping 0.3, FlyWire-like, symmetrized, " + size,
		task: t, amount: float64(len(t.Pruned)), unit: "networks",
		first: []first{{script: ours, task: made}},
		peers: []peer{{name: "SciPy, the faster of eigsh with conjugate gradients and of LOBPCG", script: "with_scipy", target: 5}},
	}
}

// writePruned writes A of a network and of its pruned networks, rescaled and with a matched diagonal: by noise-prune with the
// scores |w|(1/(2D_i) + 1/(2D_j)) of uncoupled neurons, and by weights alone.
func writePruned(t task) (answer, error) {
	loaded, err := loadNetwork(t.Network)
	if err != nil {
		return answer{}, err
	}
	net, err := dominant(loaded.Weights(), nil)
	if err != nil {
		return answer{}, err
	}
	if err := writeWhole(t.File, net); err != nil {
		return answer{}, err
	}
	locals := network.NewLocalCovariance(net)
	for i, leak := range net.Leak() {
		locals.Variance[i] = 1 / (2 * leak)
	}
	for k, kind := range []rules.Kind{rules.NoiseKind, rules.WeightKind} {
		plan, err := rules.NewPlan(net, locals, rules.Request{Rule: kind.Rule(), Budget: rules.Budget{Kind: rules.Keep, Value: t.Keep}})
		if err != nil {
			return answer{}, err
		}
		pruned, err := plan.Sample(noise.Key{Seed: 1, Purpose: noise.Prune}, 0, rules.Sampling{MaxFactor: math.Inf(1)})
		if err != nil {
			return answer{}, err
		}
		if err := writeWhole(t.Pruned[k], pruned); err != nil {
			return answer{}, err
		}
	}
	return answer{}, nil
}

// writeWhole writes A, the diagonal among its entries.
func writeWhole(file string, net *network.Network) error {
	var entries []network.Entry
	for _, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			entries = append(entries, e)
		}
	}
	for i, a := range net.Diagonal() {
		entries = append(entries, network.Entry{Target: i, Source: i, Weight: a})
	}
	whole, err := network.NewCSR(net.Neurons(), entries)
	if err != nil {
		return err
	}
	return netio.Write(file, &netio.Matrix{Weights: whole}, nil)
}

// readWhole reads A.
func readWhole(file string) (*network.Network, error) {
	m, err := netio.Read(file, network.Reading{}, netio.DefaultLimits())
	if err != nil {
		return nil, err
	}
	return network.New(network.Parts{Weights: m.Weights, Leak: make([]float64, m.Weights.Order())})
}

// measureWorst finds the worst case of each pruned network.
func measureWorst(t task) (answer, error) {
	net, err := readWhole(t.File)
	if err != nil {
		return answer{}, err
	}
	a := answer{Variant: "compare.DistortionWithin", Found: map[string]float64{}}
	for k, file := range t.Pruned {
		pruned, err := readWhole(file)
		if err != nil {
			return answer{}, err
		}
		debug.FreeOSMemory()
		start := time.Now()
		d, err := compare.DistortionWithin(nil, net, pruned, t.Tolerance, t.Workers)
		if err != nil {
			return answer{}, err
		}
		a.Seconds += time.Since(start).Seconds()
		a.Found[fmt.Sprintf("epsilon_%d", k+1)] = d.Epsilon()
		a.Found[fmt.Sprintf("error_%d", k+1)] = d.Error
		a.Found[fmt.Sprintf("products_%d", k+1)] = float64(d.Products)
	}
	return a, nil
}
