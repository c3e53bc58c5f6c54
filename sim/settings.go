package sim

import "noiseprune/internal/enum"

// Choice is a yes or no, which may be left to the network's size.
type Choice uint8

// The choices.
const (
	AutoChoice Choice = iota // by the size; a resolved Spec holds none
	Yes
	No
)

func choices() enum.Names[Choice] {
	return enum.Of[Choice]("choice", "auto", "yes", "no")
}

// String returns "auto", "yes" or "no".
func (c Choice) String() string { return choices().Name(c) }

// ParseChoice is the inverse of Choice.String.
func ParseChoice(text string) (Choice, error) { return choices().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (c Choice) MarshalText() ([]byte, error) { return choices().Marshal(c) }

// UnmarshalText is the inverse of MarshalText.
func (c *Choice) UnmarshalText(text []byte) error { return choices().Unmarshal(c, text) }

// Dynamics are the dynamics in which the covariance of a network is measured.
type Dynamics uint8

// The dynamics.
const (
	LinearDynamics Dynamics = iota // of the linear network with the same A and b
	OwnDynamics                    // of the network itself, rectified where it is that
)

func allDynamics() enum.Names[Dynamics] {
	return enum.Of[Dynamics]("dynamics", "linear", "self")
}

// String returns "linear" or "self".
func (d Dynamics) String() string { return allDynamics().Name(d) }

// ParseDynamics is the inverse of Dynamics.String.
func ParseDynamics(text string) (Dynamics, error) { return allDynamics().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (d Dynamics) MarshalText() ([]byte, error) { return allDynamics().Marshal(d) }

// UnmarshalText is the inverse of MarshalText.
func (d *Dynamics) UnmarshalText(text []byte) error { return allDynamics().Unmarshal(d, text) }
