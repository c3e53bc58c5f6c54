package krylov_test

import (
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"noiseprune/internal/krylov"
)

// manyEqual has 60 neurons of the same least leak, each driven by one hub, and hubs of leaks up to 400 times as large.
func manyEqual() general {
	const n, slow = 240, 60
	random := sparseWeights(0.1, 1)
	return directed(n, 5, func(i, j int) float64 {
		switch {
		case i < slow && j == slow+(i*7)%(n-slow):
			return 0.05
		case i < slow:
			return 0
		}
		return random(i, j) * float64(1+(i%30)*(i%30)/8)
	})
}

// TestPolishedPairs: with few products and a basis that is smaller than the number of equal leaks, pairs are eigenpairs to a
// thousandth, whose residuals are as they are said to be, and without polishing fewer converge.
func TestPolishedPairs(t *testing.T) {
	a := manyEqual()
	diagonal := a.diagonal()
	places := make([]int, a.Order())
	for i := range places {
		places[i] = i
	}
	q := krylov.Request{Pairs: 12, Block: 4, Basis: 32, Tolerance: 1e-3, Products: 600, Seed: 1, Workers: 1, First: places, Polish: 5}
	found, _ := krylov.Rightmost(a, diagonal, q)
	q.Polish = 0
	bare, _ := krylov.Rightmost(a, diagonal, q)
	converged := func(g *krylov.General) (count int) {
		for j, v := range g.Values {
			if g.Residuals[j] <= 1e-3*cmplx.Abs(v) {
				count++
			}
		}
		return count
	}
	if with, without := converged(found), converged(bare); with < 10 || without > 6 || found.Products > 600+len(found.Values) {
		t.Errorf("%d of 12 pairs have converged with polishing, %d without, by %d products", with, without, found.Products)
	}
	all := byRealPart(t, a)
	for j, v := range found.Values {
		at := slices.IndexFunc(all, func(w complex128) bool { return cmplx.Abs(v-w) <= 5e-3*cmplx.Abs(v) })
		if norm := vectorNorm(found, j); at < 0 || math.Abs(norm-1) > 1e-12 {
			t.Errorf("%v, norm %v, is no eigenvalue", v, norm)
		}
	}
}

// vectorNorm is the norm of the vector of a value, both parts of a complex one.
func vectorNorm(g *krylov.General, j int) float64 {
	square := 0.0
	columns := g.Vectors[j : j+1]
	switch {
	case imag(g.Values[j]) > 0:
		columns = g.Vectors[j : j+2]
	case imag(g.Values[j]) < 0:
		columns = g.Vectors[j-1 : j+1]
	}
	for _, v := range columns {
		for _, x := range v {
			square += x * x
		}
	}
	return math.Sqrt(square)
}
