package experiment

import (
	"context"
	"math"

	"noiseprune/integrator"
	"noiseprune/internal/paper/figure"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/noise"
)

// solvedWidth is how many samples are solved for at a time.
const solvedWidth = 16

// SampledLocals estimates the covariance of unit noise of a symmetric, diagonally dominant network of any size from
// independent samples x of mean 0, each by solving (integrator.Sampler), as a part and a phase of the figure:
//
//	C_ii = Σ x_i²/S    d_ij = Σ (x_i − s x_j)²/S,  s = sign(w_ij)
//
// Both are chi-squared with S degrees of freedom; their relative standard error is √(2/S). Package sim, which
// measures the same, finds the time scales of the network first, which takes longer than the samples where many
// slow modes are equally slow. It panics unless the number of samples is a positive multiple of 16.
func SampledLocals(run *figure.Run, net *network.Network, samples int) (network.LocalCovariance, error) {
	if samples < 1 || samples%solvedWidth != 0 {
		panic("paper: the number of samples is no positive multiple of 16")
	}
	run.Phase("samples by solving", samples)
	return SolvedLocals(run, net, func() (network.LocalCovariance, error) {
		opt, forget := run.SavedOptions("samples by solving " + figure.Thousands(net.Neurons()))
		sums, err := sampledSums(run, opt.Store, net, samples/solvedWidth)
		if err != nil {
			return network.LocalCovariance{}, err
		}
		defer forget()
		return sums.locals(net, float64(samples)), nil
	})
}

// sampleSums are Σ x_i² of the neurons, then Σ (x_i − s x_j)² of the edges, row after row, j < i.
type sampleSums []float64

// sampledSums adds blocks of samples in ascending order.
func sampledSums(run *figure.Run, store resume.Store, net *network.Network, blocks int) (sampleSums, error) {
	weights := integrator.Pack[float64](net, integrator.SparseKernel, solvedWidth)
	drive := integrator.Drive{Strength: 1, StepSize: 1, Key: noise.Key{Seed: run.Seed, Purpose: noise.Solve}}
	length := net.Neurons() + net.Edges()
	return resume.Merge(run.Context, resume.Runner{Workers: run.Workers, Progress: run.Progress, Store: store}, resume.Tasks[sampleSums]{
		Name: "samples", Count: blocks, Units: func(int) int64 { return solvedWidth },
		Do: func(_ context.Context, block int, c *resume.Checkpoint) (sampleSums, error) {
			b := integrator.NewBlock[float64](net.Neurons(), solvedWidth, block*solvedWidth)
			if err := integrator.NewSampler(net, weights, drive).Sample(b); err != nil {
				return nil, err
			}
			c.Advance(solvedWidth)
			return sumSamples(net, b.State), nil
		},
		Encode: func(s sampleSums) []byte { return resume.EncodeFloats(s) },
		Decode: func(data []byte, _, _ int) (sampleSums, error) { return resume.DecodeFloats(data, length) },
	}, func(into *sampleSums, next sampleSums) {
		for k, v := range next {
			(*into)[k] += v
		}
	})
}

// sumSamples returns the sums of one block.
func sumSamples(net *network.Network, x []float64) sampleSums {
	sums := make(sampleSums, 0, net.Neurons()+net.Edges())
	row := func(i int) []float64 { return x[i*solvedWidth:][:solvedWidth] }
	for i := range net.Neurons() {
		sum := 0.0
		for _, v := range row(i) {
			sum = math.FMA(v, v, sum)
		}
		sums = append(sums, sum)
	}
	for i := range net.Neurons() {
		sources, w := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) >= i {
				break
			}
			sum, s, other := 0.0, math.Copysign(1, w[k]), row(int(j))
			for r, v := range row(i) {
				difference := math.FMA(-s, other[r], v)
				sum = math.FMA(difference, difference, sum)
			}
			sums = append(sums, sum)
		}
	}
	return sums
}

// locals returns the covariances C_ij = s (C_ii + C_jj − d_ij)/2 at both places of each edge.
func (s sampleSums) locals(net *network.Network, samples float64) network.LocalCovariance {
	l := network.NewLocalCovariance(net)
	for i := range l.Variance {
		l.Variance[i] = s[i] / samples
	}
	next := s[net.Neurons():]
	for i := range net.Neurons() {
		sources, w := net.Weights().Row(i)
		for k, j := range sources {
			if int(j) >= i {
				break
			}
			c := math.Copysign(0.5, w[k]) * (l.Variance[i] + l.Variance[j] - next[0]/samples)
			mirror, _ := net.Weights().Find(int(j), i)
			l.Covariance[net.Weights().RowStart(i)+k], l.Covariance[mirror] = c, c
			next = next[1:]
		}
	}
	return l
}
