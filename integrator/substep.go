package integrator

import (
	"errors"
	"fmt"
	"math"

	"noiseprune/internal/enum"
)

// Solve is a way to solve (I − hA/2) y = c in a step.
type Solve uint8

// The ways to solve.
const (
	Sweeps  Solve = iota // by a fixed number of sweeps, each a product with W
	Inverse              // by a product with the inverse, which Invert forms
)

func solves() enum.Names[Solve] { return enum.Of[Solve]("solve", "sweeps", "inverse") }

// String returns "sweeps" or "inverse".
func (s Solve) String() string { return solves().Name(s) }

// MarshalText returns what String does, or an error for a value without a name.
func (s Solve) MarshalText() ([]byte, error) { return solves().Marshal(s) }

// UnmarshalText accepts what MarshalText returns.
func (s *Solve) UnmarshalText(text []byte) error { return solves().Unmarshal(s, text) }

// Substep is one step of a cycle of the trapezoid: its size, and how (I − hA/2) y = c is solved in it: by
// the inverse, or by an iteration. With K = I − hA/2, K's diagonal M, the Jacobi matrix J = I − M⁻¹K and
// r = M⁻¹c the iteration is
//
//	y₋₁ = 0,  y₀ = r,  y_k = ω_k (J y_{k−1} + r − y_{k−2}) + y_{k−2}
//	ω₀ = 1,  ω₁ = 1/(1 − c²/2),  ω_k = 1/(1 − c² ω_{k−1}/4)
//
// the Chebyshev semi-iteration for eigenvalues of J in ellipses about 0 with the foci ±c (Golub & Varga
// 1961, Numer. Math. 3, 147; Manteuffel 1977, Numer. Math. 28, 307). c² > 0 suits real eigenvalues,
// c² < 0 imaginary ones, and c² = 0 makes all ω = 1: Jacobi's iteration.
type Substep struct {
	Size        float64 `json:"size"`         // h > 0
	Solve       Solve   `json:"solve"`        // with Inverse, Sweeps and FocalSquare are 0
	Sweeps      int     `json:"sweeps"`       // k, products with W in the step; 0 takes y = r
	FocalSquare float64 `json:"focal_square"` // c² < 1
}

// omegas returns ω₁ … ω_k.
func (s Substep) omegas() []float64 {
	all := make([]float64, s.Sweeps)
	omega := 1.0
	for k := range all {
		share := 0.25
		if k == 0 {
			share = 0.5
		}
		omega = 1 / (1 - float64(share*float64(s.FocalSquare*omega)))
		all[k] = omega
	}
	return all
}

// MeanStep returns the mean of the sizes of a cycle, which is a Drive's StepSize with it. It panics if
// there are none.
func MeanStep(cycle []Substep) float64 {
	if len(cycle) == 0 {
		panic("integrator: a cycle without steps")
	}
	total := 0.0
	for _, s := range cycle {
		total += s.Size
	}
	return total / float64(len(cycle))
}

// meanAccuracy is the relative deviation of a drive's step size from the mean of its cycle that is
// taken for rounding.
const meanAccuracy = 1e-9

// checkCycle returns an error, in words for the user, unless the drive has a cycle that can be taken.
func (d Drive) checkCycle() error {
	if len(d.Cycle) == 0 {
		return errors.New("the trapezoid stepper needs a cycle of steps, such as PlanCycle gives")
	}
	for k, s := range d.Cycle {
		switch {
		case !(s.Size > 0) || math.IsInf(s.Size, 0):
			return fmt.Errorf("the size %v of step %d of the cycle must be positive and finite", s.Size, k)
		case s.Sweeps < 0:
			return fmt.Errorf("step %d of the cycle has %d sweeps", k, s.Sweeps)
		case s.Solve == Inverse && (s.Sweeps != 0 || s.FocalSquare != 0):
			return fmt.Errorf("step %d of the cycle has sweeps beside the inverse", k)
		case !(s.FocalSquare < 1) || math.IsInf(s.FocalSquare, 0):
			return fmt.Errorf("the focal square %v of step %d of the cycle must be finite and below 1", s.FocalSquare, k)
		}
	}
	if mean := MeanStep(d.Cycle); !(math.Abs(d.StepSize-mean) <= meanAccuracy*mean) {
		return fmt.Errorf("step size %v must be the mean %v of the sizes of the cycle", d.StepSize, mean)
	}
	return nil
}
