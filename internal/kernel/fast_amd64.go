//go:build amd64 && !noasm

package kernel

import (
	"golang.org/x/sys/cpu"

	"noiseprune/network"
)

// hasAVX2 reports whether processor and operating system have AVX2 and FMA.
func hasAVX2() bool { return cpu.X86.HasAVX2 && cpu.X86.HasFMA }

// denseAbove is the density of W from which the dense product is the faster one, by
// BenchmarkMultiply.
func denseAbove() float64 {
	if hasAVX2() {
		return 0.3
	}
	return portableDenseAbove
}

// fast returns the AVX2 product of the given kind, or nil on a processor without AVX2
// and FMA.
func fast(w *network.CSR, k Kind) Product {
	switch {
	case !hasAVX2():
		return nil
	case k == Dense:
		return newDenseAVX2(w)
	default:
		return sparseAVX2{sparse{w}}
	}
}
