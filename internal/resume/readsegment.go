package resume

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash"
	"io"
)

// place is where a segment holds the data of an entry.
type place struct {
	offset, size int64
	sum          uint32 // CRC-32C of name and data
}

// readPlaces reads a segment of that many bytes from its start to its end, and returns where its
// entries are. What is not sound is a *FormatError. Where data are passed over, only names and lengths
// are read and checked.
func readPlaces(file io.ReadSeeker, size int64, passOver bool) (map[string]place, error) {
	r := &segmentReader{file: file, size: size, passOver: passOver, hash: sha256.New()}
	count, err := r.header()
	if err != nil {
		return nil, err
	}
	places := map[string]place{}
	last := ""
	for k := range count {
		name, p, err := r.entry(k)
		if err != nil {
			return nil, err
		}
		if k > 0 && name <= last {
			return nil, malformed("it is damaged: part %d, %q, is out of order", k, name)
		}
		last = name
		places[name] = p
	}
	if err := r.end(); err != nil {
		return nil, err
	}
	return places, nil
}

// segmentReader reads a segment and counts and hashes what it reads.
type segmentReader struct {
	file     io.ReadSeeker
	size     int64 // of the file
	passOver bool  // the data of entries, and the checksums
	at       int64
	hash     hash.Hash
}

func (r *segmentReader) read(data []byte) error {
	n, err := io.ReadFull(r.file, data)
	r.at += int64(n)
	_, _ = r.hash.Write(data[:n]) // never fails
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return malformed("it is cut off after %d bytes", r.at)
	}
	return err
}

// header reads the fixed part and returns the number of entries.
func (r *segmentReader) header() (count uint64, err error) {
	var head [headerSize]byte
	n := min(int64(headerSize), r.size)
	if err := r.read(head[:n]); err != nil {
		return 0, err
	}
	if n < int64(len(magic)) || string(head[:len(magic)]) != magic {
		return 0, malformed("it is no checkpoint of noiseprune")
	}
	if r.size < int64(headerSize+sha256.Size) {
		return 0, malformed("it is cut off after %d bytes", r.size)
	}
	word := func(k int) uint64 { return binary.LittleEndian.Uint64(head[len(magic)+8*k:]) }
	version, length, count := word(0), word(1), word(2)
	switch {
	case version > formatVersion:
		return 0, malformed(
			"it has format version %d, and this program knows up to %d; a newer noiseprune wrote it and can go on with it", version, formatVersion)
	case version < formatVersion:
		return 0, malformed(
			"it has format version %d, which this program cannot read; an older noiseprune wrote it and can go on with it", version)
	case length > uint64(r.size):
		return 0, malformed("it is cut off: %d of %d bytes are there", r.size, length)
	case length < uint64(r.size):
		return 0, malformed("it is damaged: it goes on behind its end at byte %d", length)
	case count > uint64(r.left())/entrySize:
		return 0, malformed("it is damaged: it claims %d parts in %d bytes", count, r.left())
	}
	return count, nil
}

// left returns how many bytes of entries are still to come.
func (r *segmentReader) left() int64 { return r.size - sha256.Size - r.at }

// entry reads entry k: its name, and where its data are.
func (r *segmentReader) entry(k uint64) (name string, p place, err error) {
	if r.left() < entrySize {
		return "", p, malformed("it is damaged: part %d is cut off", k)
	}
	var head [entrySize]byte
	if err := r.read(head[:]); err != nil {
		return "", p, err
	}
	length, size := binary.LittleEndian.Uint64(head[:]), binary.LittleEndian.Uint64(head[8:])
	sum := binary.LittleEndian.Uint64(head[16:])
	if length > largest || size > largest || length+size > uint64(r.left()) {
		return "", p, malformed("it is damaged: part %d is longer than the file", k)
	}
	text := make([]byte, length)
	if err := r.read(text); err != nil {
		return "", p, err
	}
	if r.passOver {
		p = place{r.at, int64(size), uint32(sum)}
		r.at, err = r.file.Seek(int64(size), io.SeekCurrent)
		return string(text), p, err
	}
	p = place{r.at, int64(size), checksum(string(text), nil)}
	if err := r.data(size, &p.sum); err != nil {
		return "", p, err
	}
	if sum != uint64(p.sum) {
		return "", p, malformed("it is damaged: the checksum of part %d does not match", k)
	}
	return string(text), p, nil
}

// data reads the data of an entry and adds them to its checksum.
func (r *segmentReader) data(size uint64, sum *uint32) error {
	var buffer [1 << 12]byte
	for rest := size; rest > 0; {
		piece := buffer[:min(rest, uint64(len(buffer)))]
		if err := r.read(piece); err != nil {
			return err
		}
		*sum = updateChecksum(*sum, piece)
		rest -= uint64(len(piece))
	}
	return nil
}

// end compares the checksum of the whole.
func (r *segmentReader) end() error {
	if r.left() > 0 {
		return malformed("it is damaged: %d bytes follow the last part", r.left())
	}
	if r.passOver {
		return nil
	}
	want := r.hash.Sum(nil)
	got := make([]byte, sha256.Size)
	if err := r.read(got); err != nil {
		return err
	}
	if !bytes.Equal(got, want) {
		return malformed("it is damaged: the checksum of the whole does not match")
	}
	return nil
}
