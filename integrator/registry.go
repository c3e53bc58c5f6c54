package integrator

import (
	"strings"

	"gonum.org/v1/gonum/mat"

	"noiseprune/covariance"
	"noiseprune/internal/enum"
	"noiseprune/network"
)

// StepperKind names a stepper: a row of the registry. All that the rest of the program knows of
// a particular stepper stands in its row.
type StepperKind uint8

// The steppers, in the order of the registry, after the choice that is left open.
const (
	AutoStepper StepperKind = iota // not chosen yet; no row of the registry
	EulerMaruyamaKind
	LeimkuhlerMatthewsKind
	ExponentialKind
	TrapezoidKind
)

// registry lists the rows of all steppers. A new stepper is a file of its own, with its row, and
// a line here and above.
func registry() []row {
	return []row{eulerMaruyamaRow(), leimkuhlerMatthewsRow(), exponentialRow(), trapezoidRow()}
}

// row is what there is to know of a stepper.
type row struct {
	name  string
	note  string // what it is good for, in a few words; may be empty
	new64 constructor[float64]
	new32 constructor[float32]
	// stationary solves for the covariance that the stepper of a linear network converges to under that
	// drive. It returns a *covariance.NotStationaryError.
	stationary func(net *network.Network, d Drive) (*covariance.Exact, error)
	// propagator returns Φ, by which the mean of the state changes in a step, with a cycle in one cycle, if the noise of a step is
	// independent of that of any other; nil where it is not.
	propagator func(net *network.Network, d Drive) (*mat.Dense, error)
	// largestStep bounds the step sizes at which the stepper is stable, with the network's time scales.
	largestStep func(*network.Network, network.TimeScales) float64
	// openStep is the step size where none is asked for, largest being the largest stable one.
	openStep func(t network.TimeScales, largest float64) float64
	// increments is how many values of the size of the state a step holds beside it.
	increments func(Placement, network.Activation) int
	products   func(Drive) float64        // with W, in a step, in the mean
	weakOrder  func(*network.Network) int // with which the stationary covariance of a linear network converges as h → 0
	cyclic     bool                       // takes Drive.Cycle
}

func onePerStep(Drive) float64 { return 1 }

func firstOrder(*network.Network) int  { return 1 }
func secondOrder(*network.Network) int { return 2 }

// constructor makes a stepper of net, whose weights are packed in w.
type constructor[T Float] func(net *network.Network, w Weights[T], d Drive) (Stepper[T], error)

// construct turns a function that returns a particular stepper into a constructor.
func construct[T Float, S Stepper[T]](make func(*network.Network, Weights[T], Drive) (S, error)) constructor[T] {
	return func(net *network.Network, w Weights[T], d Drive) (Stepper[T], error) {
		s, err := make(net, w, d)
		if err != nil {
			return nil, err
		}
		return s, nil
	}
}

func (s StepperKind) row() row {
	if s == AutoStepper {
		panic("integrator: the stepper is not chosen yet")
	}
	return registry()[s-1]
}

// New returns the stepper of net, whose weights are packed in w. It returns an error if the
// stepper cannot simulate that drive, and panics if w is not of the network's order or s is no
// row of the registry.
func New[T Float](s StepperKind, net *network.Network, w Weights[T], d Drive) (Stepper[T], error) {
	switch w := any(w).(type) {
	case Weights[float32]:
		stepper, err := s.row().new32(net, w, d)
		made, _ := stepper.(Stepper[T]) // T is float32
		return made, err
	case Weights[float64]:
		stepper, err := s.row().new64(net, w, d)
		made, _ := stepper.(Stepper[T]) // T is float64
		return made, err
	}
	panic("integrator: states are float32 or float64")
}

// Stationary returns the covariance that the stepper of a linear network converges to under white noise
// of the drive's strength at its steps, with a cycle at the ends of it: the oracle of simulations by it. It
// returns a *covariance.NotStationaryError where there is none, and panics for a rectified network.
func (s StepperKind) Stationary(net *network.Network, d Drive) (*covariance.Exact, error) {
	return s.row().stationary(net, d)
}

// Propagator returns Φ of xₙ₊₁ = Φ xₙ + (white noise), with a cycle over one cycle, for a linear network without input: the
// covariance at a lag of k steps is Φᵏ times that which Stationary returns. known is false for a stepper whose noise is correlated in
// time. It returns the errors of Stationary, and panics for a rectified network.
func (s StepperKind) Propagator(net *network.Network, d Drive) (phi *mat.Dense, known bool, err error) {
	if s.row().propagator == nil {
		return nil, false, nil
	}
	phi, err = s.row().propagator(net, d)
	return phi, true, err
}

// byStepSize turns a solution for one step size into the solution of a registry row.
func byStepSize(
	solve func(net *network.Network, sigma, h float64) (*covariance.Exact, error),
) func(*network.Network, Drive) (*covariance.Exact, error) {
	return func(net *network.Network, d Drive) (*covariance.Exact, error) {
		return solve(net, d.Strength, d.StepSize)
	}
}

// LargestStep returns a step size below which the stepper of net, whose time scales are given, is stable:
// infinity where it is stable at every step.
func (s StepperKind) LargestStep(net *network.Network, scales network.TimeScales) float64 {
	return s.row().largestStep(net, scales)
}

// OpenStep returns the step size where none is asked for: a tenth of the largest stable step for
// Euler–Maruyama and Leimkuhler–Matthews, whose bias grows with the fastest rate; a fifth of a typical
// time constant for the exponential stepper, whose bias does not, or half the largest stable step where
// that is shorter. largest is what LargestStep returns. It panics for a stepper that takes a cycle of steps,
// which PlanCycle gives.
func (s StepperKind) OpenStep(scales network.TimeScales, largest float64) float64 {
	return s.row().openStep(scales, largest)
}

// tenthOfLargest is the step size of steppers whose bias grows with the fastest rate.
func tenthOfLargest(_ network.TimeScales, largest float64) float64 { return 0.1 * largest }

// HeldIncrements returns how many values of the size of a block's states a step holds beside
// them: increments that are not drawn row by row, and coloured noise.
func (s StepperKind) HeldIncrements(p Placement, a network.Activation) int {
	return s.row().increments(p, a)
}

// Products returns how many products with W a step takes: with a Cycle, in the mean of its steps.
func (s StepperKind) Products(d Drive) float64 { return s.row().products(d) }

// Cyclic reports whether the stepper takes a Drive's Cycle, and needs one.
func (s StepperKind) Cyclic() bool { return s.row().cyclic }

// WeakOrder returns the order with which the stationary covariance of the linear part of net converges as h → 0.
func (s StepperKind) WeakOrder(net *network.Network) int { return s.row().weakOrder(net) }

// StepperUsage lists the steppers with their notes, for the help of a flag.
func StepperUsage() string {
	all := []string{"auto (fewest products within the bias that is accepted)"}
	for _, r := range registry() {
		if r.note != "" {
			r.name += " (" + r.note + ")"
		}
		all = append(all, r.name)
	}
	last := len(all) - 1
	return strings.Join(all[:last], ", ") + ", or " + all[last]
}

func stepperKinds() enum.Names[StepperKind] {
	names := []string{"auto"}
	for _, r := range registry() {
		names = append(names, r.name)
	}
	return enum.Of[StepperKind]("stepper", names...)
}

// String returns the name in the row, such as "euler-maruyama".
func (s StepperKind) String() string { return stepperKinds().Name(s) }

// ParseStepperKind is the inverse of StepperKind.String.
func ParseStepperKind(text string) (StepperKind, error) { return stepperKinds().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (s StepperKind) MarshalText() ([]byte, error) { return stepperKinds().Marshal(s) }

// UnmarshalText is the inverse of MarshalText.
func (s *StepperKind) UnmarshalText(text []byte) error { return stepperKinds().Unmarshal(s, text) }
