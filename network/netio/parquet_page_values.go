package netio

import (
	"encoding/binary"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
)

// decode makes the page from its packed bytes. The values of a dictionary stay where they are, those
// of other pages until the next.
func (p *pageReader) decode(h pageHeader) error {
	data, err := p.unpack(h)
	if err != nil {
		return err
	}
	switch h.kind {
	case file.PageTypeDictionaryPage:
		p.page = file.NewDictionaryPage(memory.NewBufferBytes(data), int32(h.values), h.encoding)
		return nil
	case file.PageTypeDataPage:
		p.page = file.NewDataPageV1(memory.NewBufferBytes(data), int32(h.values), h.encoding, h.levels, h.levels2, int32(h.unpacked))
	case file.PageTypeDataPageV2:
		p.page = file.NewDataPageV2(memory.NewBufferBytes(data), int32(h.values), int32(h.nulls), int32(h.rows), h.encoding,
			int32(h.defBytes), int32(h.repBytes), int32(h.unpacked), false)
	default:
		return p.damaged("it has a page of unknown kind")
	}
	if p.values -= h.values; p.values < 0 {
		return p.damaged("a page has more values than its column")
	}
	return p.checkEncoding(h, data)
}

// unpack returns the unpacked bytes of a page: its levels, which are never packed in a page of
// version 2, and its values.
func (p *pageReader) unpack(h pageHeader) ([]byte, error) {
	dictionary := h.kind == file.PageTypeDictionaryPage
	if dictionary && h.values*int64(p.width) > h.unpacked {
		return nil, p.damaged("%d values of a dictionary do not fit its %d bytes", h.values, h.unpacked)
	}
	buffer := &p.plain
	if dictionary {
		buffer = new([]byte)
	}
	*buffer = slices.Grow((*buffer)[:0], int(h.unpacked))[:h.unpacked]
	data, levels := *buffer, h.defBytes+h.repBytes
	copy(data, p.packed[:levels])
	codec := p.codec
	if !h.compressed {
		codec = compress.Codecs.Uncompressed
	}
	if err := p.budget.unpack(codec, data[levels:], p.packed[levels:]); err != nil {
		return nil, p.damaged("a page cannot be unpacked: %v", err)
	}
	return data, nil
}

// checkEncoding refuses encodings whose blocks can expand without bounds: arrow-go allocates a block
// of the declared length.
func (p *pageReader) checkEncoding(h pageHeader, data []byte) error {
	switch h.encoding {
	case parquet.Encodings.DeltaByteArray:
		return p.budget.at.fail(0, "write the file with pandas or pyarrow", "texts are encoded as DELTA_BYTE_ARRAY, which is not read")
	case parquet.Encodings.DeltaBinaryPacked, parquet.Encodings.DeltaLengthByteArray:
	default:
		return nil
	}
	values := data[h.defBytes+h.repBytes:]
	if h.kind == file.PageTypeDataPage && p.levels {
		if len(values) < 4 || int64(binary.LittleEndian.Uint32(values)) > int64(len(values)-4) {
			return p.damaged("a page ends early")
		}
		values = values[4+binary.LittleEndian.Uint32(values):]
	}
	const longestBlock = 1 << 16
	if block, n := binary.Uvarint(values); n <= 0 || block > longestBlock {
		return p.damaged("a page has blocks of %d values", block)
	}
	return nil
}
