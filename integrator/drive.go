package integrator

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/internal/enum"
	"noiseprune/network"
	"noiseprune/noise"
)

// Increment is the distribution of one increment ζ, of mean 0 and variance 1.
type Increment uint8

// The increments.
const (
	Gaussian   Increment = iota // normal
	Rademacher                  // ±1: the weak Euler scheme (Kloeden & Platen, Section 14.1); same covariance, linear networks
)

// Placement is the term of the equation to which the noise is added.
type Placement uint8

// The placements. In a linear network Inside is the same as Outside.
const (
	Outside           Placement = iota // dx = (−D x + [W x + b]₊) dt + σ dW
	Inside                             // literally (13): the bracket holds b + σζ/√h, which has no limit as h → 0
	OrnsteinUhlenbeck                  // the bracket holds b + η, τ dη = −η dt + σ dW
)

func incrementNames() enum.Names[Increment] {
	return enum.Of[Increment]("increments", "gaussian", "rademacher")
}

// String returns "gaussian" or "rademacher".
func (i Increment) String() string { return incrementNames().Name(i) }

// ParseIncrement is the inverse of Increment.String.
func ParseIncrement(text string) (Increment, error) { return incrementNames().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (i Increment) MarshalText() ([]byte, error) { return incrementNames().Marshal(i) }

// UnmarshalText is the inverse of MarshalText.
func (i *Increment) UnmarshalText(text []byte) error { return incrementNames().Unmarshal(i, text) }

func placements() enum.Names[Placement] {
	return enum.Of[Placement]("noise placement", "outside", "inside", "ou")
}

// String returns "outside", "inside" or "ou".
func (p Placement) String() string { return placements().Name(p) }

// ParsePlacement is the inverse of Placement.String.
func ParsePlacement(text string) (Placement, error) { return placements().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (p Placement) MarshalText() ([]byte, error) { return placements().Marshal(p) }

// UnmarshalText is the inverse of MarshalText.
func (p *Placement) UnmarshalText(text []byte) error { return placements().Unmarshal(p, text) }

// Drive is the noise that drives a network, with the step size that it is sampled at. Which sources it
// has is said by the network: ζ in the formulas of the steppers is ζ′ = F ζ of its NoiseSources.
type Drive struct {
	Strength        float64   // σ ≥ 0; 0 leaves the dynamics without noise
	StepSize        float64   // h > 0; with a Cycle, the mean of its sizes
	Key             noise.Key //
	Increment       Increment //
	Placement       Placement //
	CorrelationTime float64   // τ > h; read for OrnsteinUhlenbeck only
	Course          Course    // of the noise in time
	Cycle           []Substep // the steps of the trapezoid, which take turns; nil for any other stepper
	Start           float64   // time of step 0, at which a stimulus begins; −burn-in where the clock starts after that
}

// check returns an error, in words for the user, if the drive cannot be simulated.
func (d Drive) check() error {
	switch {
	case !(d.StepSize > 0) || math.IsInf(d.StepSize, 0):
		return fmt.Errorf("step size %v must be positive and finite", d.StepSize)
	case !(d.Strength >= 0) || math.IsInf(d.Strength, 0):
		return fmt.Errorf("noise strength %v must be finite and not negative", d.Strength)
	case d.Placement == OrnsteinUhlenbeck && !(d.CorrelationTime > d.StepSize && !math.IsInf(d.CorrelationTime, 0)):
		return fmt.Errorf("correlation time %v of the noise must be finite and exceed the step size %v", d.CorrelationTime, d.StepSize)
	}
	return nil
}

// checkSteps returns an error, in words for the user, if the drive cannot be simulated with steps of one
// size.
func (d Drive) checkSteps() error {
	if d.Cycle != nil {
		return errors.New("only the trapezoid stepper takes a cycle of steps")
	}
	return d.check()
}

// period returns the number of steps after which their sizes repeat.
func (d Drive) period() uint64 { return uint64(max(1, len(d.Cycle))) }

// placementIn returns the placement, with Inside replaced by Outside for a linear network,
// where they are equivalent.
func (d Drive) placementIn(net *network.Network) Placement {
	if net.Activation() == network.Linear && d.Placement == Inside {
		return Outside
	}
	return d.Placement
}
