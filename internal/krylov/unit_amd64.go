//go:build amd64 && !noasm

package krylov

import "golang.org/x/sys/cpu"

// fastest returns the widest vector unit that processor and operating system have.
func fastest() unit {
	units := available()
	return units[len(units)-1]
}

// available returns all units of this processor, the portable one first.
func available() []unit {
	units := []unit{portable()}
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		units = append(units, unit{
			name: "avx2", dots: dotsAVX2, reduce: reduceAVX2, update: updateAVX2, couple: coupleAVX2, scatter: scatterAVX2,
			combine: combineAVX2, products: productsAVX2,
		})
		if cpu.X86.HasAVX512F {
			units = append(units, unit{
				name: "avx512", dots: dotsAVX512, reduce: reduceAVX512, update: updateAVX512, couple: coupleAVX512, scatter: scatterAVX512,
				combine: combineAVX512, products: productsAVX512,
			})
		}
	}
	return units
}
