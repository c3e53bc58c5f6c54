// Command kernel generates the assembly of package kernel with avo:
//
//	go generate ./internal/kernel
//
// Each function's comment in the generated stubs is the scalar loop that gives the same
// bits.
package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
)

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, s := range instructionSets() {
		for _, p := range precisions() {
			denseTiles(s, p)
			for _, vectors := range []int{1, 2, 3, 4, 6, 8} {
				sparseRows(s, p, vectors)
			}
			for vectors := 1; vectors <= 4; vectors++ {
				pairs(s, p, vectors)
			}
			advanceRows(s, p)
		}
	}
	for _, p := range precisions() {
		slices(p)
	}
	Generate()
}
