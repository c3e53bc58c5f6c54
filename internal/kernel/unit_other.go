//go:build !amd64 || noasm

package kernel

// fastest returns the portable unit: there is no other here.
func fastest[T Float]() unit[T] { return portable[T]() }

// available returns all units of this processor.
func available[T Float]() []unit[T] { return []unit[T]{portable[T]()} }
