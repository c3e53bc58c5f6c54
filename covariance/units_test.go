package covariance

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

const guard = -987.654 // stands before and behind every buffer; no kernel may touch it

// between returns a copy of values between guard values, which check compares.
func between(t *testing.T, values []float64) (inner []float64, check func()) {
	const margin = 64
	all := make([]float64, len(values)+2*margin)
	for k := range all {
		all[k] = guard
	}
	inner = all[margin : margin+len(values) : margin+len(values)]
	copy(inner, values)
	return inner, func() {
		t.Helper()
		for k, v := range all {
			if (k < margin || k >= margin+len(values)) && v != guard {
				t.Fatalf("a kernel wrote outside its buffer, %d values from its start", k-margin)
			}
		}
	}
}

func sameValues(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for k := range want {
		if math.Float64bits(got[k]) != math.Float64bits(want[k]) {
			t.Fatalf("%s: value %d is %x, portable %x", what, k, got[k], want[k])
		}
	}
}

func TestMomentsOfEveryUnitEqualThePortableOnes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for _, u := range available()[1:] {
		for _, neurons := range []int{0, 1, 2, 5} {
			for stride := 8; stride <= 72; stride += 8 {
				rows := wideRangeState(rng, neurons*stride)
				first, second := wideRangeState(rng, neurons*lanes), wideRangeState(rng, neurons*lanes)
				gotFirst, checkFirst := between(t, first)
				gotSecond, checkSecond := between(t, second)
				u.addMoments(gotFirst, gotSecond, rows, stride)
				addMoments(first, second, rows, stride)
				what := fmt.Sprintf("%s, %d neurons × %d", u.name, neurons, stride)
				sameValues(t, what+", sums", gotFirst, first)
				sameValues(t, what+", squares", gotSecond, second)
				checkFirst()
				checkSecond()
			}
		}
	}
}

func TestDistancesOfEveryUnitEqualThePortableOnes(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 0))
	for _, u := range available()[1:] {
		for _, edges := range []int{0, 4, 8, 20} {
			for stride := 8; stride <= 72; stride += 8 {
				const neurons = 9
				rows, sums := wideRangeState(rng, neurons*stride), wideRangeState(rng, edges*lanes)
				packed := make([]uint32, edges, edges+edgeGroup)
				for k := range packed {
					packed[k] = uint32(rng.IntN(neurons)) | uint32(rng.IntN(2))<<31
				}
				got, check := between(t, sums)
				u.addDistances(got, packed, rows, edges%neurons, stride)
				addDistances(sums, packed, rows, edges%neurons, stride)
				sameValues(t, fmt.Sprintf("%s, %d edges × %d", u.name, edges, stride), got, sums)
				check()
			}
		}
	}
}

func TestProductsOfEveryUnitEqualFMA(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 0))
	for _, u := range available() {
		for _, columns := range []int{1, 2, 3, 8, 70} {
			for count := 1; count <= 3; count++ {
				side, stride := u.side, 71*u.side
				tiles := wideRangeState(rng, count*side*side)
				a, b := wideRangeState(rng, columns*side), wideRangeState(rng, count*stride)
				got, check := between(t, tiles)
				u.addProducts(got, a, b, count, columns, stride)
				for k := range tiles {
					tile, i, j := k/side/side, k/side%side, k%side
					for c := range columns {
						tiles[k] = math.FMA(a[c*side+i], b[tile*stride+c*side+j], tiles[k])
					}
				}
				sameValues(t, fmt.Sprintf("%s, %d tiles × %d", u.name, count, columns), got, tiles)
				check()
			}
		}
	}
}

// Every unit gives the same sums for any width and any filling of the last tile.
func TestUnitsGiveTheSameSums(t *testing.T) {
	for _, u := range available()[1:] {
		for width := 1; width <= 70; width++ {
			rng := rand.New(rand.NewPCG(uint64(width), 4))
			n := 1 + rng.IntN(60)
			reference := wideRangeState(rng, n)
			got, want := newDenseOn(u, n, width, reference), newDenseOn(portable(), n, width, reference)
			for range 5 {
				x := wideRangeState(rng, n*width)
				got.Add(x)
				want.Add(x)
			}
			sameValues(t, fmt.Sprintf("%s, %d neurons × %d", u.name, n, width), got.sums(), want.sums())
		}
	}
}
