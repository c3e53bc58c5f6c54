package paper

import (
	"context"
	"math"
	"slices"

	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/internal/kernel"
	"noiseprune/network"
	"noiseprune/noise"
)

// scheme is a stepper together with the covariance that it must converge to.
type scheme struct {
	name    string // in files
	title   string // in pictures
	stepper func(*network.Network, kernel.Product[float64], integrator.Drive) (integrator.Stepper[float64], error)
	exact   func(net *network.Network, sigma, h float64) (*covariance.Exact, error)
}

// eulerMaruyama is the stepper of the authors' trajectories.
func eulerMaruyama() scheme {
	return scheme{
		"euler_maruyama", "Euler–Maruyama",
		func(net *network.Network, w kernel.Product[float64], d integrator.Drive) (integrator.Stepper[float64], error) {
			return integrator.NewEulerMaruyama(net, w, d)
		}, covariance.EulerMaruyama,
	}
}

// leimkuhlerMatthews is the stepper without bias in symmetric networks.
func leimkuhlerMatthews() scheme {
	return scheme{
		"leimkuhler_matthews", "Leimkuhler–Matthews",
		func(net *network.Network, w kernel.Product[float64], d integrator.Drive) (integrator.Stepper[float64], error) {
			return integrator.NewLeimkuhlerMatthews(net, w, d)
		}, covariance.LeimkuhlerMatthews,
	}
}

// ensemble is a network under unit noise, sampled for its covariance by independent
// replicas at times so far apart that the samples of one replica are as good as
// independent too: how many there are is then known, not estimated.
type ensemble struct {
	net              *network.Network
	product          kernel.Product[float64]
	scheme           scheme
	h                float64
	burnIn, interval int // steps
	key              noise.Key
}

// Between samples, the squares of the slowest neuron left alone, whose correlation is
// e^(−2t/τ), forget all but e^−3 of themselves: M samples are worth M tanh(1.5) = 0.905 M.
// Most synapses are those of the larger clusters, five times as fast: M tanh(7).
const (
	forgotten      = 1.5 // leaks' time constants between two samples
	settled        = 5   // slowest time constants before the first one: the variance lacks e^−10
	ensembleWidest = 64
)

// ensemble prepares blocks of at most `width` replicas.
func (j *job) ensemble(net *network.Network, s scheme, h float64, width int) (ensemble, error) {
	scales, err := net.TimeScales()
	if err != nil {
		return ensemble{}, err
	}
	return ensemble{
		net: net, product: kernel.New[float64](net.Weights(), kernel.Auto, width), scheme: s, h: h,
		burnIn:   int(math.Ceil(settled / scales.Slow / h)),
		interval: int(math.Ceil(forgotten / -slices.Max(net.Diagonal()) / h)),
		key:      noise.Key{Seed: j.opt.Seed, Purpose: noise.Drive},
	}, nil
}

// steps returns the steps of replicas that a block of samples takes.
func (e ensemble) steps(b sampleBlock) int64 {
	return int64(b.replicas) * int64(e.burnIn+e.interval*(b.times-1))
}

// sampleBlock is a set of samples: replicas from number `first` on, each looked at
// several times. Blocks of different replicas are independent.
type sampleBlock struct{ first, replicas, times int }

// samples returns their number.
func (b sampleBlock) samples() int { return b.replicas * b.times }

// estimate runs the replicas of a block from rest and returns diff-cov, free of the loss
// of one sample to the mean: multiplied by n/(n−1).
func (e ensemble) estimate(ctx context.Context, b sampleBlock, advanced func(steps int64)) (network.LocalCovariance, error) {
	stepper, err := e.scheme.stepper(e.net, e.product, integrator.Drive{Strength: 1, StepSize: e.h, Key: e.key})
	if err != nil {
		return network.LocalCovariance{}, err
	}
	block := integrator.NewBlock[float64](e.net.Neurons(), b.replicas, b.first)
	sums := covariance.NewEdges(e.net, b.replicas, make([]float64, e.net.Neurons()))
	for k := range b.times {
		steps := e.interval
		if k == 0 {
			steps = e.burnIn
		}
		for range steps {
			if err := stepper.Advance(block); err != nil {
				return network.LocalCovariance{}, err
			}
		}
		sums.Add(block.State)
		advanced(int64(steps) * int64(b.replicas))
		if ctx.Err() != nil {
			return network.LocalCovariance{}, ctx.Err()
		}
	}
	return unbiased(sums.Local(), b.samples()), nil
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

// relativeTo returns d/d₀ − 1 for each synapse; those of a neuron onto itself are left out.
func relativeTo(net *network.Network, d, d0 []float64) (changes []float64) {
	for k, e := range net.Weights().Entries() {
		if e.Target != e.Source {
			changes = append(changes, d[k]/d0[k]-1)
		}
	}
	return changes
}

// meanSquare returns the mean of the squares.
func meanSquare(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v * v
	}
	return sum / float64(len(values))
}

// meanOf returns the mean.
func meanOf(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}

// meanAndError returns the mean of independent values and its standard error.
func meanAndError(values []float64) (mean, se float64) {
	mean = meanOf(values)
	squares := 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	n := float64(len(values))
	return mean, math.Sqrt(squares / (n - 1) / n)
}
