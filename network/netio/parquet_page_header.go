package netio

import (
	"slices"

	"github.com/apache/arrow-go/v18/parquet"
	"github.com/apache/arrow-go/v18/parquet/file"
)

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
