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
	ConstraintExpr("amd64,!noasm")
	for _, replicas := range []int{32, 16, 8, 4} {
		sparseRow(replicas)
	}
	denseTile()
	advanceRow()
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

// advanceRow takes the step of one neuron.
func advanceRow() {
	TEXT("advanceRowAVX2", NOSPLIT, "func(x, product, zeta *float64, count int, input, floor, leak, step, kick, bound float64) bool")
	Doc(
		"advanceRowAVX2 is, with leak standing for −leak and count a positive multiple of 4:",
		"",
		"\twithin := true",
		"\tfor r := range count {",
		"\t\tu := product[r] + input",
		"\t\tif !(u > floor) {",
		"\t\t\tu = floor",
		"\t\t}",
		"\t\tx[r] = math.FMA(kick, zeta[r], math.FMA(step, math.FMA(leak, x[r], u), x[r]))",
		"\t\twithin = within && math.Abs(x[r]) <= bound",
		"\t}",
		"\treturn within",
	)
	x := Load(Param("x"), GP64())
	product := Load(Param("product"), GP64())
	zeta := Load(Param("zeta"), GP64())
	count := Load(Param("count"), GP64())
	// From memory: a legacy move between vector instructions would cost more than the row.
	constant := func(name string) VecVirtual {
		component, err := Param(name).Resolve()
		if err != nil {
			panic(err)
		}
		y := YMM()
		VBROADCASTSD(component.Addr, y)
		return y
	}
	input, floor, leak := constant("input"), constant("floor"), constant("leak")
	step, kick, bound := constant("step"), constant("kick"), constant("bound")
	within, magnitude := YMM(), YMM()
	VPCMPEQQ(within, within, within)
	VPSRLQ(Imm(1), within, magnitude)

	Label("replicas")
	state, u, next := YMM(), YMM(), YMM()
	VMOVUPD(Mem{Base: x}, state)
	VADDPD(Mem{Base: product}, input, u)
	VMAXPD(floor, u, u) // the second operand wins a draw and beats NaN
	VFMADD231PD(leak, state, u)
	VFMADD231PD(step, u, state)
	VFMADD231PD(Mem{Base: zeta}, kick, state)
	VMOVUPD(state, Mem{Base: x})
	VANDPD(magnitude, state, next)
	VCMPPD(Imm(2), bound, next, next) // ≤, false for NaN
	VANDPD(next, within, within)
	ADDQ(Imm(vector*float), x)
	ADDQ(Imm(vector*float), product)
	ADDQ(Imm(vector*float), zeta)
	SUBQ(Imm(vector), count)
	JNE(LabelRef("replicas"))

	mask, result := GP32(), GP8()
	VMOVMSKPD(within, mask)
	CMPL(mask, Imm(15))
	SETEQ(result)
	Store(result, ReturnIndex(0))
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
