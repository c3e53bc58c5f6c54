// Command noise generates the assembly of package noise with avo:
//
//	go generate ./noise
//
// The kernels perform the operations of philox32, squares and rotate, one replica in each
// lane, each with the same rounding, and so give the same bits. The constants are those of
// the Go code; a wrong digit fails the tests.
package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
)

func main() {
	ConstraintExpr("amd64,!noasm")
	shared := constants{}
	for _, u := range []unit{{name: "AVX2", lanes: 4}, {name: "AVX512", lanes: 8}} {
		u.constants = shared
		u.quartets("", 8)
		u.quartets("32", 4)
	}
	Generate()
}
