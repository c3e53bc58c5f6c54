package sim_test

import (
	"context"
	"fmt"

	"noiseprune/network/netio"
	"noiseprune/sim"
)

// A small network of three clusters, pruned by noise-prune and by the two controls. A number in
// a Result that could not be had is nil, and a note says why.
func ExampleRun() {
	spec := sim.DefaultSpec()
	spec.Network.Source = "clustered:sizes=60/2x20,long=50"
	spec.Covariance.Samples = sim.Exactly(1000)
	loaded, err := netio.Load(spec.Network, spec.Seed, netio.DefaultLimits())
	if err != nil {
		fmt.Println(err)
		return
	}
	net := loaded.Network
	spec.Network = loaded.Definition
	result, err := sim.Run(context.Background(), spec, net, sim.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(net.Neurons(), "neurons,", net.Edges(), "edges")
	for _, rule := range result.Data.Rules {
		found := result.Rules[rule.Name]
		fmt.Printf("%-7s keeps %4d edges, trajectory error %.2f, change of eigenvalues %.2f\n",
			rule.Name, found.Pruned.Edges, found.TrajectoryError.Median, found.EpsLambda.Median)
	}
	fmt.Println("notes:", result.Notes)
	// Output:
	// 100 neurons, 1320 edges
	// noise   keeps  707 edges, trajectory error 0.10, change of eigenvalues 0.04
	// weight  keeps  673 edges, trajectory error 0.18, change of eigenvalues 0.04
	// uniform keeps  706 edges, trajectory error 0.25, change of eigenvalues 0.06
	// notes: []
}
