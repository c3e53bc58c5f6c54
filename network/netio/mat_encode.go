package netio

import (
	"encoding/binary"
	"unicode/utf8"

	"noiseprune/network"
)

// matSparse returns the variable W: the row of each entry, column after column; the index of
// each column's first entry; and the weights.
func matSparse(w *network.CSR) []byte {
	columns := w.Transpose()
	n, stored := w.Order(), w.Stored()
	rows, starts, weights := make([]int32, 0, stored), make([]int32, n+1), make([]float64, 0, stored)
	for j := range n {
		targets, values := columns.Row(j)
		rows, weights = append(rows, targets...), append(weights, values...)
		starts[j+1] = int32(len(rows))
	}
	content := arrayHead(sparseClass, max(1, stored), n, n, "W") // MATLAB refuses room for none
	content = appendElement(content, matInt32, rows)
	content = appendElement(content, matInt32, starts)
	content = appendElement(content, matDouble, weights)
	return appendElement(nil, matMatrix, content)
}

// matLabels returns the variable labels, a column of cells.
func matLabels(labels []string) []byte {
	content := arrayHead(cellClass, 0, len(labels), 1, "labels")
	for _, label := range labels {
		cell := arrayHead(charClass, 0, 1, utf8.RuneCountInString(label), "")
		content = appendElement(content, matMatrix, appendElement(cell, matUTF8, []byte(label)))
	}
	return appendElement(nil, matMatrix, content)
}

// arrayHead returns flags, dimensions and name.
func arrayHead(class matClass, room, rows, columns int, name string) []byte {
	b := appendElement(nil, matUint32, []uint32{uint32(class), uint32(room)})
	b = appendElement(b, matInt32, []int32{int32(rows), int32(columns)})
	return appendElement(b, matInt8, []byte(name))
}

// appendElement appends an element, small where its data fit into the tag, filled up to a
// multiple of eight bytes.
func appendElement[T byte | int32 | uint32 | float64](b []byte, kind uint32, data []T) []byte {
	order := binary.LittleEndian
	size := binary.Size(data)
	if size > 0 && size <= 4 {
		b = order.AppendUint32(b, uint32(size)<<16|kind)
	} else {
		b = order.AppendUint32(order.AppendUint32(b, kind), uint32(size))
	}
	b, err := binary.Append(b, order, data)
	if err != nil {
		panic("netio: " + err.Error()) // all types are of fixed size
	}
	for len(b)%matPadding != 0 {
		b = append(b, 0)
	}
	return b
}
