package resume

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
)

// The format of a file of a Folder, a segment:
//
//	magic     8 bytes
//	version   8 bytes
//	length    8 bytes: of the whole file
//	count     8 bytes: of the entries
//	entries   each: 8 bytes of the name's length, 8 of the data's, 8 of the CRC-32C of name
//	          and data; the name; the data
//	checksum  32 bytes: SHA-256 of all before
//
// Numbers are little-endian. Entries stand in ascending order of their names.
const (
	magic         = "npchkpt\n"
	formatVersion = 2

	headerSize = len(magic) + 3*8
	entrySize  = 3 * 8
	largest    = 1 << 62 // bytes; lengths below it can be added without overflow
)

// entry is what a segment holds under one name.
type entry struct {
	name string
	data []byte
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

func checksum(name string, data []byte) uint32 {
	return updateChecksum(crc32.Checksum([]byte(name), castagnoli()), data)
}

func updateChecksum(sum uint32, data []byte) uint32 { return crc32.Update(sum, castagnoli(), data) }

// writeSegment writes entries, whose names ascend.
func writeSegment(w io.Writer, entries []entry) error {
	length := uint64(headerSize + sha256.Size)
	for _, e := range entries {
		length += uint64(entrySize + len(e.name) + len(e.data))
	}
	hash := sha256.New()
	buffered := bufio.NewWriter(w)
	both := io.MultiWriter(hash, buffered)
	write := func(parts ...[]byte) error {
		for _, p := range parts {
			if _, err := both.Write(p); err != nil {
				return err
			}
		}
		return nil
	}
	if err := write([]byte(magic), words(formatVersion, length, uint64(len(entries)))); err != nil {
		return err
	}
	for _, e := range entries {
		head := words(uint64(len(e.name)), uint64(len(e.data)), uint64(checksum(e.name, e.data)))
		if err := write(head, []byte(e.name), e.data); err != nil {
			return err
		}
	}
	if _, err := buffered.Write(hash.Sum(nil)); err != nil {
		return err
	}
	return buffered.Flush()
}

func words(all ...uint64) []byte {
	var data []byte
	for _, v := range all {
		data = binary.LittleEndian.AppendUint64(data, v)
	}
	return data
}

// FormatError says why a file is no sound segment.
type FormatError struct{ Reason string }

// Error states the reason.
func (e *FormatError) Error() string { return e.Reason }

func malformed(format string, args ...any) error {
	return &FormatError{fmt.Sprintf(format, args...)}
}
