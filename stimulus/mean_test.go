package stimulus

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"

	"noiseprune/internal/testutil"
)

func mustParse(t testing.TB, text string) Term {
	t.Helper()
	term, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return term
}

// resolveOne returns the stimulus of terms for two neurons, A and B, and a file of five samples.
func resolveOne(t testing.TB, texts ...string) *Stimulus {
	t.Helper()
	var terms []Term
	for _, text := range texts {
		terms = append(terms, mustParse(t, text))
	}
	s, err := Resolve(terms, []string{"A", "B"}, 2, func(string) (Series, error) {
		return Series{Columns: 1, Values: []float64{0.5, -1, 2, 0.25, 3}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func meanOf(s *Stimulus, from, to float64) float64 {
	dst := make([]float64, len(s.Neurons()))
	s.AddMean(dst, from, to)
	return dst[0]
}

type meanCase struct {
	Term           string
	From, To, Mean float64
}

func checkMeans(t *testing.T, data []byte) {
	t.Helper()
	var cases []meanCase
	if err := json.Unmarshal(data, &cases); err != nil || len(cases) < 100 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		got := meanOf(resolveOne(t, "A: "+c.Term), c.From, c.To)
		// The times of jumps, up to 50, are rounded by up to 4e-15, of which a short interval makes more; u is at
		// most 4, and its quadrature is as exact.
		tolerance := 1e-14 + 4e-14/(c.To-c.From)
		if math.Abs(got-c.Mean) > tolerance {
			t.Errorf("%s from %v to %v: got %v, want %v", c.Term, c.From, c.To, got, c.Mean)
		}
	}
}

// TestMeans compares with quadrature, which testdata/means.py has done with NumPy.
func TestMeans(t *testing.T) {
	data, err := os.ReadFile("testdata/means.json")
	if err != nil {
		t.Fatal(err)
	}
	checkMeans(t, data)
}

// TestMeansByNumPy runs the script where Python has NumPy.
func TestMeansByNumPy(t *testing.T) {
	data, err := exec.Command(testutil.Python(t, "numpy"), "testdata/means.py").Output()
	if err != nil {
		t.Fatal(err)
	}
	checkMeans(t, data)
}

// TestShortMeansAreValues: over an interval in which u is constant the mean is u, to the bit, however
// late; over a short one where it is smooth, u in the middle but for (2π/period)² length²/24 < 5e-9.
func TestShortMeansAreValues(t *testing.T) {
	for _, c := range []struct {
		reason, text string
		middle       float64
		want         float64
		off          float64
	}{
		{"constant", "A: constant 0.3", 1e6, 0.3, 0},
		{"late in a step", "A: step 0.3 at 10", 1e6, 0.3, 0},
		{"before a step", "A: step 0.3 at 10", 9.9, 0, 0},
		{"in the pulse 50,000", "A: pulse 0.3 from 5 to 6 every 20", 1_000_005.5, 0.3, 0},
		{"between two pulses", "A: pulse 0.3 from 5 to 6 every 20", 1_000_007.5, 0, 0},
		{"after a ramp", "A: ramp 0.1 to 0.3 from 5 to 6", 1e6, 0.3, 0},
		{"before a ramp", "A: ramp 0.1 to 0.3 from 5 to 6", 1, 0.1, 0},
		{"in a held sample", "A: file u every 3", 10.5, 0.25, 0},
		{"at the top of a late period", "A: sine 0.3 period 20", 1_000_005, 0.3, 5e-9},
		{"at the bottom", "A: sine 0.3 period 20 phase 180deg", 1_000_005, -0.3, 5e-9},
		{"before the beginning", "A: sine 0.3 period 20 from 5", 4, 0, 0},
	} {
		const h = 1e-3
		s := resolveOne(t, c.text)
		if got := meanOf(s, c.middle-h/2, c.middle+h/2); math.Abs(got-c.want) > c.off {
			t.Errorf("%s: mean %v, want %v", c.reason, got, c.want)
		}
		if got := s.At(c.middle)[0]; math.Abs(got-c.want) > c.off {
			t.Errorf("%s: value %v, want %v", c.reason, got, c.want)
		}
	}
}

// TestAreasDoNotDependOnTheStep: steps of any length have the same sum of means × lengths, that of one
// step over all of it. 10⁴ sums of terms below 1 are rounded by less than 1e-11.
func TestAreasDoNotDependOnTheStep(t *testing.T) {
	for _, text := range []string{
		"A: step 2 at 10", "A: pulse 1 from 5 to 6", "A: pulse 1 from 5 to 6 every 7", "A: ramp 1 to 2 from 10 to 50",
		"A: sine 0.5 period 20 phase 30deg from 3 to 77", "A: sine 0.5 frequency 0.31", "A: file u every 0.7 linear", "A: file u every 0.7 from 60",
	} {
		s := resolveOne(t, text)
		const end = 100.0
		want := end * meanOf(s, 0, end)
		for _, h := range []float64{0.01, 0.03, 0.7, 9.1} {
			area := 0.0
			for n := 0.0; n*h < end; n++ {
				from, to := n*h, math.Min((n+1)*h, end)
				area += (to - from) * meanOf(s, from, to)
			}
			if math.Abs(area-want) > 1e-11 {
				t.Errorf("%s: area %v by steps of %v, want %v", text, area, h, want)
			}
		}
	}
}

// TestJumps: where u jumps it has the value after the jump.
func TestJumps(t *testing.T) {
	for _, c := range []struct {
		text          string
		at            float64
		before, after float64
	}{
		{"A: step 2 at 10", 10, 0, 2},
		{"A: pulse 1 from 5 to 6", 5, 0, 1},
		{"A: pulse 1 from 5 to 6", 6, 1, 0},
		{"A: pulse 1 from 5 to 6 every 20", 45, 0, 1},
		{"A: pulse 1 from 5 to 6 every 20", 46, 1, 0},
		{"A: pulse 1 from 0.1 to 0.2 every 0.7", math.FMA(3, 0.7, 0.1), 0, 1},
		{"A: pulse 1 from 5 to 6 every 20", -15, 0, 0},
		{"A: sine 1 period 4 phase 0.25turn from 8 to 12", 8, 0, 1},
		{"A: sine 1 period 4 phase 0.25turn from 8 to 12", 12, 1, 0},
		{"A: file u every 3", 0, 0, 0.5},
		{"A: file u every 3", 3, 0.5, -1},
		{"A: file u every 3", 15, 3, 0},
		{"A: file u every 3 linear", 12, 3, 0},
		{"A: file u every 3 linear", 3, -1, -1},
		{"A: file u every 0.1", math.FMA(3, 0.1, 0), 2, 0.25},
		{"A: file u every 0.4 from 0.1", math.FMA(3, 0.4, 0.1), []float64{0.5, -1, 2, 0.25, 3}[3-1], []float64{0.5, -1, 2, 0.25, 3}[3]}, // (t − 0.1)/0.4 is rounded to below 3
	} {
		s := resolveOne(t, c.text)
		before, after := s.At(math.Nextafter(c.at, -1e9))[0], s.At(c.at)[0]
		if math.Abs(before-c.before) > 1e-12 || after != c.after {
			t.Errorf("%s at %v: %v before and %v after, want %v and %v", c.text, c.at, before, after, c.before, c.after)
		}
	}
}

// TestTermsAddUp: means of several terms are the sums of their means.
func TestTermsAddUp(t *testing.T) {
	texts := []string{"all: constant 0.25", "B: step 2 at 10", "B,A: sine 1 period 3", "A: constant -1"}
	all := resolveOne(t, texts...)
	rng := rand.New(rand.NewPCG(5, 6))
	for range 20 {
		from := rng.Float64() * 20
		to := from + rng.Float64()
		got, want := []float64{7, 8}, []float64{7, 8}
		all.AddMean(got, from, to)
		for _, text := range texts {
			s := resolveOne(t, text)
			part := make([]float64, len(s.Neurons()))
			s.AddMean(part, from, to)
			for k, i := range s.Neurons() {
				want[i] += part[k]
			}
		}
		if got[0] != want[0] || got[1] != want[1] {
			t.Errorf("from %v to %v: got %v, want %v", from, to, got, want)
		}
	}
}

// TestMeansAreTheSameEverywhere compares the bits of all means with those of amd64.
func TestMeansAreTheSameEverywhere(t *testing.T) {
	data, err := os.ReadFile("testdata/means.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []meanCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	hash := sha256.New()
	for _, c := range cases {
		hash.Write(binary.LittleEndian.AppendUint64(nil, math.Float64bits(meanOf(resolveOne(t, "A: "+c.Term), c.From, c.To))))
	}
	const want = "da60f2f1e7885d88"
	if got := hex.EncodeToString(hash.Sum(nil)[:8]); got != want {
		t.Errorf("the means have the digest %s, want %s", got, want)
	}
}
