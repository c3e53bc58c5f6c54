package noise

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The exact transform, with 160-bit arithmetic and textbook series, which shares only the
// definition with transform.go.

const precision = 160

func real(x float64) *big.Float { return new(big.Float).SetPrec(precision).SetFloat64(x) }

func add(x, y *big.Float) *big.Float { return real(0).Add(x, y) }
func mul(x, y *big.Float) *big.Float { return real(0).Mul(x, y) }
func quo(x, y *big.Float) *big.Float { return real(0).Quo(x, y) }

// atanh returns Σ x^n/n over odd n for |x| ≤ 1/3.
func atanh(x *big.Float) *big.Float {
	sum, power, square := real(0), x, mul(x, x)
	for n := 1.0; n < 110; n += 2 {
		sum = add(sum, quo(power, real(n)))
		power = mul(power, square)
	}
	return sum
}

// logarithm returns ln x for x > 0, as e ln 2 + 2 atanh((m−1)/(m+1)) with x = m 2^e.
func logarithm(x, ln2 *big.Float) *big.Float {
	m := real(0)
	e := x.MantExp(m)
	y := quo(add(m, real(-1)), add(m, real(1)))
	return add(mul(real(float64(e)), ln2), mul(real(2), atanh(y)))
}

// pi is Machin's formula, 16 atan(1/5) − 4 atan(1/239).
func pi() *big.Float {
	atan := func(d float64) *big.Float {
		sum, power := real(0), quo(real(1), real(d))
		for n := 1.0; n < 80; n += 2 {
			sum = add(sum, quo(power, real(n)))
			power = quo(power, real(-d*d))
		}
		return sum
	}
	return add(mul(real(16), atan(5)), mul(real(-4), atan(239)))
}

// circle returns cos t and sin t by their Taylor series, for 0 ≤ t < 7.
func circle(t *big.Float) (cos, sin *big.Float) {
	cos, sin = real(0), real(0)
	term := real(1)
	for n := 1.0; n < 80; n += 2 {
		cos = add(cos, term)
		term = quo(mul(term, t), real(n))
		sin = add(sin, term)
		term = quo(mul(term, t), real(-n-1))
	}
	return cos, sin
}

// exactPair returns the function from a word to −2 ln U, R cos θ and R sin θ.
func exactPair() func(u uint64) (square, even, odd *big.Float) {
	turn := mul(real(2), pi())
	ln2 := mul(real(2), atanh(quo(real(1), real(3))))
	return func(u uint64) (square, even, odd *big.Float) {
		v := new(big.Float).SetPrec(precision).SetUint64(2*(u>>24) + 1)
		square = mul(real(-2), logarithm(v.SetMantExp(v, -41), ln2))
		k := float64(u % (1 << 24))
		cos, sin := circle(quo(mul(turn, real(k+0.5)), real(1<<24)))
		r := real(0).Sqrt(square)
		return square, mul(r, cos), mul(r, sin)
	}
}

// ulps returns |got − want| in units in the last place of want.
func ulps(got float64, want *big.Float) float64 {
	w, _ := want.Float64()
	w = math.Abs(w)
	d, _ := add(real(got), real(0).Neg(want)).Float64()
	return math.Abs(d) / (math.Nextafter(w, math.Inf(1)) - w)
}

// edgeWords are the words at the ends of the radius and at the borders of the quadrants
// and octants, where one formula replaces another.
func edgeWords() []uint64 {
	radii := []uint64{0, 1, 2, 1<<39 - 1, 1 << 39, 1<<40 - 2, 1<<40 - 1, 777472127993, 777472127994, 388736063996, 388736063997}
	var words []uint64
	for _, m := range radii {
		for octant := range uint64(8) {
			k := octant << 21
			words = append(words, m<<24|k, m<<24|(k+1), m<<24|(k-1)%(1<<24))
		}
	}
	return words
}

// TestTransformAccuracy states the accuracy: R² within 2 ulp, the normals within 3 ulp,
// also where U is next to 1 and where the cosine or the sine is next to 0.
func TestTransformAccuracy(t *testing.T) {
	words := edgeWords()
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		u := random.Uint64()
		words = append(words, u, u|^uint64(0)<<(24+random.IntN(40)), u>>(random.IntN(40)+1))
	}
	exact := exactPair()
	var worst [3]float64
	for _, u := range words {
		var square, even, odd [1]float64
		squares(square[:], []uint64{u})
		transform(even[:], odd[:], []uint64{u})
		wantSquare, wantEven, wantOdd := exact(u)
		worst[0] = max(worst[0], ulps(square[0], wantSquare))
		worst[1] = max(worst[1], ulps(even[0], wantEven))
		worst[2] = max(worst[2], ulps(odd[0], wantOdd))
	}
	t.Logf("worst of %d words: R² %.2f ulp, cosine %.2f ulp, sine %.2f ulp", len(words), worst[0], worst[1], worst[2])
	for i, limit := range []float64{2, 3, 3} {
		if !(worst[i] <= limit) {
			t.Errorf("output %d is off by %.2f ulp, want at most %v", i, worst[i], limit)
		}
	}
}
