package netio

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/apache/arrow-go/v18/arrow/memory"
	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/apache/arrow-go/v18/parquet/file"
)

// pageReader reads the pages of a column chunk, as file.PageReader. That of arrow-go trusts the
// headers of pages: it allocates what their lists, pages and compressed data declare.
type pageReader struct {
	file    io.ReaderAt
	at, end int64 // of what is left of the chunk
	values  int64 // that are left
	codec   compress.Compression
	levels  bool // of definition stand before the values
	width   int  // of a value, in bytes; the least that it takes, for text
	budget  *unpackBudget

	header        []byte
	packed, plain []byte
	page          file.Page
	err           error
}

// pageHeader is what a page declares.
type pageHeader struct {
	kind               file.PageType
	unpacked, packed   int64
	values             int64
	encoding           parquet.Encoding
	levels, levels2    parquet.Encoding // of definition and repetition
	defBytes, repBytes int64
	compressed         bool
	nulls, rows        int64
}

const longestPageHeader = 1 << 20

// Next reads the next page, and returns false at the end or at an error.
func (p *pageReader) Next() bool {
	p.release()
	if p.err != nil || p.at >= p.end {
		return false
	}
	if p.err = p.read(); p.err != nil {
		p.release()
		return false
	}
	return true
}

func (p *pageReader) release() {
	if p.page != nil {
		p.page.Release()
		p.page = nil
	}
}

func (p *pageReader) read() error {
	h, err := p.readHeader()
	if err != nil {
		return err
	}
	switch {
	case h.packed < 0 || h.packed > p.end-p.at:
		return p.damaged("a page of %d bytes is longer than its column", h.packed)
	case h.values < 0, h.values > math.MaxInt32, h.unpacked < 0, h.unpacked > math.MaxInt32,
		h.defBytes < 0, h.repBytes < 0, h.defBytes+h.repBytes > min(h.packed, h.unpacked):
		return p.damaged("the header of a page is wrong")
	}
	if err := p.budget.take(h.unpacked); err != nil {
		return err
	}
	p.packed = slices.Grow(p.packed[:0], int(h.packed))[:h.packed]
	if _, err := p.file.ReadAt(p.packed, p.at); err != nil {
		return p.budget.at.wrap(damaged(p.budget.at, err))
	}
	p.at += h.packed
	return p.decode(h)
}

// readHeader reads the header of the page, and goes to its data.
func (p *pageReader) readHeader() (pageHeader, error) {
	for length := int64(1 << 10); ; length *= 4 {
		length = min(length, p.end-p.at)
		p.header = slices.Grow(p.header[:0], int(length))[:length]
		if _, err := p.file.ReadAt(p.header, p.at); err != nil {
			return pageHeader{}, p.budget.at.wrap(damaged(p.budget.at, err))
		}
		h, size, wrong := parsePageHeader(p.header)
		switch {
		case wrong == "":
			p.at += int64(size)
			return h, nil
		case wrong != thriftEnds, length == p.end-p.at, length > longestPageHeader:
			return h, p.damaged("the header of a page %s", wrong)
		}
	}
}

// parsePageHeader reads the fields of PageHeader, by their numbers in parquet.thrift.
func parsePageHeader(data []byte) (h pageHeader, size int, wrong string) {
	h.compressed = true
	size, wrong = scanThrift(data, func(path []int16, v int64) {
		key := path[0] * 16
		switch len(path) {
		case 1:
		case 2:
			key += path[1]
		default:
			return // statistics
		}
		switch key {
		case 0x10:
			h.kind = file.PageType(v)
		case 0x20:
			h.unpacked = v
		case 0x30:
			h.packed = v
		case 0x51, 0x71, 0x81:
			h.values = v
		case 0x52, 0x72, 0x84:
			h.encoding = parquet.Encoding(v)
		case 0x53:
			h.levels = parquet.Encoding(v)
		case 0x54:
			h.levels2 = parquet.Encoding(v)
		case 0x82:
			h.nulls = v
		case 0x83:
			h.rows = v
		case 0x85:
			h.defBytes = v
		case 0x86:
			h.repBytes = v
		case 0x87:
			h.compressed = v != 0
		}
	})
	return h, size, wrong
}

// decode makes the page from its packed bytes. The values of a dictionary stay where they are, those
// of other pages until the next.
func (p *pageReader) decode(h pageHeader) error {
	dictionary := h.kind == file.PageTypeDictionaryPage
	if dictionary && h.values*int64(p.width) > h.unpacked {
		return p.damaged("%d values of a dictionary do not fit its %d bytes", h.values, h.unpacked)
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
		return p.damaged("a page cannot be unpacked: %v", err)
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

func (p *pageReader) damaged(what string, args ...any) error {
	return p.budget.at.fail(0, fetchAgain, "the file is damaged: %s", fmt.Sprintf(what, args...))
}

// Page returns the page that Next read.
func (p *pageReader) Page() file.Page { return p.page }

// Err returns the error that ended the pages.
func (p *pageReader) Err() error { return p.err }

// Close releases the page.
func (p *pageReader) Close() error {
	p.release()
	return nil
}

// GetDictionaryPage returns nil: a dictionary is the first page of its chunk.
func (p *pageReader) GetDictionaryPage() (*file.DictionaryPage, error) { return nil, nil }

// SetMaxPageHeaderSize does nothing: longestPageHeader is the largest size.
func (p *pageReader) SetMaxPageHeaderSize(int) {}

// Reset is not used.
func (p *pageReader) Reset(parquet.BufferedReader, int64, compress.Compression, *file.CryptoContext) {
	panic("netio: pages are read once")
}

// SeekToPageWithRow is not used.
func (p *pageReader) SeekToPageWithRow(int64) error { panic("netio: pages are read in order") }
