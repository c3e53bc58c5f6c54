package compare

import (
	"encoding/json"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"

	"noiseprune/internal/testutil"
)

// spectraPair is a case of testdata/assignment.py.
type spectraPair struct {
	Name             string
	Original, Pruned [][2]float64
	Cost             float64
}

// complexValues returns a spectrum in the order of Eigendecomposition.
func complexValues(parts [][2]float64) []complex128 {
	var values []complex128
	for _, p := range parts {
		values = append(values, complex(p[0], p[1]))
	}
	slices.SortStableFunc(values, byRealPart)
	return values
}

func pairSpectra(original, pruned []complex128) (a, b folded, partner []int) {
	a, b = fold(original, exponentOf(original)), fold(pruned, exponentOf(original))
	return a, b, a.assign(b)
}

// TestPairingAgreesWithSciPy in its total cost, on stored spectra and on others: conjugates,
// different numbers of real eigenvalues, equal costs, repeated eigenvalues.
func TestPairingAgreesWithSciPy(t *testing.T) {
	t.Run("stored", func(t *testing.T) {
		data, err := os.ReadFile("testdata/assignment.json")
		checkPairings(t, data, err)
	})
	t.Run("computed", func(t *testing.T) {
		data, err := exec.Command(testutil.Python(t, "numpy", "scipy"), "testdata/assignment.py", "2").Output()
		checkPairings(t, data, err)
	})
}

func checkPairings(t *testing.T, data []byte, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	var cases []spectraPair
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		original, pruned := complexValues(c.Original), complexValues(c.Pruned)
		a, b, partner := pairSpectra(original, pruned)
		if got := totalCost(a, b, partner); !(math.Abs(got-c.Cost) <= 1e-12*(1+c.Cost)) {
			t.Errorf("%s: cost %v, SciPy's optimum is %v", c.Name, got, c.Cost)
		}
		checkConjugates(t, c.Name, a, b, partner)
	}
}

func totalCost(a, b folded, partner []int) float64 {
	sum := 0.0
	for i, j := range partner {
		sum += cmplx.Abs(complex(b.re[j]-a.re[i], b.im[j]-a.im[i])) / cmplx.Abs(complex(a.re[i], a.im[i]))
	}
	return sum
}

// checkConjugates: partner is a permutation, and where conjugates do not have conjugate partners
// a real eigenvalue lies on their path.
func checkConjugates(t *testing.T, name string, a, b folded, partner []int) {
	t.Helper()
	rowOf := slices.Repeat([]int{-1}, len(partner))
	for i, j := range partner {
		if rowOf[j] >= 0 {
			t.Fatalf("%s: %v is no permutation", name, partner)
		}
		rowOf[j] = i
	}
	for i, j := range partner {
		if a.conjugate[i] == i || b.conjugate[j] == partner[a.conjugate[i]] {
			continue
		}
		for steps := 0; a.conjugate[i] != i && b.conjugate[partner[i]] != partner[i]; steps++ {
			if i = a.conjugate[rowOf[b.conjugate[partner[i]]]]; steps > len(partner) {
				t.Fatalf("%s: a cycle of conjugates without conjugate partners", name)
			}
		}
	}
}

// TestPairingAgreesWithAllPermutations of up to seven eigenvalues, not folded.
func TestPairingAgreesWithAllPermutations(t *testing.T) {
	draw := rand.New(rand.NewPCG(3, 4))
	for n := 1; n <= 7; n++ {
		for round := range 20 {
			original, pruned := randomSpectrum(draw, n, round%2 == 0), randomSpectrum(draw, n, round%2 == 0)
			a, b, partner := pairSpectra(original, pruned)
			got, want := totalCost(a, b, partner), leastCost(original, pruned)
			if math.Abs(got-want) > 1e-12*(1+want) {
				t.Errorf("%v and %v: cost %v, the least of all permutations is %v", original, pruned, got, want)
			}
			checkConjugates(t, "random", a, b, partner)
		}
	}
}

// randomSpectrum has a random number of real eigenvalues; with ties all numbers are integers.
func randomSpectrum(draw *rand.Rand, n int, ties bool) []complex128 {
	var values []complex128
	number := func() float64 {
		if ties {
			return float64(1 + draw.IntN(3))
		}
		return 0.1 + draw.Float64()
	}
	for len(values) < n {
		v := complex(-number(), number())
		if len(values) == n-1 || draw.IntN(3) == 0 {
			values = append(values, complex(real(v), 0))
		} else {
			values = append(values, v, cmplx.Conj(v))
		}
	}
	slices.SortStableFunc(values, byRealPart)
	return values
}

// leastCost tries all permutations.
func leastCost(original, pruned []complex128) float64 {
	if len(original) == 0 {
		return 0
	}
	least := math.Inf(1)
	for j := range pruned {
		rest := slices.Delete(slices.Clone(pruned), j, j+1)
		least = min(least, cmplx.Abs(pruned[j]-original[0])/cmplx.Abs(original[0])+leastCost(original[1:], rest))
	}
	return least
}

// TestPairingIgnoresScaleAndOrder: neither a power of two nor the order of λ̃ changes it, also
// near the ends of the range of float64.
func TestPairingIgnoresScaleAndOrder(t *testing.T) {
	draw := rand.New(rand.NewPCG(5, 6))
	original, pruned := randomSpectrum(draw, 30, false), randomSpectrum(draw, 30, false)
	_, _, want := pairSpectra(original, pruned)
	for _, exponent := range []int{-1000, -3, 1000} {
		scale := func(values []complex128) (scaled []complex128) {
			for _, v := range values {
				scaled = append(scaled, complex(math.Ldexp(real(v), exponent), math.Ldexp(imag(v), exponent)))
			}
			return scaled
		}
		if _, _, got := pairSpectra(scale(original), scale(pruned)); !slices.Equal(got, want) {
			t.Errorf("times 2^%d: %v, otherwise %v", exponent, got, want)
		}
	}
}

// TestSpectraWithoutRelativeCosts keep the rank: no assignment is computed from costs that are not
// finite.
func TestSpectraWithoutRelativeCosts(t *testing.T) {
	sound := []complex128{-2 - 1i, -2 + 1i, -1}
	for _, v := range []float64{math.NaN(), math.Inf(1), 1e308} {
		other := slices.Clone(sound)
		other[2] = complex(v, 0)
		if fold(sound, exponentOf(sound)).divides(fold(other, exponentOf(sound))) {
			t.Errorf("%v is compared with %v by relative costs", sound, other)
		}
	}
	zero := fold([]complex128{-2 - 1i, -2 + 1i, 0}, 0)
	if zero.divides(fold(sound, 0)) {
		t.Error("a change is relative to the eigenvalue 0")
	}
}
