package netio

import (
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/metadata"
	"github.com/apache/arrow-go/v18/parquet/schema"
)

// pages returns the pages of a column chunk.
func (t *parquetTable) pages(chunk *metadata.ColumnChunkMetaData, d *schema.Column) (*pageReader, error) {
	if chunk.CryptoMetadata() != nil {
		return nil, encrypted(t.at)
	}
	switch chunk.Compression() {
	case compress.Codecs.Uncompressed, compress.Codecs.Snappy, compress.Codecs.Gzip, compress.Codecs.Brotli,
		compress.Codecs.Zstd, compress.Codecs.Lz4Raw:
	default:
		return nil, t.at.fail(0, "write it with compression zstd or snappy", "the compression %s is not read", chunk.Compression())
	}
	start := chunk.DataPageOffset()
	if d := chunk.DictionaryPageOffset(); chunk.HasDictionaryPage() && d > 0 && d < start {
		start = d
	}
	length := chunk.TotalCompressedSize()
	if start < 0 || length < 0 || length > t.content.size || start > t.content.size-length {
		return nil, t.at.fail(0, fetchAgain, "the file is damaged: column %s reaches beyond its end", quote(d.Name()))
	}
	return &pageReader{
		file: t.file, at: start, end: start + length, values: t.left, codec: chunk.Compression(), budget: t.budget,
		levels: d.MaxDefinitionLevel() > 0, width: leastWidth(d),
	}, nil
}

// leastWidth returns the least number of bytes that a value has, where it is stored plainly.
func leastWidth(d *schema.Column) int {
	switch d.PhysicalType() {
	case parquet.Types.Boolean:
		return 1
	case parquet.Types.Int64, parquet.Types.Double:
		return 8
	case parquet.Types.FixedLenByteArray:
		return max(1, d.TypeLength())
	default: // integers and floats of 4 bytes, texts with their length
		return 4
	}
}
