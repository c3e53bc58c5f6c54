package main

import (
	"context"
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"

	"noiseprune/noise"
)

// family is a set of places whose noise must be pairwise uncorrelated. draw writes the given chunk of the noise of place i.
type family struct {
	name, title string
	size        int
	draw        func(f fill, dst []float64, seed uint64, i int, chunk uint64)
}

// chunk is how many draws of a place are made at once, such as 64 neurons by 64 replicas.
const chunk = 64 * 64

func families() []family {
	drive := func(seed uint64) noise.Key { return noise.Key{Seed: seed, Purpose: noise.Drive} }
	return []family{
		{"seeds", "seeds 0 to 1000", 1001, func(f fill, dst []float64, seed uint64, i int, c uint64) {
			f(drive(uint64(i)), dst, seed<<32+c, 0, 64, 0, 64)
		}},
		{"purposes", "purposes 1 to 127", 127, func(f fill, dst []float64, seed uint64, i int, c uint64) {
			f(noise.Key{Seed: seed, Purpose: noise.Purpose(1 + i)}, dst, c, 0, 64, 0, 64)
		}},
		{"neurons", "neurons 0 to 511", 512, func(f fill, dst []float64, seed uint64, i int, c uint64) {
			f(drive(seed), dst, c, i, 1, 0, chunk)
		}},
		{"replicas", "replicas 0 to 511", 512, func(f fill, dst []float64, seed uint64, i int, c uint64) {
			f(drive(seed), dst, c, 0, chunk, i, 1)
		}},
		{"steps", "steps 0 to 511", 512, func(f fill, dst []float64, seed uint64, i int, c uint64) {
			f(drive(seed), dst, uint64(i), int(64*c), 64, 0, 64)
		}},
	}
}

// transform is a function of a draw, of mean 0 and variance 1.
type transform struct {
	name               string
	of                 func(x float64) float64
	skewness, kurtosis float64 // E v³, E v⁴
}

// score is the distribution of Σ v(x) v(y)/√n.
func (v transform) score(n float64) normalLaw {
	return normalLaw{v.skewness * v.skewness / math.Sqrt(n), (v.kurtosis*v.kurtosis - 3) / n}
}

func transforms() []transform {
	return []transform{
		{"values", func(x float64) float64 { return x }, 0, 3},
		{"squares", func(x float64) float64 { return (x*x - 1) / math.Sqrt2 }, math.Sqrt(8), 15},
		{"signs", func(x float64) float64 { return math.Copysign(1, x) }, 0, 1},
	}
}

// correlate returns the scores Σ v(x_i) v(x_j)/√n of all pairs i < j of a family, n draws
// each, as the upper triangle of a matrix.
func correlate(ctx context.Context, f fill, fam family, v transform, seed uint64, chunks int) (blas64.Symmetric, error) {
	drawn := blas64.General{Rows: fam.size, Cols: chunk, Stride: chunk, Data: make([]float64, fam.size*chunk)}
	sums := blas64.Symmetric{N: fam.size, Stride: fam.size, Uplo: blas.Upper, Data: make([]float64, fam.size*fam.size)}
	for c := range uint64(chunks) {
		if ctx.Err() != nil {
			return sums, ctx.Err()
		}
		for i := range fam.size {
			row := drawn.Data[i*chunk:][:chunk]
			fam.draw(f, row, seed, i, c)
			for k, x := range row {
				row[k] = v.of(x)
			}
		}
		blas64.Syrk(blas.NoTrans, 1/math.Sqrt(float64(chunks)*chunk), drawn, 1, sums)
	}
	return sums, nil
}

// correlations tests a family: the most correlated pair, all pairs together, and all pairs of the
// same lag j−i, which detect that each draw is correlated with the one that many places later.
func correlations(sums blas64.Symmetric, v transform, drawsEach float64) []statistic {
	var pairs, lags []float64
	for lag := 1; lag < sums.N; lag++ {
		total := 0.0
		for i := range sums.N - lag {
			z := sums.Data[i*sums.Stride+i+lag]
			pairs = append(pairs, z)
			total += z
		}
		if lag <= sums.N/2 { // as many pairs as make the sum normal
			lags = append(lags, total/math.Sqrt(float64(sums.N-lag)))
		}
	}
	return []statistic{
		largestScore(v.name+", largest of the pairs", pairs, v.score(drawsEach)),
		sumOfSquares(v.name+", all pairs", pairs, pairsVariance(v, sums.N, drawsEach)),
		largestScore(v.name+", largest of the distances", lags, normalLaw{}),
	}
}

// pairsVariance returns the variance of Σ z² over all pairs of size places: 2 plus the
// excess for each pair, and twice Var Σ v(x_i)²/n for each two pairs that share a place i.
func pairsVariance(v transform, size int, n float64) float64 {
	k := float64(size)
	return k*(k-1)/2*(2+v.score(n).excess) + k*(k-1)*(k-2)*(v.kurtosis-1)/n
}
