package recording

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"github.com/klauspost/compress/gzip"
)

// WriteCSV copies a recording into a table: a header of time and the labels, or the numbers of the columns where labels
// is nil, and a line for each frame. Numbers are the shortest decimals that give the same float64 again, or the
// same float32 where the recording has these; NaN, inf and -inf are as pandas reads them. compressed writes gzip, whose
// name should end in .gz. It returns an error for labels that two columns share, that are empty, or
// that are time, and errors of reading and writing. It panics for another number of labels.
//
// Versions of pandas before 3 give the same bits with read_csv(path, float_precision="round_trip") only.
func WriteCSV(path string, r *Reader, clock Clock, labels []string, compressed bool) error {
	mustFit(labels, r.columns)
	names, err := columnNames(labels, r.columns)
	if err != nil {
		return err
	}
	return writeCopy(path, func(w io.Writer) error {
		if !compressed {
			return writeTable(w, r, clock, names)
		}
		z := gzip.NewWriter(w)
		if err := writeTable(z, r, clock, names); err != nil {
			return err
		}
		return z.Close()
	})
}

func writeTable(w io.Writer, r *Reader, clock Clock, names []string) error {
	header := csv.NewWriter(w)
	if err := header.Write(names); err != nil {
		return err
	}
	if header.Flush(); header.Error() != nil {
		return header.Error()
	}
	bits := 8 * r.element.Bytes()
	var lines []byte
	return r.each(func(first int64, frames []float64) error {
		lines = lines[:0]
		for k := range len(frames) / r.columns {
			lines = appendDecimal(lines, clock.Time(first+int64(k)), 64)
			for _, v := range frames[k*r.columns : (k+1)*r.columns] {
				lines = appendDecimal(append(lines, ','), v, bits)
			}
			lines = append(lines, '\n')
		}
		_, err := w.Write(lines)
		return err
	})
}

// appendDecimal appends the shortest decimal that gives the same float of that many bits again.
func appendDecimal(dst []byte, v float64, bits int) []byte {
	switch {
	case math.IsInf(v, 1):
		return append(dst, "inf"...)
	case math.IsInf(v, -1):
		return append(dst, "-inf"...)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, bits)
}
