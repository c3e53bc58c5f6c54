// Command asm generates the assembly of package kernel with avo:
//
//	go generate ./internal/kernel
//
// Each function's comment in the generated stubs is the scalar loop that it equals bit
// for bit.
package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build" //nolint:revive // avo programs read as assembly that way
	. "github.com/mmcloughlin/avo/operand"
	. "github.com/mmcloughlin/avo/reg"
)

const (
	float   = 8 // bytes
	vector  = 4 // float64 lanes of a YMM register
	tile    = 6 // rows of a dense tile
	columns = 8 // replicas of a dense tile
)

func main() {
	Package("noiseprune/internal/kernel")
	ConstraintExpr("amd64,!noasm")
	for _, replicas := range []int{32, 16, 8, 4} {
		sparseRow(replicas)
	}
	denseTile()
	Generate()
}

// sparseRow multiplies one row of W by a fixed number of replicas.
func sparseRow(replicas int) {
	name := fmt.Sprintf("sparseRow%dAVX2", replicas)
	TEXT(name, NOSPLIT, "func(dst, x *float64, sources *int32, weights *float64, count, stride int)")
	Doc(
		fmt.Sprintf("%s is, for r in 0 … %d, with stride in bytes:", name, replicas-1),
		"",
		"\tsum := 0.0",
		"\tfor k := range count {",
		"\t\tsum = math.FMA(weights[k], x[sources[k]*stride/8+r], sum)",
		"\t}",
		"\tdst[r] = sum + 0",
	)
	dst := Load(Param("dst"), GP64())
	x := Load(Param("x"), GP64())
	sources := Load(Param("sources"), GP64())
	weights := Load(Param("weights"), GP64())
	count := Load(Param("count"), GP64())
	stride := Load(Param("stride"), GP64())
	sums := zeros(replicas / vector)
	weight, row, k := YMM(), GP64(), GP64()
	XORQ(k, k)
	JMP(LabelRef("test"))

	Label("entry")
	MOVLQSX(Mem{Base: sources, Index: k, Scale: 4}, row)
	IMULQ(stride, row)
	ADDQ(x, row)
	VBROADCASTSD(Mem{Base: weights, Index: k, Scale: float}, weight)
	for v, sum := range sums {
		VFMADD231PD(Mem{Base: row, Disp: v * vector * float}, weight, sum)
	}
	INCQ(k)

	Label("test")
	CMPQ(k, count)
	JLT(LabelRef("entry"))
	zero := YMM()
	VXORPD(zero, zero, zero)
	for v, sum := range sums {
		VADDPD(zero, sum, sum)
		VMOVUPD(sum, Mem{Base: dst, Disp: v * vector * float})
	}
	VZEROUPPER()
	RET()
}

// denseTile multiplies a packed panel of rows by a packed panel of replicas.
func denseTile() {
	TEXT("denseTileAVX2", NOSPLIT, "func(y, panel, x *float64, count, stride int)")
	Doc(
		fmt.Sprintf("denseTileAVX2 is, for i in 0 … %d and r in 0 … %d, with stride in bytes:", tile-1, columns-1),
		"",
		"\tsum := 0.0",
		"\tfor j := range count {",
		fmt.Sprintf("\t\tsum = math.FMA(panel[j*%d+i], x[j*%d+r], sum)", tile, columns),
		"\t}",
		"\ty[i*stride/8+r] = sum + 0",
	)
	y := Load(Param("y"), GP64())
	panel := Load(Param("panel"), GP64())
	x := Load(Param("x"), GP64())
	count := Load(Param("count"), GP64())
	stride := Load(Param("stride"), GP64())
	sums := zeros(tile * columns / vector)
	state := []VecVirtual{YMM(), YMM()}
	weights := []VecVirtual{YMM(), YMM()}
	TESTQ(count, count)
	JE(LabelRef("store"))

	Label("source")
	for v, s := range state {
		VMOVUPD(Mem{Base: x, Disp: v * vector * float}, s)
	}
	for i := range tile {
		weight := weights[i%len(weights)]
		VBROADCASTSD(Mem{Base: panel, Disp: i * float}, weight)
		for v, s := range state {
			VFMADD231PD(s, weight, sums[i*len(state)+v])
		}
	}
	ADDQ(Imm(columns*float), x)
	ADDQ(Imm(tile*float), panel)
	DECQ(count)
	JNE(LabelRef("source"))

	Label("store")
	zero := state[0]
	VXORPD(zero, zero, zero)
	for i := range tile {
		for v := range state {
			sum := sums[i*len(state)+v]
			VADDPD(zero, sum, sum)
			VMOVUPD(sum, Mem{Base: y, Disp: v * vector * float})
		}
		ADDQ(stride, y)
	}
	VZEROUPPER()
	RET()
}

func zeros(n int) []VecVirtual {
	sums := make([]VecVirtual, n)
	for i := range sums {
		sums[i] = YMM()
		VXORPD(sums[i], sums[i], sums[i])
	}
	return sums
}
