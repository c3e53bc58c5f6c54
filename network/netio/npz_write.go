package netio

import (
	"archive/zip"
	"bufio"
	"io"
	"math"

	"noiseprune/internal/npy"
	"noiseprune/network"
)

// WriteNPZ writes the matrix, row = target, in the csr layout of scipy.sparse.save_npz,
// so that scipy.sparse.load_npz opens it, and the names of the neurons, where it has any,
// as a further array labels. Members are not compressed and carry no time, so that the
// same matrix gives the same bytes. It returns an error for a label that readers would refuse.
func WriteNPZ(w io.Writer, m *Matrix) error {
	if err := m.checkLabels(); err != nil {
		return err
	}
	members := sparseMembers(m.Weights)
	if m.Labels != nil {
		members = append(members, textMember("labels", m.Labels))
	}
	z := zip.NewWriter(w)
	for _, member := range members {
		if err := member.add(z); err != nil {
			return err
		}
	}
	return z.Close()
}

// member is an array of an archive: its name, type, shape, and a function that writes its
// items.
type member struct {
	name, descr string
	shape       []int
	write       func(w *bufio.Writer) error
}

// sparseMembers returns the members of the csr layout. Indices have four bytes unless
// there are too many entries for four, as in SciPy.
func sparseMembers(weights *network.CSR) []member {
	n, stored := weights.Order(), weights.Stored()
	descr, size := "<i4", 4
	if stored > math.MaxInt32 {
		descr, size = "<i8", 8
	}
	starts := make([]int, n+1)
	for i := range starts {
		starts[i] = weights.RowStart(i)
	}
	return []member{
		{"indices", descr, []int{stored}, func(w *bufio.Writer) error {
			return eachRow(weights, func(sources []int32, _ []float64) error { return writeInts(w, size, sources) })
		}},
		{"indptr", descr, []int{n + 1}, func(w *bufio.Writer) error { return writeInts(w, size, starts) }},
		{"format", "|S3", nil, func(w *bufio.Writer) error {
			_, err := w.WriteString("csr")
			return err
		}},
		{"shape", "<i8", []int{2}, func(w *bufio.Writer) error { return writeInts(w, 8, []int{n, n}) }},
		{"data", "<f8", []int{stored}, func(w *bufio.Writer) error {
			return eachRow(weights, func(_ []int32, values []float64) error { return writeFloats(w, values) })
		}},
	}
}

func eachRow(weights *network.CSR, visit func(sources []int32, values []float64) error) error {
	for i := range weights.Order() {
		if err := visit(weights.Row(i)); err != nil {
			return err
		}
	}
	return nil
}

// textMember returns strings as an array of UTF-32.
func textMember(name string, values []string) member {
	return member{name, npy.TextDescr(values), []int{len(values)}, func(w *bufio.Writer) error { return npy.WriteText(w, values) }}
}

// add writes the array into the archive.
func (m member) add(z *zip.Writer) error {
	content, err := z.CreateHeader(&zip.FileHeader{Name: m.name + ".npy", Method: zip.Store})
	if err != nil {
		return err
	}
	w := bufio.NewWriter(content)
	if _, err := w.Write(npy.AppendHeader(nil, m.descr, m.shape)); err != nil {
		return err
	}
	if err := m.write(w); err != nil {
		return err
	}
	return w.Flush()
}
