package timeseries

import (
	"math/bits"

	"gonum.org/v1/gonum/dsp/fourier"

	"noiseprune/internal/trig"
)

// transform computes X_k = Σ_n x_n exp(−2πi kn/N), k = 0 … ⌊N/2⌋, of N real values.
type transform interface {
	coefficients(dst []complex128, x []float64)
}

// newTransform returns the transform of n values: for a power of two one that is faster than gonum's and has the same bits on any machine.
func newTransform(n int) transform {
	if n >= 8 && bits.OnesCount(uint(n)) == 1 {
		return newPowerOfTwo(n)
	}
	return gonumTransform{fourier.NewFFT(n)}
}

type gonumTransform struct{ *fourier.FFT }

func (t gonumTransform) coefficients(dst []complex128, x []float64) { t.Coefficients(dst, x) }

// powerOfTwo is the transform of N = 2ᵐ ≥ 8 real values by that of the N/2 complex ones x_2k + i x_2k+1, in steps of radix 4 that leave
// values in order (T. G. Stockham, "High-speed convolution and correlation", AFIPS 28, 1966), and a last one of radix 2 for odd m−1.
type powerOfTwo struct {
	n        int
	cos, sin []float64 // of exp(−2πik/N), k = 0 … N−1
	from, to split     // scratch, of N/2 values
}

// split are complex values in two parts.
type split struct{ re, im []float64 }

func newSplit(n int) split { return split{make([]float64, n), make([]float64, n)} }

// span returns the values first … first+n−1.
func (s split) span(first, n int) split { return split{s.re[first:][:n], s.im[first:][:n]} }

func newPowerOfTwo(n int) *powerOfTwo {
	t := &powerOfTwo{n: n, cos: make([]float64, n), sin: make([]float64, n), from: newSplit(n / 2), to: newSplit(n / 2)}
	for k := range n {
		turns := float64(k) / float64(n) // exact
		t.cos[k], t.sin[k] = trig.SinTurns(turns+0.25), -trig.SinTurns(turns)
	}
	return t
}

func (t *powerOfTwo) coefficients(dst []complex128, x []float64) {
	for k := range t.to.re {
		t.to.re[k], t.to.im[k] = x[2*k], x[2*k+1]
	}
	n, stride := t.n/2, 1
	for ; n >= 4; n, stride = n/4, 4*stride {
		t.from, t.to = t.to, t.from
		t.radix4(n, stride)
	}
	if n == 2 {
		t.from, t.to = t.to, t.from
		t.radix2(stride)
	}
	t.separate(dst)
}

// radix4 takes transforms of n values, `stride` of them side by side, to four times as many of n/4 values.
func (t *powerOfTwo) radix4(n, stride int) {
	part := t.n / 8 // values between the terms of a butterfly
	for p := range n / 4 {
		k := p * (t.n / n)
		cos1, sin1, cos2, sin2, cos3, sin3 := t.cos[k], t.sin[k], t.cos[2*k], t.sin[2*k], t.cos[3*k], t.sin[3*k]
		a, b := t.from.span(p*stride, stride), t.from.span(p*stride+part, stride)
		c, d := t.from.span(p*stride+2*part, stride), t.from.span(p*stride+3*part, stride)
		first := 4 * p * stride
		y0, y1 := t.to.span(first, stride), t.to.span(first+stride, stride)
		y2, y3 := t.to.span(first+2*stride, stride), t.to.span(first+3*stride, stride)
		for q := range stride {
			sumRe, sumIm, lessRe, lessIm := a.re[q]+c.re[q], a.im[q]+c.im[q], a.re[q]-c.re[q], a.im[q]-c.im[q]
			otherRe, otherIm, turnedRe, turnedIm := b.re[q]+d.re[q], b.im[q]+d.im[q], b.im[q]-d.im[q], d.re[q]-b.re[q] // −i(b − d)
			y0.re[q], y0.im[q] = sumRe+otherRe, sumIm+otherIm
			y1.re[q], y1.im[q] = times(lessRe+turnedRe, lessIm+turnedIm, cos1, sin1)
			y2.re[q], y2.im[q] = times(sumRe-otherRe, sumIm-otherIm, cos2, sin2)
			y3.re[q], y3.im[q] = times(lessRe-turnedRe, lessIm-turnedIm, cos3, sin3)
		}
	}
}

// radix2 takes transforms of two values, side by side, to their results.
func (t *powerOfTwo) radix2(stride int) {
	for q := range stride {
		aRe, aIm, bRe, bIm := t.from.re[q], t.from.im[q], t.from.re[q+stride], t.from.im[q+stride]
		t.to.re[q], t.to.im[q], t.to.re[q+stride], t.to.im[q+stride] = aRe+bRe, aIm+bIm, aRe-bRe, aIm-bIm
	}
}

// separate finds the transform of the real values from Z, that of the complex ones: with M = N/2 and the transforms of even and odd values
//
//	E_k = (Z_k + Z*_{M−k})/2,  O_k = (Z_k − Z*_{M−k})/2i,  X_k = E_k + exp(−2πik/N) O_k,  X_{M−k} = (E_k − exp(−2πik/N) O_k)*
func (t *powerOfTwo) separate(dst []complex128) {
	z, half := t.to, t.n/2
	dst[0], dst[half] = complex(z.re[0]+z.im[0], 0), complex(z.re[0]-z.im[0], 0)
	for k := 1; k <= half/2; k++ {
		j := half - k
		evenRe, evenIm := float64(0.5*(z.re[k]+z.re[j])), float64(0.5*(z.im[k]-z.im[j]))
		re, im := times(0.5*(z.im[k]+z.im[j]), 0.5*(z.re[j]-z.re[k]), t.cos[k], t.sin[k])
		dst[k], dst[j] = complex(evenRe+re, evenIm+im), complex(evenRe-re, im-evenIm)
	}
}

// times returns (re + i im)(cos + i sin).
func times(re, im, cos, sin float64) (float64, float64) {
	return float64(re*cos) - float64(im*sin), float64(re*sin) + float64(im*cos)
}
