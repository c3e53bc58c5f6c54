// Command outside, a program in a module of its own, prunes the network of a file by noise-prune
// and by a rule of its own, and compares both pruned networks with the original.
package main

import (
	"context"
	"fmt"
	"log"
	"math"
	"os"

	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/rules"
	"noiseprune/sim"
)

// hebb is a rule of our own: it scores a synapse by its weight and the covariance of its neurons.
func hebb(w, varI, varJ, covIJ float64) float64 { return math.Abs(w * covIJ) }

func main() {
	if len(os.Args) != 2 {
		log.Fatal("usage: outside FILE")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(file string) error {
	spec := sim.DefaultSpec()
	spec.Network.Source = file
	loaded, err := netio.Load(spec.Network, spec.Seed, netio.DefaultLimits())
	if err != nil {
		return err
	}
	net := loaded.Network
	spec.Network = loaded.Definition
	result, err := sim.Run(context.Background(), spec, net, sim.Options{})
	if err != nil {
		return err
	}
	plan, err := rules.NewPlan(net, result.Data.Local, rules.Request{
		Rule: hebb, Budget: rules.Budget{Kind: rules.Edges, Value: result.Plan.ExpectedEdges},
	})
	if err != nil {
		return err
	}
	pruned, err := plan.Sample(noise.Key{Seed: spec.Seed, Purpose: noise.Prune}, 0, rules.Sampling{MaxFactor: math.Inf(1)})
	if err != nil {
		return err
	}
	own, err := sim.Compare(context.Background(), spec, net, pruned, sim.Options{})
	if err != nil {
		return err
	}
	result.Rules["hebb"] = own.Rules["pruned"]
	for _, name := range []string{"noise", "weight", "uniform", "hebb"} {
		o := result.Rules[name]
		fmt.Printf("%-8s keeps %d of %d edges; ", name, o.Pruned.Edges, net.Edges())
		if o.TrajectoryError == nil {
			fmt.Println(*o.Diverged)
			continue
		}
		fmt.Printf("trajectories differ by %.3f\n", o.TrajectoryError.Median)
	}
	return nil
}
