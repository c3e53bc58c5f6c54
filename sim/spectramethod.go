package sim

import "noiseprune/internal/enum"

// SpectraMethod says how the spectra of original and pruned networks are compared.
type SpectraMethod uint8

// The methods.
const (
	AutoSpectra   SpectraMethod = iota // by the size and the LAPACK in use; a resolved Spec holds none
	FullSpectra                        // eigendecompositions: every measure, in N³ time and N² memory
	KrylovSpectra                      // products with the networks only: the worst case, the slow modes
	NoSpectra
)

func spectraMethods() enum.Names[SpectraMethod] {
	return enum.Of[SpectraMethod]("way to compare spectra", "auto", "full", "krylov", "no")
}

// String returns "auto", "full", "krylov" or "no".
func (m SpectraMethod) String() string { return spectraMethods().Name(m) }

// MarshalText returns what String does, or an error for a value without a name.
func (m SpectraMethod) MarshalText() ([]byte, error) { return spectraMethods().Marshal(m) }

// UnmarshalText is the inverse of MarshalText.
func (m *SpectraMethod) UnmarshalText(text []byte) error { return spectraMethods().Unmarshal(m, text) }
