package network

import (
	"math"
	"math/bits"
)

// aliasTable draws numbers with given probabilities, by one random word for each (Walker 1977, "An
// efficient method for generating discrete random variables with general distributions", ACM Trans.
// Math. Softw. 3, 253). Column i gives i with probability cut/2³², and otherwise its other number.
type aliasTable []aliasColumn

type aliasColumn struct{ cut, other uint32 }

// newAliasTable returns the table with probabilities proportional to the weights, which are not
// negative and not all zero. A number of weight zero is never drawn. The columns are made as
// by Vose (1991), "A linear algorithm for generating random numbers with a given distribution", IEEE
// Trans. Softw. Eng. 17, 972.
func newAliasTable(weights []float64) aliasTable {
	n, total := len(weights), 0.0
	for _, w := range weights {
		total += w
	}
	table, rest, order := make(aliasTable, n), make([]float64, n), make([]uint32, n)
	small, large := 0, n // order[:small] have a rest below 1, order[large:] have not
	for i, w := range weights {
		rest[i] = float64(w*float64(n)) / total
		if rest[i] < 1 {
			order[small] = uint32(i)
			small++
		} else {
			large--
			order[large] = uint32(i)
		}
		table[i] = aliasColumn{cut: math.MaxUint32, other: uint32(i)}
	}
	for small > 0 && large < n {
		small--
		i, filler := order[small], order[large]
		table[i] = aliasColumn{cut: uint32(rest[i] * 0x1p32), other: filler}
		rest[filler] = (rest[filler] + rest[i]) - 1
		if rest[filler] < 1 {
			large++
			order[small] = filler
			small++
		}
	}
	return table // where one list ends first, by rounding, the others' rests are 1 up to rounding
}

// draw returns a number below len(t).
func (t aliasTable) draw(src Source) int {
	column, fraction := bits.Mul64(src.Uint64(), uint64(len(t)))
	c := t[column]
	if uint32(fraction>>32) < c.cut {
		return int(column)
	}
	return int(c.other)
}

// aliasBytes is what newAliasTable allocates for each number.
const aliasBytes = 8 + 8 + 4
