package network

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
)

// tested is a network of 4 modules of 1,000 neurons, which the tests change in part.
func tested() Connectome {
	return Connectome{
		Neurons: 4000, Count: 400_000, InSpread: 0.5, OutSpread: 0.4, Modules: 4, Inside: 0.7,
		Minimum: 5, Maximum: 2400, Shape: 1.3, Inhibitory: 0.3,
	}
}

// Exact: the number of synapses, no self-connections, ascending different sources, integers within
// the limits, one sign for each neuron, the number of negative ones.
func TestConnectomeStructure(t *testing.T) {
	changes := map[string]func(*Connectome){
		"as tested":         func(*Connectome) {},
		"one module":        func(c *Connectome) { c.Modules = 1 },
		"tails that repeat": func(c *Connectome) { c.Neurons, c.Count, c.InSpread, c.OutSpread = 300, 45_000, 3, 3 },
		"all pairs":         func(c *Connectome) { c.Neurons, c.Count, c.InSpread, c.OutSpread = 100, 9900, 2, 10 },
		"all but one pair":  func(c *Connectome) { c.Neurons, c.Count, c.Inside = 100, 9899, 1 },
		"modules of one":    func(c *Connectome) { c.Neurons, c.Count, c.Modules, c.Inside = 100, 5000, 100, 1 },
		"nothing outside":   func(c *Connectome) { c.Neurons, c.Count, c.Modules, c.Inside = 100, 2000, 3, 1 },
		"none":              func(c *Connectome) { c.Count = 0 },
		"one neuron":        func(c *Connectome) { c.Neurons, c.Count, c.Modules = 1, 0, 1 },
		"two neurons":       func(c *Connectome) { c.Neurons, c.Count, c.Modules = 2, 2, 2 },
		"one sign":          func(c *Connectome) { c.Inhibitory = 1 },
		"equal weights":     func(c *Connectome) { c.Minimum, c.Maximum = 7, 7 },
		"a tail without mean": func(c *Connectome) {
			c.Shape, c.Minimum, c.Maximum = 1e-300, 1, 1<<53
		},
	}
	for name, change := range changes {
		c := tested()
		change(&c)
		w := must(c.Generate(seeded(3)))
		if w.Order() != c.Neurons || w.Stored() != c.Count {
			t.Errorf("%s: %d neurons and %d synapses, want %d and %d", name, w.Order(), w.Stored(), c.Neurons, c.Count)
		}
		signs := map[int]bool{}
		for i := range c.Neurons {
			sources, weights := w.Row(i)
			for k, j := range sources {
				a := math.Abs(weights[k])
				if int(j) == i || j < 0 || int(j) >= c.Neurons || k > 0 && j <= sources[k-1] {
					t.Fatalf("%s: row %d has sources %v", name, i, sources)
				}
				if a != math.Trunc(a) || a < float64(c.Minimum) || a > float64(c.Maximum) {
					t.Fatalf("%s: weight %v", name, weights[k])
				}
				negative, seen := signs[int(j)]
				if seen && negative != (weights[k] < 0) {
					t.Fatalf("%s: neuron %d has weights of both signs", name, j)
				}
				signs[int(j)] = weights[k] < 0
			}
		}
		inhibitory := 0
		for _, negative := range signs {
			if negative {
				inhibitory++
			}
		}
		if want := int(math.Round(c.Inhibitory * float64(c.Neurons))); len(signs) == c.Neurons && inhibitory != want {
			t.Errorf("%s: %d neurons are inhibitory, want %d", name, inhibitory, want)
		}
	}
}

// outDegrees counts the synapses from each neuron.
func outDegrees(w *CSR) []int {
	degrees := make([]int, w.Order())
	for _, j := range w.source {
		degrees[j]++
	}
	return degrees
}

func inDegrees(w *CSR) []int {
	degrees := make([]int, w.Order())
	for i := range degrees {
		degrees[i] = w.start[i+1] - w.start[i]
	}
	return degrees
}

// checkLogNormal compares the mean and the standard deviation of ln(degree) with those of expected
// degrees λ with ln λ from N(ln mean − spread²/2, spread²) and Poisson degrees: for λ ≫ 1
//
//	E(ln k | λ) = ln λ − 1/(2λ),   var(ln k | λ) = 1/λ,   E(1/λ) = e^{spread²}/mean,
//	cov(ln λ, 1/λ) = −spread² E(1/λ),   hence   var ln k = spread² + (1 + spread²) E(1/λ),
//
// up to terms of order 1/λ², here about 0.001, and of λ over the number of possible sources, here
// 0.3%. The mean degree is exact, and that of the rates is known from n neurons only, so that the
// standard error of the mean is √((e^{spread²} − 1 − spread²)/n) and that of the Poisson part;
// spread/√n is above both. That of the standard deviation is spread/√(2n). Four of each are allowed.
func checkLogNormal(t *testing.T, what string, degrees []int, spread float64) {
	t.Helper()
	logs, total := make([]float64, len(degrees)), 0
	for k, d := range degrees {
		logs[k] = math.Log(float64(d))
		total += d
	}
	n := float64(len(degrees))
	average := float64(total) / n
	reciprocal := math.Exp(spread*spread) / average
	mean, sd := stat.MeanStdDev(logs, nil)
	wantMean := math.Log(average) - spread*spread/2 - reciprocal/2
	wantSD := math.Sqrt(spread*spread + (1+spread*spread)*reciprocal)
	t.Logf("%s: mean %.4f, want %.4f; s.d. %.4f, want %.4f", what, mean, wantMean, sd, wantSD)
	if tolerance := 4 * spread / math.Sqrt(n); !(math.Abs(mean-wantMean) <= tolerance) {
		t.Errorf("%s: mean of the logarithm %.4f, want %.4f ± %.4f", what, mean, wantMean, tolerance)
	}
	if tolerance := 4 * spread / math.Sqrt(2*n); !(math.Abs(sd-wantSD) <= tolerance) {
		t.Errorf("%s: s.d. of the logarithm %.4f, want %.4f ± %.4f", what, sd, wantSD, tolerance)
	}
}

func TestConnectomeDegrees(t *testing.T) {
	c := tested()
	c.Neurons, c.Count, c.Modules = 20_000, 1_000_000, 2 // 35 of the 10,000 sources inside a module
	w := must(c.Generate(seeded(4)))
	checkLogNormal(t, "in-degrees", inDegrees(w), 0.5)
	checkLogNormal(t, "out-degrees", outDegrees(w), 0.4)
	logs := func(degrees []int) []float64 {
		values := make([]float64, len(degrees))
		for k, d := range degrees {
			values[k] = math.Log(float64(d))
		}
		return values
	}
	if r := stat.Correlation(logs(inDegrees(w)), logs(outDegrees(w)), nil); math.Abs(r) > 4/math.Sqrt(20_000) {
		t.Errorf("in- and out-degrees correlate by %.3f", r)
	}
}

// Where rows are full, the numbers of synapses onto three neurons have the probabilities of draws one
// after another that are repeated for full ones: within four standard errors. With rates as
// different as the second ones, most draws are refused, so that tables are replaced.
func TestConnectomeFullRows(t *testing.T) {
	for _, rates := range [][3]float64{{1, 2, 5}, {1, 100, 10_000}} {
		want := map[[3]int]float64{}
		addDegrees(want, rates, [3]int{}, 4, 1)
		const draws = 50_000
		got, src := map[[3]int]float64{}, seeded(9)
		for range draws {
			start := Connectome{Neurons: 3, Count: 4}.rowStarts(append([]float64(nil), rates[:]...), src)
			got[[3]int{start[1], start[2] - start[1], start[3] - start[2]}]++
		}
		if len(want) != 6 {
			t.Fatalf("%d outcomes, want 6", len(want))
		}
		total := 0.0
		for degrees, p := range want {
			total += got[degrees]
			if limit := 4 * math.Sqrt(p*(1-p)/draws); math.Abs(got[degrees]/draws-p) > limit {
				t.Errorf("rates %v: degrees %v have share %.4f, want %.4f ± %.4f", rates, degrees, got[degrees]/draws, p, limit)
			}
		}
		if total != draws {
			t.Errorf("rates %v: other degrees than possible: %v", rates, got)
		}
	}
}

// addDegrees adds the probabilities of what the degrees are after so many more draws.
func addDegrees(all map[[3]int]float64, rates [3]float64, degrees [3]int, draws int, probability float64) {
	if draws == 0 {
		all[degrees] += probability
		return
	}
	total := 0.0
	for i, r := range rates {
		if degrees[i] < 2 {
			total += r
		}
	}
	for i, r := range rates {
		if degrees[i] < 2 {
			next := degrees
			next[i]++
			addDegrees(all, rates, next, draws-1, probability*r/total)
		}
	}
}

// The number of weights of at least w among S is binomial with p = (Minimum/w)^Shape up to Maximum,
// above which there is none: within four standard errors √(S p(1−p)) at each of some w.
func TestConnectomeWeights(t *testing.T) {
	c := tested()
	w := must(c.Generate(seeded(5)))
	s := float64(w.Stored())
	for _, least := range []float64{5, 6, 7, 8, 10, 15, 25, 50, 100, 250, 1000, 2400, 2401} {
		p := 0.0
		if least <= 2400 {
			p = math.Pow(5/least, c.Shape)
		}
		count := 0.0
		for _, v := range w.weight {
			if math.Abs(v) >= least {
				count++
			}
		}
		if math.Abs(count-s*p) > 4*math.Sqrt(s*p*(1-p)) {
			t.Errorf("%v weights are at least %v, want %.1f ± %.1f", count, least, s*p, 4*math.Sqrt(s*p*(1-p)))
		}
	}
}

// insideShare returns the share of the synapses that stay in one of so many modules.
func insideShare(w *CSR, modules int) float64 {
	n, inside := w.Order(), 0
	module := func(i int) int { // ⌊g·n/modules⌋ ≤ i
		g := i * modules / n
		for (g+1)*n/modules <= i {
			g++
		}
		return g
	}
	for i := range n {
		sources, _ := w.Row(i)
		for _, j := range sources {
			if module(i) == module(int(j)) {
				inside++
			}
		}
	}
	return float64(inside) / float64(w.Stored())
}

// The share inside is that of independent choices, within four standard errors √(p(1−p)/S), also
// where the sizes of the modules differ by one.
func TestConnectomeModules(t *testing.T) {
	for _, modules := range []int{3, 7} {
		for _, inside := range []float64{0, 0.35, 0.7, 1} {
			c := tested()
			c.Modules, c.Inside, c.InSpread = modules, inside, 0.2
			w := must(c.Generate(seeded(6)))
			if got, se := insideShare(w, modules), math.Sqrt(inside*(1-inside)/float64(c.Count)); math.Abs(got-inside) > 4*se {
				t.Errorf("%d modules: %.4f of the synapses stay inside, want %v ± %.4f", modules, got, inside, 4*se)
			}
		}
	}
}

// Rows longer than a module has neurons take the rest from outside.
func TestConnectomeFullModules(t *testing.T) {
	c := tested()
	c.Neurons, c.Count, c.Modules, c.Inside, c.InSpread = 100, 3000, 10, 1, 0.1
	w := must(c.Generate(seeded(7)))
	if got, want := insideShare(w, 10), 100*9/3000.0; got != want {
		t.Errorf("%.3f of the synapses stay inside, want %.3f: all that can", got, want)
	}
}

// The symmetric network is the mean of both directions of the directed one for the same seed.
func TestConnectomeSymmetric(t *testing.T) {
	c := tested()
	c.Neurons, c.Count = 300, 6000
	directed := must(c.Generate(seeded(8)))
	c.Symmetric = true
	w := must(c.Generate(seeded(8)))
	stored := 0
	for i := range c.Neurons {
		for j := range c.Neurons {
			want := (directed.At(i, j) + directed.At(j, i)) / 2
			if w.At(i, j) != want {
				t.Fatalf("W[%d][%d] is %v, want %v", i, j, w.At(i, j), want)
			}
			if want != 0 {
				stored++
			}
		}
	}
	if w.Stored() != stored || float64(stored) > c.Synapses() || c.Synapses() != 12000 {
		t.Errorf("%d synapses, %d not zero, at most %v announced", w.Stored(), stored, c.Synapses())
	}
}

// The number of modules follows from n where none is given; the other defaults do not.
func TestConnectomeDefaults(t *testing.T) {
	for text, modules := range map[string]int{
		"n=1,synapses=0": 1, "n=499,synapses=1": 1, "n=999,synapses=1": 1,
		"n=1000,synapses=1": 2, "n=39000,synapses=1": 78, "n=1e6,synapses=1e8": 78,
		"n=139255,synapses=3.7e6": 78, "n=1000,synapses=1,modules=9": 9,
	} {
		if g := must(ParseGenerator("connectome:" + text)).(Connectome); g.Modules != modules {
			t.Errorf("%s: %d modules, want %d", text, g.Modules, modules)
		}
	}
	got := must(ParseGenerator("connectome:n=139255,synapses=3.7e6"))
	want := Connectome{139255, 3_700_000, 1.1, 1.1, 78, 0.7, 5, 2400, 1.3, 0.3, false}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}
