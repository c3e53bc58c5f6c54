package covariance_test

import (
	"fmt"

	"noiseprune/covariance"
	"noiseprune/network"
)

func ExampleStationary() {
	// Two neurons that excite each other with weight 1 and leak 3: −A has the
	// eigenvalues 2 (both alike) and 4 (opposite), whose modes vary by σ²/4 and σ²/8.
	w, _ := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 1}, {Target: 1, Source: 0, Weight: 1}})
	net, _ := network.New(network.Parts{Weights: w, Leak: []float64{3, 3}})

	exact, err := covariance.Stationary(net, 4)
	if err != nil {
		fmt.Println(err)
		return
	}
	local := covariance.LocalFrom(net, exact.Covariance)
	fmt.Printf("variance %.3f, covariance %.3f, diff-cov %.3f\n",
		local.Variance[0], local.Covariance[0], local.DiffCov(net)[0])

	_, err = covariance.EulerMaruyama(net, 4, 0.6)
	fmt.Println(err)
	// Output:
	// variance 3.000, covariance 1.000, diff-cov 4.000
	// the network has no stationary covariance at step size 0.6: Φ has an eigenvalue of magnitude 1 or more, or too near it; take a step size below 0.5
}

func ExampleEdges() {
	w, _ := network.NewCSR(2, []network.Entry{{Target: 1, Source: 0, Weight: -0.5}})
	net, _ := network.New(network.Parts{Weights: w, Leak: []float64{1, 1}})

	// Two replicas, two times: neuron 0 first, then neuron 1.
	edges := covariance.NewEdges(net, 2, []float64{0, 0}, 2)
	edges.Add([]float64{1, -1, -2, 2})
	edges.Add([]float64{2, -2, -2, 2})
	local := edges.Local()
	fmt.Println(edges.Samples(), local.Variance, local.Covariance, local.DiffCov(net))
	// Output:
	// 4 [2.5 4] [-3] [0.5]
}
