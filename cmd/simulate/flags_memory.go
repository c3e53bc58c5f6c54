package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"noiseprune/internal/memory"
)

// memoryLimit is the flag --memory: how many bytes a run may take, or 0 for those that are
// available.
type memoryLimit float64

func (m *memoryLimit) String() string {
	if *m == 0 {
		return "auto"
	}
	return strings.ReplaceAll(memory.Size(float64(*m)), " ", "")
}

func (*memoryLimit) Type() string { return "size" }

// Set reads "auto", or a number with one of the units B, KB, MB, GB and TB, in powers of
// 1000, or KiB, MiB, GiB and TiB, in powers of 1024.
func (m *memoryLimit) Set(text string) error {
	if text == "auto" {
		*m = 0
		return nil
	}
	digits := strings.TrimRight(text, "BKMGTikgmtb")
	unit, known := units()[strings.ToUpper(text[len(digits):])]
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || !known || !(v > 0) || math.IsInf(v*unit, 0) {
		return fmt.Errorf("%q is not a size; give one such as 800MB, 4GB or 4GiB, or auto", text)
	}
	*m = memoryLimit(v * unit)
	return nil
}

// units returns the bytes of the units of Set, in upper case.
func units() map[string]float64 {
	return map[string]float64{
		"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12,
		"KIB": 1 << 10, "MIB": 1 << 20, "GIB": 1 << 30, "TIB": 1 << 40,
	}
}

func (m memoryLimit) allowance() memory.Allowance { return memory.Allow(float64(m)) }

// bindMemory adds the flag --memory.
func bindMemory(f *pflag.FlagSet, m *memoryLimit) {
	f.Var(m, "memory", "memory that the run may take, such as 4GB; auto is the memory that is available")
}
