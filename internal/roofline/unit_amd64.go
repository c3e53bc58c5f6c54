//go:build amd64 && !noasm

package roofline

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// fastest returns the widest vector unit that processor and operating system have.
func fastest[T Float]() unit {
	units := available[T]()
	return units[len(units)-1]
}

// available returns all units of this processor, the portable one first.
func available[T Float]() []unit {
	units := []unit{portable[T]()}
	size := int(unsafe.Sizeof(T(0)))
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		units = append(units, unit{"avx2", 2 * chainsAVX2 * 32 / size, pick[T](fmaAVX2f64, fmaAVX2f32), readAVX2})
		if cpu.X86.HasAVX512F {
			units = append(units, unit{"avx512", 2 * chainsAVX512 * 64 / size, pick[T](fmaAVX512f64, fmaAVX512f32), readAVX512})
		}
	}
	return units
}

// How many independent fused multiply-adds a loop of the assembly holds.
const (
	chainsAVX2   = 12
	chainsAVX512 = 24
)

func pick[T Float](double, single func(int)) func(int) {
	if unsafe.Sizeof(T(0)) == 8 {
		return double
	}
	return single
}
