package main

import (
	"math"
	"math/rand/v2"
	"testing"

	"noiseprune/noise"
)

// The tests of this file run the tool's own examinations, smaller, on the noise, which must
// pass, and on noise that is broken in a way that could happen, which must fail.

// worst returns the least distance of a p-value from 0 or 1.
func worst(all []statistic) (statistic, float64) {
	least, of := 1.0, statistic{}
	for _, s := range all {
		if e := extremity(s.P); e < least {
			least, of = e, s
		}
	}
	return of, least
}

// mustPass and mustFail judge p-values as the tool does, in the first attempt.
func mustPass(t *testing.T, all []statistic) {
	t.Helper()
	if s, e := worst(all); e < suspicious {
		t.Errorf("%s: p = %s (%s)", s.Name, probability(s.P), s.Detail)
	}
}

func mustFail(t *testing.T, all []statistic) {
	t.Helper()
	if s, e := worst(all); e >= failing {
		t.Errorf("not noticed; the most suspicious is %s: p = %s (%s)", s.Name, probability(s.P), s.Detail)
	}
}

// rounds is Philox4x32 with so many rounds.
func rounds(n int) generator {
	return func(c [4]uint32, k [2]uint32) [4]uint32 {
		for range n {
			a, b := uint64(c[0])*0xD2511F53, uint64(c[2])*0xCD9E8D57
			c = [4]uint32{uint32(b>>32) ^ c[1] ^ k[0], uint32(b), uint32(a>>32) ^ c[3] ^ k[1], uint32(a)}
			k[0], k[1] = k[0]+0x9E3779B9, k[1]+0xBB67AE85
		}
		return c
	}
}

func TestAvalanche(t *testing.T) {
	for _, c := range []struct {
		why   string
		g     generator
		check func(*testing.T, []statistic)
	}{
		{"the generator of the noise", noise.Philox4x32, mustPass},
		{"ten rounds, as here", rounds(10), mustPass},
		{"three rounds", rounds(3), mustFail},
		{"five rounds, the most that this notices", rounds(5), mustFail},
		{"the last word of the counter forgotten", func(c [4]uint32, k [2]uint32) [4]uint32 { c[3] = 0; return noise.Philox4x32(c, k) }, mustFail},
		{"the high half of the seed forgotten", func(c [4]uint32, k [2]uint32) [4]uint32 { k[1] = 0; return noise.Philox4x32(c, k) }, mustFail},
		{"one bit of the words stuck", func(c [4]uint32, k [2]uint32) [4]uint32 { w := noise.Philox4x32(c, k); w[2] |= 1 << 30; return w }, mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			all, err := singleBitStatistics(t.Context(), c.g, 1<<11, rand.New(rand.NewPCG(1, 2)))
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, all)
		})
	}
	for _, c := range neighbours() {
		n, err := avalanche(t.Context(), noise.Philox4x32, c, 1<<16, rand.New(rand.NewPCG(3, 4)))
		if err != nil {
			t.Fatal(err)
		}
		mustPass(t, n.statistics(c.name))
	}
}

// each applies a change to every normal.
func each(change func(float64) float64) fill {
	return func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillNormals(dst, step, firstNeuron, neurons, firstReplica, width)
		for i, z := range dst {
			dst[i] = change(z)
		}
	}
}

// elsewhere draws each normal at another place, as a generator does that forgets something.
func elsewhere(forget func(k *noise.Key, step *uint64, neuron, replica *int)) fill {
	return func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		for i := range neurons {
			for r := range width {
				key, t, neuron, replica := k, step, firstNeuron+i, firstReplica+r
				forget(&key, &t, &neuron, &replica)
				dst[i*width+r] = key.Normal(t, neuron, replica)
			}
		}
	}
}

func TestNormals(t *testing.T) {
	for _, c := range []struct {
		why   string
		f     fill
		check func(*testing.T, []statistic)
	}{
		{"the noise", noise.Key.FillNormals, mustPass},
		{"the noise in single precision", fillSingle, mustPass},
		{"a standard deviation of 1.006", each(func(z float64) float64 { return 1.006 * z }), mustFail},
		{"a mean of 0.008", each(func(z float64) float64 { return z + 0.008 }), mustFail},
		{"tails cut at 3.9 standard deviations", each(func(z float64) float64 { return max(-3.9, min(z, 3.9)) }), mustFail},
		{"some far out", each(func(z float64) float64 {
			if math.Abs(z) > 3.9 {
				return 1.4 * z
			}
			return z
		}), mustFail},
		{"256 values only", each(func(z float64) float64 { return math.Round(32*z) / 32 }), mustFail},
		{"skewed", each(func(z float64) float64 { return (z + 0.01*(z*z-1)) / math.Sqrt(1+0.0002) }), mustFail},
		{"not a number now and then", each(func(z float64) float64 {
			if z > 4.5 {
				return math.NaN()
			}
			return z
		}), mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			p, err := paint(t.Context(), c.f, noise.Key{Seed: 5, Purpose: noise.Drive}, 1)
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, p.statistics())
		})
	}
}

// examine takes the correlations of the first members of a family in all views.
func examine(t *testing.T, f fill, name string) []statistic {
	t.Helper()
	var all []statistic
	for _, fam := range families() {
		if fam.name != name {
			continue
		}
		fam.size = min(fam.size, 130)
		for _, v := range views() {
			sums, err := correlate(t.Context(), f, fam, v, 1, 1)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, correlations(sums, v, chunk)...)
		}
	}
	return all
}

func TestCorrelations(t *testing.T) {
	for _, fam := range families() {
		t.Run(fam.name, func(t *testing.T) { mustPass(t, examine(t, noise.Key.FillNormals, fam.name)) })
	}
	for _, c := range []struct {
		why, family string
		f           fill
	}{
		{"eight neurons share a counter", "neurons", elsewhere(func(_ *noise.Key, _ *uint64, neuron, _ *int) { *neuron = *neuron/8*4 + *neuron%4 })},
		{"a counter of neurons of six bits", "neurons", elsewhere(func(_ *noise.Key, _ *uint64, neuron, _ *int) { *neuron &= 63 })},
		{"replicas 129 and 0 alike", "replicas", elsewhere(func(_ *noise.Key, _ *uint64, _, replica *int) { *replica %= 129 })},
		{"steps of six bits", "steps", elsewhere(func(_ *noise.Key, step *uint64, _, _ *int) { *step &= 63 })},
		{"seeds of six bits", "seeds", elsewhere(func(k *noise.Key, _ *uint64, _, _ *int) { k.Seed &= 63 })},
		{"purposes forgotten", "purposes", elsewhere(func(k *noise.Key, _ *uint64, _, _ *int) { k.Purpose = noise.Drive })},
		{"seed and purpose added", "purposes", elsewhere(func(k *noise.Key, _ *uint64, _, _ *int) { k.Purpose = 1 + k.Purpose&^1 })},
		{"neighbours of one size, their signs free", "neurons", func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
			size := make([]float64, len(dst))
			k.FillNormals(dst, step, firstNeuron, neurons, firstReplica, width)
			k.FillNormals(size, step, firstNeuron/2, neurons, firstReplica, width)
			for i, z := range size {
				dst[i] = math.Copysign(z, dst[i])
			}
		}},
	} {
		t.Run(c.why, func(t *testing.T) { mustFail(t, examine(t, c.f, c.family)) })
	}
}

func TestSigns(t *testing.T) {
	shifted := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step, firstNeuron, neurons, firstReplica, width)
		copy(dst[width:2*width], dst[:width])
	}
	stuck := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step, firstNeuron, neurons, firstReplica, width)
		for r := range width {
			dst[17*width+r] = 1
		}
	}
	frozen := func(k noise.Key, dst []float64, step uint64, firstNeuron, neurons, firstReplica, width int) {
		k.FillRademacher(dst, step/2, firstNeuron, neurons, firstReplica, width)
	}
	for _, c := range []struct {
		why   string
		f     fill
		check func(*testing.T, []statistic)
	}{
		{"the noise", noise.Key.FillRademacher, mustPass},
		{"neurons 0 and 1 alike", shifted, mustFail},
		{"a bit that is always set", stuck, mustFail},
		{"each step twice", frozen, mustFail},
	} {
		t.Run(c.why, func(t *testing.T) {
			_, all, err := signBalance(t.Context(), c.f, noise.Key{Seed: 9, Purpose: noise.Drive}, 300)
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, all)
		})
	}
}
