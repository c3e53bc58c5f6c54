package covariance

import "math"

// groupSums are the sums of complete blocks. With D_g a quantity of group g, of n_g of the
// block's or all blocks' R replicas, grouped quantities hold
//
//	sum Σ n_g D_g   and   spread √Σ n_g (D_g − D̄)²,  D̄ = Σ n_g D_g / R
//
// The spread is a root, since fourth powers of states could overflow.
type groupSums struct {
	groups      int
	first       []float64 // Σu of each neuron
	variance    halved    // D_g = Σ_t u² per replica, of each neuron
	distance    halved    // D_g = Σ_t y² per replica, of each edge, indexed like edgeRows.packed
	mean        grouped   // D_g: second half's mean minus the first half's, of each neuron
	logVariance grouped   // D_g = ln(v₂/v₁), v the second moments of the halves about the reference, of each neuron
	overall     grouped   // one value: D_g is the mean of ln(v₂/v₁) over the neurons that vary in both halves of the group
}

// grouped are sums over groups. A negative spread says that D is undefined in some group.
type grouped struct{ sum, spread []float64 }

// halved also has the first half's part of each sum.
type halved struct {
	grouped
	half []float64
}

const undefined = -1 // in place of a spread

func newGrouped(n int) grouped { return grouped{make([]float64, n), make([]float64, n)} }

func newHalved(n int) halved { return halved{newGrouped(n), make([]float64, n)} }

func newGroupSums(neurons, edges int) *groupSums {
	g := &groupSums{
		first: make([]float64, neurons), variance: newHalved(neurons), distance: newHalved(edges),
		mean: newGrouped(neurons), logVariance: newGrouped(neurons), overall: newGrouped(1),
	}
	for _, changes := range []grouped{g.mean, g.logVariance, g.overall} {
		for k := range changes.spread {
			changes.spread[k] = undefined
		}
	}
	return g
}

// values lists the sums for encoding.
func (g *groupSums) values() [][]float64 {
	return [][]float64{
		g.first, g.variance.sum, g.variance.spread, g.variance.half, g.distance.sum, g.distance.spread, g.distance.half,
		g.mean.sum, g.mean.spread, g.logVariance.sum, g.logVariance.spread, g.overall.sum, g.overall.spread,
	}
}

// merge adds the sums of a block of other replicas.
func (g *groupSums) merge(next *groupSums, replicas, others float64) {
	g.groups += next.groups
	addTo(g.first, next.first)
	addTo(g.variance.half, next.variance.half)
	addTo(g.distance.half, next.distance.half)
	g.variance.merge(next.variance.grouped, replicas, others)
	g.distance.merge(next.distance.grouped, replicas, others)
	g.mean.merge(next.mean, replicas, others)
	g.logVariance.merge(next.logVariance, replicas, others)
	g.overall.merge(next.overall, replicas, others)
}

// merge adds the sums over groups of other replicas (Chan, Golub & LeVeque 1983, "Algorithms
// for computing the sample variance", Am. Stat. 37, 242).
func (g grouped) merge(next grouped, replicas, others float64) {
	between := math.Sqrt(replicas / (replicas + others) * others)
	for k, sum := range next.sum {
		if g.spread[k] < 0 || next.spread[k] < 0 {
			g.sum[k], g.spread[k] = 0, undefined
			continue
		}
		difference := sum/others - g.sum[k]/replicas
		g.spread[k] = norm(g.spread[k], next.spread[k], between*difference)
		g.sum[k] += sum
	}
}

func (g grouped) set(k int, s sumAndSpread) { g.sum[k], g.spread[k] = s.sum, s.spread }

type sumAndSpread struct{ sum, spread float64 }

// weights are the numbers n_g of replicas of the groups of a block.
type weights []float64

func groupWeights(width int) weights {
	w := make(weights, min(lanes, width))
	for l := range w {
		w[l] = float64((width - l + lanes - 1) / lanes)
	}
	return w
}

// reduceAll reduces the lanes of values.
func (w weights) reduceAll(g grouped, values []float64) {
	for k := range g.sum {
		g.set(k, w.reduce(lanesAt(values, k)))
	}
}

// reduce returns sum and spread of D_g = l[g]/n_g.
func (w weights) reduce(l *[lanes]float64) sumAndSpread {
	sum, replicas := combine(l), 0.0
	for _, n := range w {
		replicas += n
	}
	mean := sum / replicas
	var terms [lanes]float64
	for g, n := range w {
		terms[g] = math.Sqrt(n) * (l[g]/n - mean)
	}
	return sumAndSpread{sum, norm(terms[:]...)}
}

// norm returns the square root of the sum of squares, which may overflow or underflow. Blas's
// Nrm2 and math.Hypot have other bits on other machines.
func norm(terms ...float64) float64 {
	largest := 0.0
	for _, v := range terms {
		largest = max(largest, math.Abs(v))
	}
	scale := 1.0
	switch {
	case largest > 0x1p+400:
		scale = 0x1p-600
	case largest < 0x1p-400:
		scale = 0x1p+600
	}
	sum := 0.0
	for _, v := range terms {
		sum = math.FMA(v*scale, v*scale, sum)
	}
	return math.Sqrt(sum) / scale
}
