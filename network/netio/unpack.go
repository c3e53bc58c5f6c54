package netio

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/apache/arrow-go/v18/parquet/compress"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// unpackBudget bounds what the compressed parts of a file may expand to, in all. A file of a few
// bytes may expand to freeUnpacked, a larger one to unpackedPerByte more for each byte: identical
// values compress by some hundreds.
type unpackBudget struct {
	left int64
	at   place
	zstd *zstd.Decoder
}

const (
	freeUnpacked    = 256 << 20
	unpackedPerByte = 1 << 10
)

func newUnpackBudget(at place, limits Limits, size int64) (*unpackBudget, error) {
	// DecodeAll writes into memory that exists, and never more than it has room for.
	z, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecodeAllCapLimit(true))
	if err != nil {
		return nil, at.wrap(err)
	}
	left := min(limits.Bytes, freeUnpacked+unpackedPerByte*min(size, 1<<40))
	return &unpackBudget{left: left, at: at, zstd: z}, nil
}

// take returns an error if so many bytes are more than what is left.
func (u *unpackBudget) take(bytes int64) error {
	if bytes < 0 || bytes > u.left {
		return u.at.fail(0, plainFile, "the compressed data expand beyond what a file of this size is likely to hold")
	}
	u.left -= bytes
	return nil
}

var errOtherSize = errors.New("the data have another size than declared")

// unpack writes into dst what src expands to, which must be as long as dst.
func (u *unpackBudget) unpack(codec compress.Compression, dst, src []byte) error {
	var n int
	var err error
	switch codec {
	case compress.Codecs.Uncompressed:
		if len(src) != len(dst) {
			return errOtherSize
		}
		n = copy(dst, src)
	case compress.Codecs.Snappy:
		if n, err = snappy.DecodedLen(src); err == nil && n == len(dst) { // else it would allocate n
			_, err = snappy.Decode(dst, src)
		}
	case compress.Codecs.Zstd:
		n, err = u.unpackZstd(dst, src)
	case compress.Codecs.Gzip, compress.Codecs.Brotli, compress.Codecs.Lz4Raw:
		if len(dst) == 0 {
			return nil
		}
		var c compress.Codec
		if c, err = compress.GetCodec(codec); err == nil {
			var out []byte
			out, err = compress.Decode(c, dst, src)
			n = len(out)
		}
	default:
		return fmt.Errorf("compression %s is unknown", codec)
	}
	if err == nil && n != len(dst) {
		err = errOtherSize
	}
	return err
}

func (u *unpackBudget) unpackZstd(dst, src []byte) (int, error) {
	if len(dst) == 0 {
		return 0, nil
	}
	out, err := u.zstd.DecodeAll(src, dst[:0:len(dst)])
	return len(out), err
}

// unpackLZ4 is for frames of LZ4, as Arrow has them.
func unpackLZ4(dst, src []byte) error {
	_, err := io.ReadFull(lz4.NewReader(bytes.NewReader(src)), dst)
	return err
}
