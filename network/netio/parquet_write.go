package netio

import (
	"io"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// groupRows is the number of edges in a row group.
const groupRows = 1 << 20

// WriteParquet writes the matrix as an edge list with the columns source, target and weight, in the
// order of WriteCSV: neurons by label, or by index from 0 as integers where there are none. The
// labels, in order, are among the metadata. It returns an error for a label that readers would
// refuse, or that two neurons share.
func WriteParquet(w io.Writer, m *Matrix) (err error) {
	edges, err := newEdgeColumns(m)
	if err != nil {
		return err
	}
	keys, values, err := storedLabels(m)
	if err != nil {
		return err
	}
	var stored metadata.KeyValueMetadata
	for k, key := range keys {
		if err := stored.Append(key, values[k]); err != nil {
			return err
		}
	}
	properties := parquet.NewWriterProperties(parquet.WithCompression(compress.Codecs.Zstd), parquet.WithCreatedBy("noiseprune"))
	root, err := edgeSchema(m.Labels != nil)
	if err != nil {
		return err
	}
	p, err := file.NewParquetWriterWithError(w, root, file.WithWriterProps(properties), file.WithWriteMetadata(stored))
	if err != nil {
		return err
	}
	err = edges.each(groupRows, func(part edgePart) error { return writeRowGroup(p, part) })
	if err != nil {
		return err
	}
	return p.Close()
}

// edgeSchema returns the schema of an edge list.
func edgeSchema(labelled bool) (*schema.GroupNode, error) {
	var fields schema.FieldList
	for _, name := range []string{"source", "target"} {
		if !labelled {
			fields = append(fields, schema.NewInt64Node(name, parquet.Repetitions.Required, -1))
			continue
		}
		text, err := schema.NewPrimitiveNodeLogical(name, parquet.Repetitions.Required, schema.StringLogicalType{},
			parquet.Types.ByteArray, -1, -1)
		if err != nil {
			return nil, err
		}
		fields = append(fields, text)
	}
	fields = append(fields, schema.NewFloat64Node("weight", parquet.Repetitions.Required, -1))
	return schema.NewGroupNode("schema", parquet.Repetitions.Required, fields, -1)
}

// writeRowGroup writes the edges as a row group.
func writeRowGroup(p *file.Writer, part edgePart) error {
	group, err := p.AppendRowGroupChecked()
	if err != nil {
		return err
	}
	for _, ends := range [][]int64{part.sources, part.targets} {
		column, err := group.NextColumn()
		if err != nil {
			return err
		}
		if err := writeEnds(column, ends, part.labels); err != nil {
			return err
		}
	}
	column, err := group.NextColumn()
	if err != nil {
		return err
	}
	if _, err := column.(*file.Float64ColumnChunkWriter).WriteBatch(part.weights, nil, nil); err != nil {
		return err
	}
	if err := column.Close(); err != nil {
		return err
	}
	return group.Close()
}

// writeEnds writes the neurons, by label if there are labels.
func writeEnds(column file.ColumnChunkWriter, ends []int64, labels []string) error {
	var err error
	if labels == nil {
		_, err = column.(*file.Int64ColumnChunkWriter).WriteBatch(ends, nil, nil)
	} else {
		texts := make([]parquet.ByteArray, len(ends))
		for k, i := range ends {
			texts[k] = parquet.ByteArray(labels[i])
		}
		_, err = column.(*file.ByteArrayColumnChunkWriter).WriteBatch(texts, nil, nil)
	}
	if err != nil {
		return err
	}
	return column.Close()
}
