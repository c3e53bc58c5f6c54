// Package covariance measures or computes how the activities of a network's neurons
// vary together.
//
// The estimators take samples of a block of replicas, X[i*width+r] for neuron i and
// replica r, and keep sums about a fixed reference point:
//
//	Edges     variances and, for each edge, diff-cov: memory O(edges)
//	Dense     the whole covariance matrix: memory N²/2
//	Tracked   diff-cov of a few edges for each replica apart, from which error bars come
//
// Each belongs to one block while samples come in. Blocks are then merged in ascending
// order. The order of all additions is fixed (lanes.go), so that the sums are the same
// to the bit for any number of workers, any interruption, any machine.
//
// The oracles Stationary, EulerMaruyama and LeimkuhlerMatthews compute what linear
// networks must converge to. They go through gonum's LAPACK and agree between machines
// to rounding only.
package covariance
