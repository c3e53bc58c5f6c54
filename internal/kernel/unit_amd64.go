//go:build amd64 && !noasm

package kernel

import "golang.org/x/sys/cpu"

// fastest returns the widest vector unit that processor and operating system have.
func fastest[T Float]() unit[T] {
	units := available[T]()
	return units[len(units)-1]
}

// available returns all units of this processor, the portable one first.
func available[T Float]() []unit[T] {
	units := []unit[T]{portable[T]()}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		units = append(units, asUnit[T](avx2f64, avx2f32))
		if cpu.X86.HasAVX512F {
			units = append(units, asUnit[T](avx512f64, avx512f32))
		}
	}
	return units
}

func avx2f64() unit[float64] {
	return unit[float64]{
		name: "avx2", denseAbove: 0.5, lanes: 4, tile: tile{6, 8},
		dense: denseAVX2f64, slices: slicesAVX2f64, advance: advanceAVX2f64, advanceTail: portableAdvance,
		sparse: []sparseRows[float64]{
			{1, sparseAVX2f64x1}, {2, sparseAVX2f64x2}, {3, sparseAVX2f64x3},
			{4, sparseAVX2f64x4}, {6, sparseAVX2f64x6}, {8, sparseAVX2f64x8},
		},
		groupRows: 256,
		pairs: []pairedRows[float64]{
			{1, pairsAVX2f64x1}, {2, pairsAVX2f64x2}, {3, pairsAVX2f64x3}, {4, pairsAVX2f64x4},
		},
	}
}

func avx2f32() unit[float32] {
	return unit[float32]{
		name: "avx2", denseAbove: 0.5, lanes: 8, tile: tile{6, 16},
		dense: denseAVX2f32, slices: slicesAVX2f32, advance: advanceAVX2f32, advanceTail: portableAdvance32,
		sparse: []sparseRows[float32]{
			{1, sparseAVX2f32x1}, {2, sparseAVX2f32x2}, {3, sparseAVX2f32x3},
			{4, sparseAVX2f32x4}, {6, sparseAVX2f32x6}, {8, sparseAVX2f32x8},
		},
		groupRows: 256,
		pairs: []pairedRows[float32]{
			{1, pairsAVX2f32x1}, {2, pairsAVX2f32x2}, {3, pairsAVX2f32x3}, {4, pairsAVX2f32x4},
		},
	}
}

func avx512f64() unit[float64] {
	return unit[float64]{
		name: "avx512", denseAbove: 0.5, lanes: 8, tile: tile{12, 16},
		dense: denseAVX512f64, slices: slicesAVX2f64, advance: advanceAVX512f64, advanceTail: portableAdvance,
		sparse: []sparseRows[float64]{
			{1, sparseAVX512f64x1}, {2, sparseAVX512f64x2}, {3, sparseAVX512f64x3},
			{4, sparseAVX512f64x4}, {6, sparseAVX512f64x6}, {8, sparseAVX512f64x8},
		},
		groupRows: 512, // for an L2 cache of 1 MiB, which all server processors with AVX-512 have
		pairs: []pairedRows[float64]{
			{1, pairsAVX512f64x1}, {2, pairsAVX512f64x2}, {3, pairsAVX512f64x3}, {4, pairsAVX512f64x4},
		},
	}
}

func avx512f32() unit[float32] {
	return unit[float32]{
		name: "avx512", denseAbove: 0.5, lanes: 16, tile: tile{12, 32},
		dense: denseAVX512f32, slices: slicesAVX2f32, advance: advanceAVX512f32, advanceTail: portableAdvance32,
		sparse: []sparseRows[float32]{
			{1, sparseAVX512f32x1}, {2, sparseAVX512f32x2}, {3, sparseAVX512f32x3},
			{4, sparseAVX512f32x4}, {6, sparseAVX512f32x6}, {8, sparseAVX512f32x8},
		},
		groupRows: 512, // for an L2 cache of 1 MiB, which all server processors with AVX-512 have
		pairs: []pairedRows[float32]{
			{1, pairsAVX512f32x1}, {2, pairsAVX512f32x2}, {3, pairsAVX512f32x3}, {4, pairsAVX512f32x4},
		},
	}
}
