// Package covariance estimates the covariance of a network's activity from samples, and
// computes the exact stationary covariance of linear networks.
//
// The estimators take samples of a block of replicas, X[i*width+r] for neuron i and
// replica r, and keep sums about a fixed reference point:
//
//	Edges     variances and, for each edge, diff-cov, with their standard errors: memory O(edges)
//	Dense     the whole covariance matrix: memory N²/2
//
// Each takes the samples of one block. Blocks are then merged in ascending order. The
// order of all additions is fixed (lanes.go), so that the sums have the same bits for any
// number of workers, after any interruption, and on any machine.
//
// Stationary, EulerMaruyama and LeimkuhlerMatthews compute the covariance to which the
// estimates of a linear network converge, and Trapezoid that of a cycle of truncated
// solves. They use LAPACK through gonum and agree between
// machines to rounding only.
package covariance
