package network

import "fmt"

// merge returns the matrix with f(A[i][j], B[i][j]) at every position where A or B has an
// entry; a missing entry counts as zero, and a result of zero is left out. Both
// matrices are of the same order.
func merge(a, b *CSR, f func(x, y float64) float64) *CSR {
	n := a.Order()
	m := &CSR{start: make([]int, n+1)}
	room := a.Stored() + b.Stored()
	m.source, m.weight = make([]int32, 0, room), make([]float64, 0, room)
	for i := range n {
		m.mergeRow(a, b, i, f)
		m.start[i+1] = len(m.source)
	}
	return m
}

func (m *CSR) mergeRow(a, b *CSR, i int, f func(x, y float64) float64) {
	aSources, aWeights := a.Row(i)
	bSources, bWeights := b.Row(i)
	for len(aSources) > 0 || len(bSources) > 0 {
		var x, y float64
		takeA := len(bSources) == 0 || (len(aSources) > 0 && aSources[0] <= bSources[0])
		takeB := len(aSources) == 0 || (len(bSources) > 0 && bSources[0] <= aSources[0])
		var j int32
		if takeA {
			j, x = aSources[0], aWeights[0]
			aSources, aWeights = aSources[1:], aWeights[1:]
		}
		if takeB {
			j, y = bSources[0], bWeights[0]
			bSources, bWeights = bSources[1:], bWeights[1:]
		}
		if w := f(x, y); w != 0 {
			m.source, m.weight = append(m.source, j), append(m.weight, w)
		}
	}
}

// sum returns A + B.
func sum(a, b *CSR) *CSR {
	return merge(a, b, func(x, y float64) float64 { return x + y })
}

// ScaledRows returns the matrix with row i multiplied by factors[i]. It panics unless there is a factor
// for each row.
func (m *CSR) ScaledRows(factors []float64) *CSR {
	if len(factors) != m.Order() {
		panic(fmt.Sprintf("network: %d factors for %d rows", len(factors), m.Order()))
	}
	s := &CSR{start: m.start, source: m.source, weight: make([]float64, len(m.weight))}
	for i, factor := range factors {
		for k := m.start[i]; k < m.start[i+1]; k++ {
			s.weight[k] = factor * m.weight[k]
		}
	}
	return s
}

// scaled returns the matrix with every weight divided by divisor.
func (m *CSR) scaled(divisor float64) *CSR {
	weights := make([]float64, len(m.weight))
	for k, w := range m.weight {
		weights[k] = w / divisor
	}
	return &CSR{start: m.start, source: m.source, weight: weights}
}
