package netio

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"github.com/klauspost/compress/zlib"
)

// matWriter begins a file that WriteMAT has written. There is no date, so that the same matrix
// gives the same bytes.
const matWriter = "MATLAB 5.0 MAT-file, noiseprune, W(target, source)"

// matLargest is MATLAB's limit of a variable in this format, in bytes.
const matLargest = math.MaxInt32

// WriteMAT writes the matrix, row = target, as a MATLAB file of level 5: the sparse variable W
// and, where there are labels, the cell array labels before it. MATLAB's load and
// scipy.io.loadmat read it. It returns an error for a matrix that checkMAT refuses.
func WriteMAT(w io.Writer, m *Matrix) error {
	if err := checkMAT(m); err != nil {
		return err
	}
	header := bytes.Repeat([]byte(" "), matHeaderBytes)
	copy(header, matWriter)
	clear(header[matHeaderText:matHeaderNumber])
	copy(header[matHeaderNumber:], "\x00\x01IM")
	if _, err := w.Write(header); err != nil {
		return err
	}
	if m.Labels != nil {
		if err := writeCompressed(w, matLabels(m.Labels)); err != nil {
			return err
		}
	}
	return writeCompressed(w, matSparse(m.Weights))
}

// checkMAT returns an error for a matrix that a variable cannot hold.
func checkMAT(m *Matrix) error {
	if err := m.checkLabels(); err != nil {
		return err
	}
	if n, stored := m.Weights.Order(), m.Weights.Stored(); tooLargeForMAT(n, stored, m.Labels) {
		return fmt.Errorf("a MATLAB variable has at most 2 GB, too few for %d connections of %d neurons; write .npz or .mtx", stored, n)
	}
	return nil
}

// tooLargeForMAT reports whether W or the labels take more than a variable can.
func tooLargeForMAT(neurons, stored int, labels []string) bool {
	const head, cell = 128, 64 // bytes of an array apart from its numbers or its text, at most
	text := head
	for _, label := range labels {
		text += cell + len(label)
	}
	return head+4*(neurons+1)+12*stored > matLargest || text > matLargest
}

// writeCompressed writes a variable as a compressed element, whose length comes before it.
func writeCompressed(w io.Writer, variable []byte) error {
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(variable); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	tag := binary.LittleEndian.AppendUint32(nil, matCompressed)
	tag = binary.LittleEndian.AppendUint32(tag, uint32(packed.Len()))
	if _, err := w.Write(tag); err != nil {
		return err
	}
	_, err := packed.WriteTo(w)
	return err
}
