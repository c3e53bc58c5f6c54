package network

import (
	"math"
	"testing"
)

// The probability of each number, from the columns of the table, is its weight's share. The 32 bits of a
// column are off by at most 2⁻³², and so is each that takes a part of it.
func TestAliasTableProbabilities(t *testing.T) {
	for _, weights := range [][]float64{
		{1}, {1, 1, 1}, {1, 0, 3}, {0, 0, 5, 0}, {1e-30, 1, 1e30}, logNormals(1000, 1.1, seeded(1)), logNormals(1000, 10, seeded(2)),
	} {
		table := newAliasTable(weights)
		n, total := float64(len(weights)), 0.0
		probability, parts := make([]float64, len(weights)), make([]float64, len(weights))
		for i, c := range table {
			total += weights[i]
			cut := float64(c.cut) / 0x1p32
			if int(c.other) == i {
				cut = 1
			}
			probability[i] += cut / n
			probability[c.other] += (1 - cut) / n
			parts[i]++
			parts[c.other]++
		}
		for i, w := range weights {
			if want := w / total; math.Abs(probability[i]-want) > parts[i]*0x1p-32/n {
				t.Errorf("%d weights: %d has probability %v, want %v", len(weights), i, probability[i], want)
			}
			if w == 0 && probability[i] != 0 {
				t.Errorf("%d of weight 0 has probability %v", i, probability[i])
			}
		}
	}
}

// A draw takes a number as often as its probability says: within four standard errors.
func TestAliasTableDraws(t *testing.T) {
	weights := []float64{5, 0, 1, 2, 0.5, 1.5}
	table, src, draws := newAliasTable(weights), seeded(3), 200_000
	counts := make([]float64, len(weights))
	for range draws {
		counts[table.draw(src)]++
	}
	for i, w := range weights {
		p := w / 10
		if se := math.Sqrt(p * (1 - p) * float64(draws)); math.Abs(counts[i]-p*float64(draws)) > 4*se {
			t.Errorf("%d was drawn %v times, want %v ± %.0f", i, counts[i], p*float64(draws), 4*se)
		}
	}
}
