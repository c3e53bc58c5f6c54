package netio

import (
	"io"

	"github.com/apache/arrow-go/v18/arrow"
	arrays "github.com/apache/arrow-go/v18/arrow/array"
	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// batchRows is the number of edges in a record batch, that of pyarrow.feather.
const batchRows = 1 << 16

// WriteArrow writes the matrix as an edge list, as WriteParquet does, in Arrow's file format, which is
// version 2 of Feather.
func WriteArrow(w io.Writer, m *Matrix) error {
	edges, err := newEdgeColumns(m)
	if err != nil {
		return err
	}
	keys, values, err := storedLabels(m)
	if err != nil {
		return err
	}
	stored := arrow.NewMetadata(keys, values)
	ends := arrow.PrimitiveTypes.Int64
	if m.Labels != nil {
		ends = arrow.BinaryTypes.String
	}
	schema := arrow.NewSchema([]arrow.Field{
		{Name: "source", Type: ends}, {Name: "target", Type: ends}, {Name: "weight", Type: arrow.PrimitiveTypes.Float64},
	}, &stored)
	f, err := ipc.NewFileWriter(w, ipc.WithSchema(schema), ipc.WithZstd())
	if err != nil {
		return err
	}
	err = edges.each(batchRows, func(part edgePart) error { return f.Write(part.batch(schema)) })
	if err != nil {
		return err
	}
	return f.Close()
}

// batch returns the edges as a record batch.
func (p edgePart) batch(schema *arrow.Schema) arrow.RecordBatch {
	b := arrays.NewRecordBuilder(memory.DefaultAllocator, schema)
	defer b.Release()
	for k, ends := range [][]int64{p.sources, p.targets} {
		if p.labels == nil {
			b.Field(k).(*arrays.Int64Builder).AppendValues(ends, nil)
			continue
		}
		for _, i := range ends {
			b.Field(k).(*arrays.StringBuilder).Append(p.labels[i])
		}
	}
	b.Field(2).(*arrays.Float64Builder).AppendValues(p.weights, nil)
	return b.NewRecordBatch()
}
