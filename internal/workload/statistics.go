package workload

import (
	"noiseprune/covariance"
	"noiseprune/network"
)

// DenseCovariance returns one sample of all replicas taken into the whole covariance
// matrix.
func DenseCovariance(neurons, replicas, workers int) Team {
	return estimators(neurons, replicas, workers, func(width int, reference []float64) estimator {
		return covariance.NewDense(neurons, width, reference)
	})
}

// EdgeCovariance returns one sample of all replicas taken into the covariances on the
// network's edges.
func EdgeCovariance(net *network.Network, replicas, workers int) Team {
	return estimators(net.Neurons(), replicas, workers, func(width int, reference []float64) estimator {
		return covariance.NewEdges(net, width, reference)
	})
}

// estimator is what the covariance's estimators have in common.
type estimator interface{ Add(x []float64) }

// estimators gives each worker an estimator of its own block, as sim does.
func estimators(neurons, replicas, workers int, newEstimator func(width int, reference []float64) estimator) Team {
	var team Team
	first := 0
	for _, width := range Shares(replicas, workers) {
		x := make([]float64, neurons*width)
		key().FillNormals(x, 0, 0, neurons, first, width)
		first += width
		e := newEstimator(width, make([]float64, neurons))
		team = append(team, func() { e.Add(x) })
	}
	return team
}
