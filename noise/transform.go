package noise

import "math"

// testdata/coefficients.py derives the constants below. They are frozen with the contract.
const (
	twoLn2 = 0x1.62e42fefa39efp0

	// −2 ln((1+s)/(1−s)) = s (−4 + z·log(z)), z = s² ≤ 0.0295, with an error of the
	// bracket of at most 2^-56.9.
	log0 = -0x1.5555555555592p0
	log1 = -0x1.999999997fdb7p-1
	log2 = -0x1.24924941f1295p-1
	log3 = -0x1.c71c52095abb5p-2
	log4 = -0x1.74663ee8bc916p-2
	log5 = -0x1.39a1bab2e7e3cp-2
	log6 = -0x1.2f056395f5a67p-2

	// sin(πx/4) = x (π/4 + z·sin(z)), z = x² ≤ 1, with an error of the bracket of at most
	// 2^-57; π/4 is the sum of two constants.
	quarterPiHi = 0x1.921fb54442d18p-1
	quarterPiLo = 0x1.1a62633145c07p-55
	sin0        = -0x1.4abbce625be47p-4
	sin1        = 0x1.466bc67758d85p-9
	sin2        = -0x1.32d2cce3332e2p-15
	sin3        = 0x1.5078301b629d1p-22
	sin4        = -0x1.e300a65a6d906p-30
	sin5        = 0x1.e403d09a290aap-38

	// cos(πx/4) = 1 + z·cos(z), z = x² ≤ 1, with an error of at most 2^-55.8.
	cos0 = -0x1.3bd3cc9be45dep-2
	cos1 = 0x1.03c1f081b5abp-6
	cos2 = -0x1.55d3c7e3c95bcp-12
	cos3 = 0x1.e1f50683b42adp-19
	cos4 = -0x1.a6d1ecb73ed2cp-26
	cos5 = 0x1.f9cc6acee69f8p-34
	cos6 = -0x1.b26fe81e451fdp-42
)

const (
	angleBits    = 24             // the low bits of a word
	radiusBits   = 64 - angleBits // the high bits of a word
	quadrantBits = angleBits - 2  // the bits of an angle within its quadrant

	mantissaBits = 52
	rootHalf     = 0x3FE6A09E667F3BCD // the bits of √½, rounded up
)

// transform turns each 64 random bits u into two independent normals,
//
//	U = (2m+1)/2^41,  m = u>>24               R = √(−2 ln U)
//	θ = 2π (k+½)/2^24, k = u mod 2^24          even = R cos θ,  odd = R sin θ
//
// The sequence of operations per word is frozen. It has no branches, and nothing but
// integer operations and +, −, ×, ÷, √, fused multiply-add of float64, each of which
// IEEE 754 rounds correctly, so that any vector unit can repeat it bit for bit. The
// polynomials are summed in pairs (Estrin's scheme), which shortens the chain of
// dependent operations. The normals are within 3 ulp of the exact values.
func transform(even, odd []float64, words []uint64) {
	squares(even, words)
	rotate(even, odd, words)
}

// squares writes R² = −2 ln U, to 2 ulp. U is 2^-p (1+f) with 1+f in [√½, √2), and with s = f/(2+f)
//
//	−2 ln U = p·2 ln 2 − 2f + s (2f + z·log(z)),  z = s².
//
// Next to U = 1, p is 0 and f exact, so that the relative error is small there, too.
func squares(dst []float64, words []uint64) {
	dst = dst[:len(words)]
	for r, u := range words {
		v := float64(int64(u>>angleBits<<1 | 1)) // 2m+1, exact
		b := math.Float64bits(v) - rootHalf
		p := float64(int64(radiusBits+1) - int64(b>>mantissaBits))
		f := math.Float64frombits(b&(1<<mantissaBits-1)+rootHalf) - 1

		s := f / (2 + f)
		z := float64(s * s)
		zz := float64(z * z)
		log01 := math.FMA(z, log1, log0)
		log23 := math.FMA(z, log3, log2)
		log45 := math.FMA(z, log5, log4)
		log03 := math.FMA(zz, log23, log01)
		log46 := math.FMA(zz, log6, log45)
		log := math.FMA(float64(zz*zz), log46, log03)

		small := math.FMA(s, math.FMA(z, log, f+f), -(f + f))
		dst[r] = math.FMA(p, twoLn2, small)
	}
}

// rotate turns the R² in even into the normals R cos θ in even and R sin θ in odd. With
// an integer q and |x| < 1, θ = q π/2 + x π/4; neither x nor x² is rounded, and the cosine
// and the sine of x π/4 are within 1 ulp. The root is taken here, where it need not be
// waited for.
func rotate(even, odd []float64, words []uint64) {
	even, odd = even[:len(words)], odd[:len(words)]
	for r, u := range words {
		k := u&(1<<angleBits-1) + 1<<(quadrantBits-1)
		q := k >> quadrantBits
		k &= 1<<quadrantBits - 1
		x := float64(int64(2*k+1)-1<<quadrantBits) * (1.0 / (1 << quadrantBits))

		z := float64(x * x)
		zz := float64(z * z)
		z4 := float64(zz * zz)
		sin01 := math.FMA(z, sin0, quarterPiLo)
		sin23 := math.FMA(z, sin2, sin1)
		sin45 := math.FMA(z, sin4, sin3)
		sin03 := math.FMA(zz, sin23, sin01)
		sin46 := math.FMA(zz, sin5, sin45)
		sin := math.FMA(x, quarterPiHi, float64(x*math.FMA(z4, sin46, sin03)))

		cos01 := math.FMA(z, cos1, cos0)
		cos23 := math.FMA(z, cos3, cos2)
		cos45 := math.FMA(z, cos5, cos4)
		cos03 := math.FMA(zz, cos23, cos01)
		cos46 := math.FMA(zz, cos6, cos45)
		cos := math.FMA(z, math.FMA(z4, cos46, cos03), 1)

		// An odd quadrant swaps the two. Bit 1 of q+1 is the sign of cos θ, that of q the
		// sign of sin θ.
		c, s := math.Float64bits(cos), math.Float64bits(sin)
		swap := (c ^ s) & -(q & 1)
		c ^= swap ^ (q+1)&2<<62
		s ^= swap ^ q&2<<62
		radius := math.Sqrt(even[r])
		even[r], odd[r] = radius*math.Float64frombits(c), radius*math.Float64frombits(s)
	}
}
