package netio

import (
	"fmt"
	"io"
	"math"
	"slices"

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
