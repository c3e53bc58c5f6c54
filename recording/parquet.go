package recording

import (
	"io"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	pqfile "github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

const (
	// groupBytes bounds the numbers of a row group, which are in memory at once.
	groupBytes = 1 << 25
	// mostParquetColumns bounds the columns, each of which has an entry in the footer for each row group.
	mostParquetColumns = 10_000
)

// WriteParquet copies a recording into an Apache Parquet file: a column time (float64), and one for each label, or for
// each number of a column where labels is nil, of the recording's type, encoded as BYTE_STREAM_SPLIT and compressed by
// Zstandard, in row groups of up to 32 MiB. It returns an error for labels that two columns share, that are empty, or that
// are time, for more than 10,000 columns, and errors of reading and writing. It panics for another number of labels.
func WriteParquet(path string, r *Reader, clock Clock, labels []string) error {
	if err := Parquet.Check(labels, r.columns); err != nil {
		return err
	}
	names, err := columnNames(labels, r.columns)
	if err != nil {
		return err
	}
	return writeCopy(path, func(w io.Writer) error {
		p, err := newParquet(w, names, r.element)
		if err != nil {
			return err
		}
		rows := max(1, min(r.frames, groupBytes/int64(8*r.columns)))
		g := group{r: r, clock: clock, frames: make([]float64, int(rows)*r.columns), column: make([]float64, rows)}
		for first := int64(0); first < r.frames; first += rows {
			if err := g.write(p, first, int(min(rows, r.frames-first))); err != nil {
				return err
			}
		}
		return p.Close()
	})
}

// newParquet starts a file with these columns, the first of which is the time.
func newParquet(w io.Writer, names []string, element ElementType) (*pqfile.Writer, error) {
	fields := schema.FieldList{schema.NewFloat64Node(names[0], parquet.Repetitions.Required, -1)}
	for _, name := range names[1:] {
		if element == Float32 {
			fields = append(fields, schema.NewFloat32Node(name, parquet.Repetitions.Required, -1))
			continue
		}
		fields = append(fields, schema.NewFloat64Node(name, parquet.Repetitions.Required, -1))
	}
	root, err := schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
	if err != nil {
		return nil, err
	}
	// Few states repeat, so that a dictionary only takes time. Signs and exponents, apart from the mantissas, can be compressed.
	properties := parquet.NewWriterProperties(parquet.WithDictionaryDefault(false), parquet.WithEncoding(parquet.Encodings.ByteStreamSplit),
		parquet.WithCompression(compress.Codecs.Zstd), parquet.WithCreatedBy("noiseprune"))
	return pqfile.NewParquetWriterWithError(w, root, pqfile.WithWriterProps(properties))
}

// group writes row groups, and holds the numbers of one.
type group struct {
	r      *Reader
	clock  Clock
	frames []float64 // row = frame
	column []float64
}

// write writes that many frames as a row group.
func (g *group) write(p *pqfile.Writer, first int64, rows int) error {
	n := g.r.columns
	if err := g.r.ReadFrames(g.frames[:rows*n], first); err != nil {
		return err
	}
	to, err := p.AppendRowGroupChecked()
	if err != nil {
		return err
	}
	column := g.column[:rows]
	for k := range column {
		column[k] = g.clock.Time(first + int64(k))
	}
	if err := writeColumn(to, column); err != nil {
		return err
	}
	for j := range n {
		for k := range column {
			column[k] = g.frames[k*n+j]
		}
		if err := writeColumn(to, column); err != nil {
			return err
		}
	}
	return to.Close()
}

// writeColumn writes the next column of a row group in the type of its schema.
func writeColumn(to pqfile.SerialRowGroupWriter, values []float64) error {
	column, err := to.NextColumn()
	if err != nil {
		return err
	}
	switch c := column.(type) {
	case *pqfile.Float64ColumnChunkWriter:
		_, err = c.WriteBatch(values, nil, nil)
	case *pqfile.Float32ColumnChunkWriter:
		single := make([]float32, len(values))
		for k, v := range values {
			single[k] = float32(v)
		}
		_, err = c.WriteBatch(single, nil, nil)
	}
	if err != nil {
		return err
	}
	return column.Close()
}
