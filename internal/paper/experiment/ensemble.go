package experiment

import (
	"context"
	"math"
	"slices"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/internal/trajectory"
	"noiseprune/network"
	"noiseprune/noise"
)

// Ensemble is a network under unit noise, sampled for its covariance by independent
// replicas at times so far apart that the samples of one replica are nearly independent
// too: how many there are is then known, not estimated.
type Ensemble struct {
	net              *network.Network
	weights          integrator.Weights[float64]
	stepper          integrator.StepperKind
	StepSize         float64
	BurnIn, Interval int // steps before the first sample, and between two samples
	key              noise.Key
}

// The autocorrelation of the squares of the slowest uncoupled neuron is e^(−2t/τ), e^−3
// between two samples: M samples are worth M tanh(1.5) = 0.905 M. Most synapses are those of
// the larger clusters, five times as fast: M tanh(7).
const (
	sampleInterval = 1.5 // time constants of the slowest uncoupled neuron
	sampleBurnIn   = 5   // slowest time constants of the network: the variance lacks e^−10
)

// EnsembleWidest is the largest number of replicas of a block in the study of samples.
const EnsembleWidest = 64

// NewEnsemble prepares blocks of at most `width` replicas, with step size h.
func NewEnsemble(seed uint64, net *network.Network, s integrator.StepperKind, h float64, width int) (Ensemble, error) {
	scales, err := net.TimeScales()
	if err != nil {
		return Ensemble{}, err
	}
	return Ensemble{
		net: net, weights: integrator.Pack[float64](net, integrator.AutoKernel, width), stepper: s, StepSize: h,
		BurnIn:   int(math.Ceil(sampleBurnIn / scales.Slow / h)),
		Interval: int(math.Ceil(sampleInterval / -slices.Max(net.Diagonal()) / h)),
		key:      noise.Key{Seed: seed, Purpose: noise.Drive},
	}, nil
}

// SampleBlock is a set of samples: replicas from number First on, each sampled Times times.
// Blocks of different replicas are independent.
type SampleBlock struct{ First, Replicas, Times int }

// ReplicaSteps returns the steps of a block of samples, those of each replica counted.
func (e Ensemble) ReplicaSteps(b SampleBlock) int64 { return int64(b.Replicas) * int64(e.steps(b)) }

// steps returns the step of the last sample of a block.
func (e Ensemble) steps(b SampleBlock) int { return e.BurnIn + e.Interval*(b.Times-1) }

// Estimate integrates the replicas of a block from rest and returns the covariance about
// the mean of the n samples, multiplied by n/(n−1) so that it is unbiased. It reports steps of
// replicas to the progress.
func (e Ensemble) Estimate(ctx context.Context, b SampleBlock, p resume.Progress) (network.LocalCovariance, error) {
	drive := integrator.Drive{Strength: 1, StepSize: e.StepSize, Key: e.key}
	stepper, err := integrator.New(e.stepper, e.net, e.weights, drive)
	if err != nil {
		return network.LocalCovariance{}, err
	}
	sums := covariance.NewEdges(e.net, b.Replicas, make([]float64, e.net.Neurons()), b.Times)
	block := trajectory.New(trajectory.Observer{
		First: e.BurnIn, Interval: e.Interval, Observe: func(_ int, _, state []float64) { sums.Add(state) },
	}, integrator.NewBlock[float64](e.net.Neurons(), b.Replicas, b.First), stepper)
	unsaved := resume.Unsaved(ctx, p)
	if err := block.Begin(unsaved); err != nil {
		return network.LocalCovariance{}, err
	}
	if err := block.Integrate(unsaved, e.steps(b)); err != nil {
		return network.LocalCovariance{}, err
	}
	return unbiased(sums.Local(), b.Replicas*b.Times), nil
}

// unbiased multiplies estimates from n samples about their own mean by n/(n−1).
func unbiased(l network.LocalCovariance, n int) network.LocalCovariance {
	factor := float64(n) / float64(n-1)
	for _, values := range [][]float64{l.Variance, l.Covariance} {
		for k := range values {
			values[k] *= factor
		}
	}
	return l
}

// RelativeTo returns d/d₀ − 1 for each synapse but those of a neuron onto itself.
func RelativeTo(net *network.Network, d, d0 []float64) (changes []float64) {
	for k, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			changes = append(changes, d[k]/d0[k]-1)
		}
	}
	return changes
}
