//go:build amd64 && !noasm

package covariance

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
			name: "avx2", side: 12,
			addDistances: addDistancesAVX2, addMoments: addMomentsAVX2, addProducts: addProductsAVX2,
		})
		if cpu.X86.HasAVX512F {
			units = append(units, unit{
				name: "avx512", side: 24,
				addDistances: addDistancesAVX512, addMoments: addMomentsAVX512, addProducts: addProductsAVX512,
			})
		}
	}
	return units
}
