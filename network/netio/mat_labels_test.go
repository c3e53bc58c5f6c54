package netio

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"noiseprune/network"
)

// matChars returns a matrix of characters of 16 bits, as MATLAB stores it.
func matChars(name string, rows ...string) []byte {
	var units [][]uint16
	for _, row := range rows {
		units = append(units, utf16.Encode([]rune(row)))
	}
	var data []byte
	for k := range units[0] {
		for _, row := range units {
			data = binary.LittleEndian.AppendUint16(data, row[k])
		}
	}
	return matVariableOf(charClass, len(rows), len(units[0]), name, appendElement(nil, matUTF16, data))
}

// matCells returns a column of cells.
func matCells(name string, texts ...string) []byte {
	var cells []byte
	for _, text := range texts {
		cells = append(cells, matChars("", text)...)
	}
	return matVariableOf(cellClass, len(texts), 1, name, cells)
}

func TestLabelsMAT(t *testing.T) {
	w := matVariableOf(doubleClass, 2, 2, "W", matDoubles(0, 1, 1, 0))
	number := matVariableOf(doubleClass, 1, 1, "", matDoubles(1))
	for _, c := range []struct {
		reason    string
		variables [][]byte
		labels    []string
		notes     []string
	}{
		{"a matrix of characters", [][]byte{matChars("labels", "A ", "BC")}, []string{"A", "BC"}, nil},
		{"a character of two units", [][]byte{matChars("labels", "𝛼", "BC")}, []string{"𝛼", "BC"}, nil},
		{"filled up by zeros", [][]byte{matChars("labels", "A\x00", "BC")}, []string{"A", "BC"}, nil},
		{"Latin-1", [][]byte{matVariableOf(charClass, 2, 1, "labels", appendElement(nil, matUint8, []byte("A\xe9")))}, []string{"A", "é"}, nil},
		{"behind the matrix", [][]byte{w, matCells("x", "A", "B")}, []string{"A", "B"}, []string{"labels from the variable x"}},
		{"padded cells", [][]byte{matCells("labels", " A", "B")}, []string{"A", "B"}, []string{"blanks at the ends of 1 label are removed"}},
		{"several, one called like labels", [][]byte{matCells("x", "A", "B"), matCells("ROI_names", "C", "D")}, []string{"C", "D"},
			[]string{"labels from the variable ROI_names", "the matrix is the variable W (2 × 2 double); not read: x (2 × 1 cell)"}},
		{"several", [][]byte{matCells("x", "A", "B"), matCells("y", "C", "D")}, nil,
			[]string{"several variables could be the labels, and none is read: x, y", "not read: x (2 × 1 cell), y (2 × 1 cell)"}},
		{"an empty cell", [][]byte{matVariableOf(cellClass, 2, 1, "labels", matChars("", "A"), appendElement(nil, matMatrix, []byte{}))}, nil,
			[]string{`the labels in labels are not read: label "" of neuron 1 is empty`, "not read: labels"}},
		{"a number in a cell", [][]byte{matVariableOf(cellClass, 2, 1, "labels", matChars("", "A"), number)}, nil, []string{"not read: labels"}},
		{"a number of names that is not that of the neurons", [][]byte{matCells("labels", "A", "B", "C")}, nil, []string{"not read: labels"}},
		{"a text that is too short for its dimensions", [][]byte{matVariableOf(charClass, 2, 3, "labels", appendElement(nil, matUTF8, []byte("AB")))},
			nil, []string{"not read: labels (2 × 3 char)"}},
		{"no UTF-8", [][]byte{matVariableOf(charClass, 2, 1, "labels", appendElement(nil, matUTF8, []byte("A\xe9")))}, nil, []string{"not read: labels"}},
	} {
		for _, packed := range []bool{false, true} {
			variables := c.variables
			if !bytes.Equal(variables[0], w) {
				variables = append(slices.Clone(variables), w)
			}
			var file [][]byte
			for _, variable := range variables {
				if packed {
					variable = matPacked(t, variable)
				}
				file = append(file, variable)
			}
			m, err := ReadMAT(bytes.NewReader(matBytes(file...)), "net.mat", network.Reading{}, DefaultLimits())
			if err != nil || !slices.Equal(m.Labels, c.labels) || !slices.EqualFunc(m.Notes, c.notes, strings.Contains) {
				t.Errorf("%s: got %+v, %v, want %q, %q", c.reason, m, err, c.labels, c.notes)
			}
		}
	}
}

// TestZerosTakeNoMemoryMAT reads a full matrix of 9 million numbers, three of them nonzero.
func TestZerosTakeNoMemoryMAT(t *testing.T) {
	const n = 3000
	numbers := make([]byte, n*n)
	numbers[1], numbers[n], numbers[n*n-1] = 1, 2, 3
	file := matBytes(matPacked(t, matVariableOf(doubleClass, n, n, "W", appendElement(nil, matUint8, numbers))))
	var m *Matrix
	var err error
	got := allocated(func() { m, err = ReadMAT(bytes.NewReader(file), "net.mat", network.Reading{}, DefaultLimits()) })
	want := []network.Entry{{Target: 0, Source: 1, Weight: 2}, {Target: 1, Source: 0, Weight: 1}, {Target: n - 1, Source: n - 1, Weight: 3}}
	if err != nil || !slices.Equal(m.Weights.Entries(), want) || got > 1<<20 {
		t.Errorf("got %v, %v, %d bytes allocated", m, err, got)
	}
}

// TestCheckMAT refuses what a variable of 2 GB cannot hold.
func TestCheckMAT(t *testing.T) {
	most := mustCSR(t, 1, nil)
	if err := checkMAT(&Matrix{Weights: most}); err != nil {
		t.Error(err)
	}
	if !tooLargeForMAT(5, 1<<28, nil) || tooLargeForMAT(5, 1<<27, nil) || !tooLargeForMAT(1<<30, 5, nil) {
		t.Error("the limit is not that of 2 GB")
	}
}
