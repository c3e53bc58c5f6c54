package netio

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"noiseprune/internal/npy"
	"noiseprune/network"
)

// WriteNPY writes float64 values as an .npy array of the given shape in C order, byte for
// byte as numpy.save does. It panics if the shape does not hold as many values.
func WriteNPY(w io.Writer, shape []int, values []float64) error {
	n := 1
	for _, d := range shape {
		n *= d
	}
	if n != len(values) {
		panic(fmt.Sprintf("netio: %d values for the shape %s", len(values), npy.Tuple(shape)))
	}
	b := bufio.NewWriter(w)
	if _, err := b.Write(npy.AppendHeader(nil, "<f8", shape)); err != nil {
		return err
	}
	if err := writeFloats(b, values); err != nil {
		return err
	}
	return b.Flush()
}

// WriteSquareNPY writes an .npy array of n × n float64 values as WriteNPY does, asking for
// one row after another: fill is given a row of zeros.
func WriteSquareNPY(w io.Writer, n int, fill func(i int, row []float64)) error {
	b := bufio.NewWriter(w)
	if _, err := b.Write(npy.AppendHeader(nil, "<f8", []int{n, n})); err != nil {
		return err
	}
	row := make([]float64, n)
	for i := range n {
		clear(row)
		fill(i, row)
		if err := writeFloats(b, row); err != nil {
			return err
		}
	}
	return b.Flush()
}

// writeSquare writes W as a dense array, row = target.
func writeSquare(w io.Writer, weights *network.CSR) error {
	return WriteSquareNPY(w, weights.Order(), func(i int, row []float64) {
		sources, values := weights.Row(i)
		for k, j := range sources {
			row[j] = values[k]
		}
	})
}

func writeFloats(w *bufio.Writer, values []float64) error {
	var item [8]byte
	for _, v := range values {
		binary.LittleEndian.PutUint64(item[:], math.Float64bits(v))
		if _, err := w.Write(item[:]); err != nil {
			return err
		}
	}
	return nil
}

// writeInts writes integers of 4 or 8 bytes.
func writeInts[T int | int32](w *bufio.Writer, size int, values []T) error {
	var item [8]byte
	for _, v := range values {
		binary.LittleEndian.PutUint64(item[:], uint64(v))
		if _, err := w.Write(item[:size]); err != nil {
			return err
		}
	}
	return nil
}
