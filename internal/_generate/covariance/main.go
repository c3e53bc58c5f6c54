// Command covariance generates the assembly of package covariance with avo:
//
//	go generate ./covariance
//
// Each function's comment in the generated stubs is Go code that gives the same bits.
package main

import (
	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
)

func main() {
	ConstraintExpr("amd64,!noasm")
	for _, s := range []isa{{"AVX2", 32, YMM}, {"AVX512", 64, ZMM}} {
		addDistances(s)
		addMoments(s)
		addProducts(s)
	}
	Generate()
}
