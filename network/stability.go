package network

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"
	"strconv"
	"sync"

	"noiseprune/internal/rounding"
)

// Method is how a bound on the eigenvalues was found.
type Method uint8

// The methods.
const (
	ByGershgorin  Method = iota // Gershgorin's discs: certain, and the same bits on every machine
	ByEigenvalues               // extreme eigenvalues: an estimate, the same to rounding
)

// String returns "Gershgorin" or "eigenvalues".
func (m Method) String() string {
	switch m {
	case ByGershgorin:
		return "Gershgorin"
	case ByEigenvalues:
		return "eigenvalues"
	}
	return fmt.Sprintf("method(%d)", uint8(m))
}

// Stability says whether a network has a stationary state, and gives its time scales.
//
// The criterion is the stability of A. A rectified network must in addition have only
// positive leaks: a neuron below threshold decays by its leak only.
// With the discs of the rows in the left half plane (or those of the columns, if no
// neuron inhibits itself) the rectified network is a contraction. A symmetric A with
// negative eigenvalues keeps them for every set of active neurons (the paper, Section 6).
// For any other A, stability of the linear network does not imply that of the rectified one:
// some sets of active neurons may be unstable, and a run must detect divergence.
type Stability struct {
	Stable   bool
	Method   Method    // that decided Stable
	Bounds   Bounds    // Gershgorin's
	Extremes *Extremes // nil where they were not needed

	net     *Network
	typical float64 // median of −A_ii
	frozen  int     // in a rectified network the neuron of smallest leak, if that is not positive; otherwise −1
}

// poorBound is the fraction of the typical rate below which Gershgorin's bound on the slowest
// rate proves stability but is too loose for planning a run.
const poorBound = 0.01

// sharpeningWork is the number of multiply-adds after which the search for a sharper bound ends, where Gershgorin's
// proves stability: some seconds. What it has found by then is known to its residual.
const sharpeningWork = 2e9

// Stability decides by Gershgorin's discs where they can, and by the eigenvalue of the
// largest real part where they cannot: it must be negative by more than its residual and
// by more than rounding.
//
// It is decided once for a network.
func (n *Network) Stability() Stability {
	n.stability.once.Do(func() { n.stability.found = n.decideStability() })
	return n.stability.found
}

// stabilityOnce keeps what Stability finds, since eigenvalues may take thousands of products.
type stabilityOnce struct {
	once  sync.Once
	found Stability
}

func (n *Network) decideStability() Stability {
	s := Stability{Bounds: n.Gershgorin(), net: n, typical: -median(n.Diagonal()), frozen: -1}
	s.Stable = s.Bounds.Stable()
	if !s.Stable || -s.Bounds.Right() < poorBound*s.typical {
		most := math.Inf(1)
		if s.Stable {
			most = sharpeningWork
		}
		extremes := extremesWithin(n, most)
		s.Extremes = &extremes
	}
	if !s.Stable {
		slowest := s.Extremes.Slowest
		s.Method = ByEigenvalues
		s.Stable = real(slowest.Value)+slowest.Residual < -roundingShare*s.Bounds.Radius()
	}
	if leak := n.parts.Leak; s.Stable && n.parts.Activation == Rectified && slices.Min(leak) <= 0 {
		s.frozen, s.Stable = slices.Index(leak, slices.Min(leak)), false
	}
	return s
}

// UnstableError is the error of a network without a stationary state.
type UnstableError struct {
	Rightmost Eigenvalue // the eigenvalue of the largest real part
	Frozen    string     // in a rectified network, the neuron whose leak is not positive; otherwise empty
	Cure      float64    // increment of every leak that makes the network stable
}

// Error is one line: the eigenvalue or the neuron, with the remedy.
func (e *UnstableError) Error() string {
	fault := fmt.Sprintf("its rightmost eigenvalue is %s, which is not below 0", complexText(e.Rightmost))
	switch {
	case e.Frozen != "":
		fault = fmt.Sprintf("neuron %s does not decay below threshold, where its leak of %s is all it has",
			e.Frozen, short(-real(e.Rightmost.Value)))
	case real(e.Rightmost.Value) < 0:
		fault = fmt.Sprintf("its rightmost eigenvalue is %s, which cannot be told from 0", complexText(e.Rightmost))
	}
	return fmt.Sprintf("network is unstable: %s; add %s to every leak, or use --leak dominant", fault, short(e.Cure))
}

// complexText formats the value with three digits, and its residual where that is larger.
func complexText(e Eigenvalue) string {
	text := short(real(e.Value))
	if imag(e.Value) != 0 {
		text += " ± " + short(imag(e.Value)) + "i"
	}
	if e.Residual > cmplx.Abs(e.Value)/1000 {
		text += " (known to " + short(e.Residual) + ")"
	}
	return text
}

func short(v float64) string { return strconv.FormatFloat(v+0, 'g', 3, 64) }

// Err returns nil for a stable network and an *UnstableError for any other. Its cure
// moves the rightmost eigenvalue below zero by a tenth of the mean row sum, as the
// default slack of a dominant leak does, or by 1 where no neuron has an input.
func (s Stability) Err() error {
	if s.Stable {
		return nil
	}
	margin := mean(s.net.Weights().RowSums()) / 10
	if margin == 0 {
		margin = 1
	}
	e := &UnstableError{}
	if s.frozen >= 0 {
		e.Rightmost.Value = complex(0-s.net.parts.Leak[s.frozen], 0)
		e.Frozen = s.net.Label(s.frozen)
	} else {
		e.Rightmost = s.Extremes.Slowest
	}
	e.Cure = roundedIncrease(max(real(e.Rightmost.Value), 0)+e.Rightmost.Residual, margin)
	return e
}

// roundedIncrease returns least + margin rounded to the fewest digits, at least two, that
// leave at least half of the margin.
func roundedIncrease(least, margin float64) float64 {
	for digits := 2; digits < 17; digits++ {
		if v := rounding.Digits(least+margin, digits); v >= least+margin/2 {
			return v
		}
	}
	return least + margin
}
