package netio

import (
	"bytes"
	"testing"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

// benchmarkMatrix returns about 10⁶ entries over 10⁵ neurons, whole numbers as in a count
// of synapses or with 17 digits.
func benchmarkMatrix(b *testing.B, whole bool) *Matrix {
	r := rand.New(rand.NewSource(1))
	const n = 100_000
	entries := make([]network.Entry, 0, 10*n)
	for i := range n {
		start := r.Intn(n)
		for k := range 10 {
			e := network.Entry{Target: i, Source: (start + k*9973) % n, Weight: float64(r.Intn(1000) + 1)}
			if !whole {
				e.Weight *= r.Float64()
			}
			entries = append(entries, e)
		}
	}
	return &Matrix{Weights: mustCSR(b, n, entries)}
}

func benchmarkReading(b *testing.B, extension string, whole bool, read func(file []byte) (*Matrix, error)) {
	m := benchmarkMatrix(b, whole)
	l, err := layoutOf("x" + extension)
	if err != nil {
		b.Fatal(err)
	}
	var file bytes.Buffer
	if err := l.fill(&file, m, nil); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(file.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(file.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(m.Weights.Stored()), "ns/entry")
}

func BenchmarkReadMatrixMarket(b *testing.B) {
	for name, whole := range map[string]bool{"whole": true, "fractions": false} {
		b.Run(name, func(b *testing.B) {
			benchmarkReading(b, ".mtx", whole, func(file []byte) (*Matrix, error) {
				return ReadMatrixMarket(bytes.NewReader(file), "x", DefaultLimits())
			})
		})
	}
}

// BenchmarkNewCSR shows how much of the reading is the making of the matrix.
func BenchmarkNewCSR(b *testing.B) {
	m := benchmarkMatrix(b, true)
	entries := m.Weights.Entries()
	for b.Loop() {
		if _, err := network.NewCSR(m.Weights.Order(), entries); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(m.Weights.Stored()), "ns/entry")
}

func BenchmarkReadNPZ(b *testing.B) {
	benchmarkReading(b, ".npz", false, readNPZ)
}

func BenchmarkReadTable(b *testing.B) {
	benchmarkReading(b, ".csv", false, func(file []byte) (*Matrix, error) {
		return ReadTable(bytes.NewReader(file), "x", nil, network.Reading{}, DefaultLimits())
	})
}

func BenchmarkWriteMatrixMarket(b *testing.B) {
	m := benchmarkMatrix(b, false)
	var file bytes.Buffer
	for b.Loop() {
		file.Reset()
		if err := WriteMatrixMarket(&file, m.Weights, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(m.Weights.Stored()), "ns/entry")
}
