package trig

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const precision = 200

func exact(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

// exactSine returns sin(2πx) by Taylor's series in 200 bits, after x has lost its whole turns.
func exactSine(x float64) *big.Float {
	const digits = "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899"
	pi, _, err := big.ParseFloat(digits, 10, precision, big.ToNearestEven)
	if err != nil {
		panic(err)
	}
	angle := exact(x - math.RoundToEven(x)) // the difference is exact
	angle.Mul(angle, pi).Mul(angle, exact(2))
	square := exact(0).Mul(angle, angle)
	term, sum := exact(0).Set(angle), exact(0).Set(angle)
	for k := 2.0; k < 60; k += 2 {
		term.Mul(term, square).Quo(term, exact(-k*(k+1)))
		sum.Add(sum, term)
	}
	return sum
}

// turnsToTry returns angles of all magnitudes, and those next to where quadrants and octants meet.
func turnsToTry() []float64 {
	rng := rand.New(rand.NewPCG(1, 2))
	var all []float64
	for range 1000 {
		all = append(all, rng.Float64()*2-1, rng.NormFloat64()*1e3, math.Exp(rng.Float64()*60-55), -math.Exp(-rng.Float64()*200))
	}
	for k := -16.0; k <= 16; k++ {
		all = append(all, k/8, math.Nextafter(k/8, 9), math.Nextafter(k/8, -9))
	}
	return all
}

// TestSinTurns: the error is at most 2e-16, and 2.3 units in the last place of a small sine: z is
// rounded, so is the bracket, and so is the result, of which the last rounding alone may take half a
// unit.
func TestSinTurns(t *testing.T) {
	worst, worstUlps := 0.0, 0.0
	for _, x := range turnsToTry() {
		want := exactSine(x)
		difference, _ := exact(0).Sub(exact(SinTurns(x)), want).Float64()
		size, _ := want.Float64()
		worst = math.Max(worst, math.Abs(difference))
		if size = math.Abs(size); size < 0.5 && math.Abs(difference) > 1e-50 { // the rounding of π
			worstUlps = math.Max(worstUlps, math.Abs(difference)/(math.Nextafter(size, 1)-size))
		}
	}
	t.Logf("largest error %.3g, %.2f units in the last place below 0.5", worst, worstUlps)
	if worst > 2e-16 || worstUlps > 2.3 {
		t.Errorf("largest error %.3g, %.2f units in the last place", worst, worstUlps)
	}
	for x, want := range map[float64]float64{0: 0, 0.25: 1, 0.5: 0, 0.75: -1, -0.25: -1, 1e15 + 0.25: 1, 1e300: 0} {
		if got := SinTurns(x); got != want {
			t.Errorf("sin(2π %v) = %v, want %v", x, got, want)
		}
	}
}

// TestSinesAreTheSameEverywhere compares the bits with those of amd64, as other machines find them.
func TestSinesAreTheSameEverywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var data []byte
	for range 10_000 {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(SinTurns(float64(rng.Float64()*200)-100)))
	}
	sum := sha256.Sum256(data)
	const want = "25cfc74aa5ad9f6c"
	if got := hex.EncodeToString(sum[:8]); got != want {
		t.Errorf("the sines have the digest %s, want %s", got, want)
	}
}
