package recording

import "noiseprune/internal/enum"

// ElementType is the type of the numbers of a recording.
type ElementType uint8

// The element types.
const (
	Float64 ElementType = iota // as simulated
	Float32                    // half the bytes, 24 bits of precision
)

// String returns the name, float64 or float32.
func (t ElementType) String() string { return elementTypes().Name(t) }

// ParseElementType returns the element type of that name, or an error that lists the names.
func ParseElementType(text string) (ElementType, error) { return elementTypes().Parse(text) }

// MarshalText returns what String does, or an error for a value without a name.
func (t ElementType) MarshalText() ([]byte, error) { return elementTypes().Marshal(t) }

// UnmarshalText is the inverse of MarshalText.
func (t *ElementType) UnmarshalText(text []byte) error { return elementTypes().Unmarshal(t, text) }

func elementTypes() enum.Names[ElementType] {
	return enum.Of[ElementType]("element type", "float64", "float32")
}

// Bytes returns the bytes of one number. It panics for a value that is no element type.
func (t ElementType) Bytes() int {
	switch t {
	case Float64:
		return 8
	case Float32:
		return 4
	}
	panic("recording: " + t.String())
}

// descr is NumPy's name of the type.
func (t ElementType) descr() string {
	if t == Float32 {
		return "<f4"
	}
	return "<f8"
}
