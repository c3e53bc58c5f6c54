package sim

import (
	"context"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// numbered returns the members of a set of 20 neurons that differs for each number.
func numbered(number int) []byte {
	return binary.LittleEndian.AppendUint64(nil, uint64(number))
}

func numberOf(s activeSet) int { return int(binary.LittleEndian.Uint64([]byte(s.members))) }

// Over many seeds, every set is in the sample equally often, whichever was visited first or most
// often, also where more were visited than are held, and every pair of sets. The count of a set has the binomial
// standard error √(n p (1 − p)); of 200 sets 0.0001 are expected beyond 5 of them. The counts' squares,
// divided by the hypergeometric variance, have mean 1 with standard error √(2/200) = 0.1.
func TestSampleOfActiveSetsIsUniform(t *testing.T) {
	if testing.Short() {
		t.Skip("it is about numbers, and takes long")
	}
	const seeds, sets, checked = 4000, 200, 20
	for _, limit := range []int{sets, 50} {
		counts, pairs := make([]int, sets), 0 // pairs: of sets 0 and 1, the two visited most
		for seed := range uint64(seeds) {
			a := newActiveSets(20, seed)
			a.limit = limit
			for number := range sets {
				for range 1 + number%2*5 {
					a.visit(numbered(number))
				}
				a.visit(numbered(number / 20))
			}
			chosen := map[int]bool{}
			for _, s := range a.held[:checked] {
				chosen[numberOf(s)] = true
				counts[numberOf(s)]++
			}
			if len(chosen) != checked || a.more != (limit < sets) {
				t.Fatalf("%d different sets of %d; more: %v", len(chosen), checked, a.more)
			}
			if chosen[0] && chosen[1] {
				pairs++
			}
		}
		p := float64(checked) / sets
		sd, squares := math.Sqrt(seeds*p*(1-p)), 0.0
		for number, n := range counts {
			z := (float64(n) - seeds*p) / sd
			if squares += z * z; math.Abs(z) > 5 {
				t.Errorf("limit %d: set %d is chosen %d times of %g ± %.1f", limit, number, n, seeds*p, sd)
			}
		}
		if ratio := squares / sets; math.Abs(ratio-1) > 0.4 {
			t.Errorf("limit %d: the counts have %.2f times their variance", limit, ratio)
		}
		both := p * (checked - 1) / (sets - 1)
		if z := (float64(pairs) - seeds*both) / math.Sqrt(seeds*both); math.Abs(z) > 4 {
			t.Errorf("limit %d: two sets are chosen together %d times, %.1f standard errors from %.1f", limit, pairs, z, seeds*both)
		}
	}
}

// The sets are the same in whatever order they are visited, merged, and interrupted, and the
// number of those that are not all held is estimated: 1,500 ± 1,500/√98 = 152, within 4 standard errors.
func TestActiveSetsDoNotDependOnTheOrder(t *testing.T) {
	const sets, limit = 1500, 100
	visits := make([]int, 0, 3*sets)
	for number := range sets {
		visits = append(visits, number, number, number/3)
	}
	var first *activeSets
	for trial := range uint64(6) {
		rng := rand.New(rand.NewPCG(1, trial))
		rng.Shuffle(len(visits), func(i, k int) { visits[i], visits[k] = visits[k], visits[i] })
		parts := make([]*activeSets, 1+rng.IntN(4))
		for k := range parts {
			parts[k] = newActiveSets(20, 1)
			parts[k].limit = limit
		}
		for k, number := range visits {
			part := &parts[k%len(parts)]
			(*part).visit(numbered(number))
			if k%400 == 0 {
				resumed := newActiveSets(20, 1)
				resumed.limit = limit
				if err := resumed.decode((*part).encode()); err != nil {
					t.Fatal(err)
				}
				*part = resumed
			}
		}
		for _, p := range parts[1:] {
			parts[0].merge(p)
		}
		if first == nil {
			first = parts[0]
		}
		if !reflect.DeepEqual(parts[0], first) {
			t.Errorf("trial %d: other sets", trial)
		}
	}
	into := newActiveSets(20, 1)
	into.limit = limit
	if into.merge(first); !reflect.DeepEqual(into, first) {
		t.Errorf("merged into none: other sets")
	}
	if count, estimated := first.visited(); !estimated || math.Abs(float64(count)-sets) > 4*sets/math.Sqrt(limit-2) {
		t.Errorf("%d sets visited, estimated: %v, of %d", count, estimated, sets)
	}
	few := newActiveSets(20, 1)
	for number := range sets {
		few.visit(numbered(number))
	}
	if count, estimated := few.visited(); estimated || count != sets {
		t.Errorf("%d sets visited, estimated: %v, of %d", count, estimated, sets)
	}
}

// Saved sets that no run can have written are refused.
func TestForeignActiveSetsAreRefused(t *testing.T) {
	a := newActiveSets(70, 1)
	for number := range 5 {
		a.visit(append(numbered(number), numbered(0)...))
	}
	sound := a.encode()
	fresh := func() *activeSets { return newActiveSets(70, 1) }
	if got := fresh(); got.decode(sound) != nil || !reflect.DeepEqual(got, a) {
		t.Fatalf("decoded %+v, not %+v", got, a)
	}
	for why, change := range map[string]func([]byte) []byte{
		"cut off":                         func(b []byte) []byte { return b[:len(b)-1] },
		"larger than the network":         func(b []byte) []byte { b[8] = 71; return b },
		"neither more nor all":            func(b []byte) []byte { b[40] = 2; return b },
		"more than held, but few held":    func(b []byte) []byte { b[40] = 1; return b },
		"not in order":                    func(b []byte) []byte { copy(b[56:72], b[72:88]); return b },
		"of another seed, thus the order": func([]byte) []byte { return reversed(a).encode() },
		"of 64 neurons":                   func(b []byte) []byte { b[48] -= 8; return b[:len(b)-8] },
	} {
		if err := fresh().decode(change(append([]byte{}, sound...))); err == nil {
			t.Errorf("%s: not refused", why)
		}
	}
}

func reversed(a *activeSets) *activeSets {
	b := *a
	b.held = nil
	for k := range a.held {
		b.held = append(b.held, a.held[len(a.held)-1-k])
	}
	return &b
}

// All sets are checked where they are few and small, at most mostSetsChecked, and at least
// leastSetsChecked where they are nearly as large as a large network.
func TestHowManyActiveSetsAreChecked(t *testing.T) {
	for _, c := range []struct {
		neurons, sets, size, want int
	}{
		{40, 7, 20, 7}, {40, 64, 20, 64}, {40, 65, 20, 64},
		{200, 100, 100, 64}, {200, 100, 150, 18},
		{1000, 7, 1000, 7}, {1000, 100, 1000, 8}, {1000, 100, 400, 15},
	} {
		a := newActiveSets(c.neurons, 1)
		for k := range c.sets {
			members := make([]byte, setBytes(c.neurons))
			include := func(i int) { members[i/8] |= 1 << (i % 8) }
			for i := range c.size { // without one, but with another: all different
				if i != k%c.size {
					include(i)
				}
			}
			if other := c.size + k/c.size; other < c.neurons {
				include(other)
			}
			a.visit(members)
		}
		if got := len(a.sample()); got != c.want {
			t.Errorf("%d sets of about %d of %d neurons: %d checked, want %d", c.sets, c.size, c.neurons, got, c.want)
		}
	}
}

// pairWithInput returns two rectified neurons without weights, of constant inputs ±1.
func pairWithInput(t *testing.T) *network.Network {
	t.Helper()
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 0.1}, {Target: 1, Source: 0, Weight: 0.1}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{
		Weights: w, Leak: network.UniformLeak(2, 1), Input: []float64{1, -1}, Activation: network.Rectified,
	})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

// The set of each replica of a block is the one by which its next step goes: a step done by hand
// with the drift of the set's neurons alone gives the stepper's states, at each place of the noise and in either
// precision. Without the noise in the bracket the set is another in many steps.
func TestActiveSetsAreThoseOfTheNextStep(t *testing.T) {
	t.Run("float64", func(t *testing.T) { checkNextStep[float64](t, 1e-14) })
	t.Run("float32", func(t *testing.T) { checkNextStep[float32](t, 1e-6) })
}

func checkNextStep[T integrator.Float](t *testing.T, rounding float64) {
	net := pairWithInput(t)
	const width, h, sigma, leak = 3, 0.1, 1, 1
	for _, p := range []integrator.Placement{integrator.Outside, integrator.Inside, integrator.OrnsteinUhlenbeck} {
		d := integrator.Drive{
			Strength: sigma, StepSize: h, Key: noise.Key{Seed: 3, Purpose: noise.Trajectory}, Placement: p, CorrelationTime: 0.5,
		}
		weights := integrator.Pack[T](net, integrator.AutoKernel, width)
		stepper, err := integrator.NewEulerMaruyama(net, weights, d)
		if err != nil {
			t.Fatal(err)
		}
		block, bracket := integrator.NewBlock[T](2, width, 5), integrator.NewBracket(net, weights, d)
		decided := 0 // by the noise in the bracket
		var buffer []float64
		for range 100 {
			sets := newActiveSets(2, 1)
			before := append([]float64{}, block.Float64s(&buffer)...)
			eta := append([]T{}, block.Coloured...)
			visitActiveSets(sets, bracket, block, make([]byte, setBytes(2)))
			step := block.Step
			if err := stepper.Advance(block); err != nil {
				t.Fatal(err)
			}
			byReplica := map[byte]bool{}
			for r := range width {
				var members byte
				for i := range 2 {
					zeta := d.Key.Normal(step, i, 5+r)
					plain := net.Input()[i] + 0.1*before[(1-i)*width+r]
					held, added := 0.0, 0.0
					switch p {
					case integrator.Outside:
						added = sigma * math.Sqrt(h) * zeta
					case integrator.Inside:
						held = sigma * zeta / math.Sqrt(h)
					case integrator.OrnsteinUhlenbeck:
						if len(eta) > 0 {
							held = float64(eta[i*width+r])
						}
					}
					x := before[i*width+r]
					active := float64(block.State[i*width+r]) > x-h*leak*x+added+rounding
					if active {
						members |= 1 << i
					}
					if want := x + h*(max(0, plain+held)-leak*x) + added; math.Abs(float64(block.State[i*width+r])-want) > 10*rounding {
						t.Fatalf("%v: the step goes to %v, by hand to %v", p, block.State[i*width+r], want)
					}
					if active != (plain > 0) {
						decided++
					}
				}
				byReplica[members] = true
			}
			got := map[byte]bool{}
			for _, s := range sets.held {
				got[s.members[0]] = true
			}
			if !reflect.DeepEqual(got, byReplica) {
				t.Fatalf("%v, step %d: sets %v, by the step %v", p, step, got, byReplica)
			}
		}
		if (decided > 50) != (p != integrator.Outside) {
			t.Errorf("%v: the noise decides %d of 600 times", p, decided)
		}
	}
}

// The sets of all replicas of all blocks are found, not those of the first one alone: with two
// neurons that the noise switches independently, 30 runs of 3 observations visit all four sets,
// which the first run cannot, and a seed is taken by which no single replica does.
func TestActiveSetsAreThoseOfAllRuns(t *testing.T) {
	net := pairWithInput(t)
	s := DefaultSpec()
	s.Covariance.Samples, s.Covariance.Replicas = Exactly(100), 8
	s.Noise.Placement = integrator.Inside
	s.Compare.Observations, s.Compare.Duration = 1, Exactly(0.2)
	visited := func(runs int) *ActiveSetFacts {
		s.Compare.Runs = runs
		r, err := Run(context.Background(), s, net, Options{Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		return r.Rules["noise"].ActiveSets
	}
	all := ActiveSetFacts{Visited: 4, Checked: 4, Smallest: 0, Largest: 2}
	for runs, complete := range map[int]bool{1: false, 30: true} {
		got := *visited(runs)
		if got.EpsilonWorst == nil {
			t.Fatalf("%d runs: no ε", runs)
		}
		got.EpsilonWorst = nil
		if (got == all) != complete {
			t.Errorf("%d runs: %+v", runs, got)
		}
	}
}
