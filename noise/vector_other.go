//go:build !amd64 || noasm

package noise

// unit is a vector unit; this build has none.
type unit int

func fastest() unit { return 0 }

func vectorQuartets[T Float](unit, *counter, []T, uint32, int, uint32, int) {}
