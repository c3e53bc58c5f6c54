package netio

import (
	"bytes"
	"encoding/binary"
	"io"

	"github.com/apache/arrow-go/v18/parquet/metadata"
)

// readParquetMetadata reads the footer.
func readParquetMetadata(r io.ReaderAt, size int64, at place) (*metadata.FileMetaData, error) {
	footer, err := readParquetFooter(r, size, at)
	if err != nil {
		return nil, err
	}
	meta, err := metadata.NewFileMetaData(footer, nil)
	if err != nil {
		return nil, damagedFile(at, err)
	}
	meta.SetSourceFileSize(size)
	if meta.IsSetEncryptionAlgorithm() {
		return nil, encrypted(at)
	}
	return meta, nil
}

// readParquetFooter returns the footer, in Thrift, after it has been scanned.
func readParquetFooter(r io.ReaderAt, size int64, at place) ([]byte, error) {
	const magic, tail = "PAR1", 8
	if size == 0 {
		return nil, at.fail(0, fetchAgain, "the file is empty")
	}
	var head [4]byte
	var end [tail]byte
	if size >= int64(len(magic)+tail) {
		if _, err := r.ReadAt(head[:], 0); err != nil {
			return nil, at.wrap(damaged(at, err))
		}
		if _, err := r.ReadAt(end[:], size-tail); err != nil {
			return nil, at.wrap(damaged(at, err))
		}
	}
	switch {
	case bytes.Equal(end[4:], []byte("PARE")):
		return nil, encrypted(at)
	case string(head[:]) != magic:
		return nil, at.fail(0, "let its name end like what it is", "this is no Parquet file")
	case string(end[4:]) != magic:
		return nil, at.fail(0, fetchAgain, "the file ends early")
	}
	length := int64(binary.LittleEndian.Uint32(end[:]))
	if length > size-int64(len(magic)+tail) {
		return nil, at.fail(0, fetchAgain, "the file is damaged: its footer is longer than the file")
	}
	footer := make([]byte, length)
	if _, err := r.ReadAt(footer, size-tail-length); err != nil {
		return nil, at.wrap(damaged(at, err))
	}
	if wrong := checkParquetFooter(footer); wrong != "" {
		return nil, at.fail(0, fetchAgain, "the file is damaged: its footer %s", wrong)
	}
	return footer, nil
}

// checkParquetFooter scans the footer and bounds the depth of its schema, in which a column inside
// many others would have a path for each.
func checkParquetFooter(footer []byte) (wrong string) {
	const schema, children, deepest = 2, 5, 32
	var open []int64 // for each group that is open, its children that are to come
	deep := false
	_, wrong = scanThrift(footer, func(path []int16, v int64) {
		if len(path) != 3 || path[0] != schema || path[2] != children || v <= 0 {
			return
		}
		open = append(open, v)
		deep = deep || len(open) > deepest
	})
	if wrong == "" && deep {
		wrong = "nests columns too deeply"
	}
	return wrong
}

func encrypted(at place) error {
	return at.fail(0, "write it without encryption", "the file is encrypted")
}
