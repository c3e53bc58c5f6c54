package sim

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"noiseprune/internal/enum"
)

// StartKind is a kind of initial state.
type StartKind uint8

// The kinds of initial states.
const (
	UniformStart     StartKind = iota // independent, uniform between 0 and a scale
	ZeroStart                         // 0
	StationaryStart                   // what a burn-in leads to
	GivenStart                        // those that the network was read with: network.Parts.Start
	EigenvectorStart                  // along an eigenvector of A, as in Fig. 2d of the paper
)

func startKinds() enum.Names[StartKind] {
	return enum.Of[StartKind]("start", "uniform", "zero", "stationary", "given", "eigenvector")
}

// Start says where trajectories begin. Its text is uniform, zero, stationary, given, or eigenvector:k, k = 1 for the slowest mode.
type Start struct {
	Kind StartKind
	Mode int // of an EigenvectorStart, from 1, by decreasing real part of its eigenvalue; otherwise 0
}

// String returns the text.
func (s Start) String() string {
	if s.Kind == EigenvectorStart {
		return startKinds().Name(s.Kind) + ":" + strconv.Itoa(s.Mode)
	}
	return startKinds().Name(s.Kind)
}

// MarshalText returns what String does, or an error for a kind without a name.
func (s Start) MarshalText() ([]byte, error) {
	if _, err := startKinds().Marshal(s.Kind); err != nil {
		return nil, err
	}
	return []byte(s.String()), nil
}

// UnmarshalText is the inverse of MarshalText.
func (s *Start) UnmarshalText(text []byte) error {
	name, mode, numbered := strings.Cut(string(text), ":")
	kind, err := startKinds().Parse(name)
	if err != nil {
		return err
	}
	read := Start{Kind: kind}
	switch {
	case kind == EigenvectorStart:
		if read.Mode, err = strconv.Atoi(mode); err != nil || read.Mode < 1 {
			return fmt.Errorf("start %q does not say which eigenvector; give eigenvector:1 for the slowest mode, eigenvector:2 for the next", text)
		}
	case numbered:
		return fmt.Errorf("start %q has %q behind %s, which takes nothing", text, mode, name)
	}
	*s = read
	return nil
}

// scaledMode returns the real part of an eigenvector with that root mean square and its largest entry positive.
func scaledMode(vector []complex128, scale float64) []float64 {
	var total, largest float64
	for _, v := range vector {
		total = math.FMA(real(v), real(v), total)
		if math.Abs(real(v)) > math.Abs(largest) {
			largest = real(v)
		}
	}
	factor := math.Copysign(scale/math.Sqrt(total/float64(len(vector))), largest)
	x := make([]float64, len(vector))
	for i, v := range vector {
		x[i] = factor * real(v)
	}
	return x
}
