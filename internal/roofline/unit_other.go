//go:build !amd64 || noasm

package roofline

// fastest returns the only unit.
func fastest[T Float]() unit { return portable[T]() }

// available returns all units.
func available[T Float]() []unit { return []unit{portable[T]()} }
