//go:build !amd64 || noasm

package krylov

// fastest returns the portable unit: there is no other here.
func fastest() unit { return portable() }

// available returns all units of this processor.
func available() []unit { return []unit{portable()} }
