//go:build !amd64 || noasm

package kernel

import "noiseprune/network"

// denseAbove is the density of W from which the dense product is the faster one.
func denseAbove() float64 { return portableDenseAbove }

// fast returns nil: only the portable products exist here.
func fast(*network.CSR, Kind) Product { return nil }

// vectorAdvance advances nothing.
func (Neuron) vectorAdvance(_, _, _ []float64) (done int, within bool) { return 0, true }
