package integrator

import "noiseprune/internal/enum"

// StepperKind names a stepper.
type StepperKind uint8

// The kinds of stepper, for which NewEulerMaruyama and NewLeimkuhlerMatthews make one.
const (
	EulerMaruyamaKind StepperKind = iota
	LeimkuhlerMatthewsKind
)

func stepperKinds() enum.Names[StepperKind] {
	return enum.Of[StepperKind]("stepper", "euler-maruyama", "leimkuhler-matthews")
}

// String returns "euler-maruyama" or "leimkuhler-matthews".
func (s StepperKind) String() string { return stepperKinds().Name(s) }

// ParseStepperKind is the inverse of StepperKind.String.
func ParseStepperKind(text string) (StepperKind, error) { return stepperKinds().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (s StepperKind) MarshalText() ([]byte, error) { return stepperKinds().Marshal(s) }

// UnmarshalText is the inverse of MarshalText.
func (s *StepperKind) UnmarshalText(text []byte) error { return stepperKinds().Unmarshal(s, text) }
