// Package timeseries estimates statistics of recorded activity in one pass, in memory that does
// not depend on the length of the recording.
//
// A frame is the values of K series at one time; frames follow each other at equal intervals Δ.
// The estimators take them one at a time by Add:
//
//	Moments         mean and variance of each series
//	Lagged          covariances at lags of 0 … L frames, of each series and of chosen pairs
//	Welch           power spectral densities, cross-spectra and coherences
//	ActiveFraction  how often each series is above a threshold, and how many are at once
//
// GroupMeans makes series of population means, which any of them takes. What the estimates of a
// linear network converge to is computed by LaggedExact and SpectrumExact of package covariance, and
// WelchExpected says what Welch's method gives of them.
//
// Estimators of independent trajectories are merged: Merge ends the trajectories of both, and
// frames that are added later begin a new one. Merged in the same order, they have the same bits.
// All estimators encode themselves between any two frames; what is decoded goes on to the same bits.
//
// Standard errors of means, covariances and fractions are by batch means: a trajectory is cut into
// batches of equal length, whose number stays between half a limit and that limit, as neighbours are
// joined when it is reached. They hold where a batch is much longer than the activity is correlated.
//
// The sums of all have the same bits on any machine, with one exception: where a segment's length is
// no power of two, Welch goes through gonum's Fourier transform, whose products the compiler may fuse
// on some architectures, so that its sums agree between architectures to rounding only.
package timeseries
