package workload

import (
	"math"

	"noiseprune/covariance"
	"noiseprune/network"
)

// DenseCovariance returns the addition of one sample of all replicas to the full covariance matrix.
func DenseCovariance(neurons, replicas, workers int) Work {
	return estimators(neurons, replicas, workers, func(width int, reference []float64) estimator {
		return covariance.NewDense(neurons, width, reference)
	})
}

// EdgeCovariance returns the addition of one sample of all replicas to the covariances on the
// network's edges.
func EdgeCovariance(net *network.Network, replicas, workers int) Work {
	return estimators(net.Neurons(), replicas, workers, func(width int, reference []float64) estimator {
		return covariance.NewEdges(net, width, reference, math.MaxInt)
	})
}

// estimator is a streaming covariance.
type estimator interface{ Add(x []float64) }

// estimators returns the work in which each worker adds its block to its own estimator, as in sim.
func estimators(neurons, replicas, workers int, newEstimator func(width int, reference []float64) estimator) Work {
	var all Work
	first := 0
	for _, width := range Shares(replicas, workers) {
		x := make([]float64, neurons*width)
		key().FillNormals(x, 0, 0, neurons, first, width)
		first += width
		e := newEstimator(width, make([]float64, neurons))
		all = append(all, func() { e.Add(x) })
	}
	return all
}
