package netio

import "encoding/binary"

// A compressed buffer begins with the number of bytes that it expands to, or storedBuffer where what
// follows is not compressed.
const (
	bufferPrefix    = 8
	storedBuffer    = -1
	bufferAlignment = 8
)

// unpackBuffers returns a body with the buffers unpacked, and gives these their new places.
func (a *arrowMessages) unpackBuffers(b *batch, body []byte) ([]byte, error) {
	places, end, err := a.placeBuffers(b, body)
	if err != nil {
		return nil, err
	}
	plain := make([]byte, end)
	for k, n := range b.buffers {
		if n[1] == 0 {
			continue
		}
		if err := a.unpackBuffer(b.codec, plain[places[k][0]:places[k][0]+places[k][1]], body[n[0]:n[0]+n[1]]); err != nil {
			return nil, err
		}
	}
	b.buffers = places
	return plain, nil
}

// placeBuffers returns offset and length of each buffer when it is unpacked, and the length of all.
func (a *arrowMessages) placeBuffers(b *batch, body []byte) (places [][2]int64, end int64, err error) {
	places = make([][2]int64, len(b.buffers))
	for k, n := range b.buffers {
		if n[1] == 0 {
			continue
		}
		if n[1] < bufferPrefix {
			return nil, 0, a.damaged("a compressed buffer has %d bytes", n[1])
		}
		size := int64(binary.LittleEndian.Uint64(body[n[0]:]))
		if size == storedBuffer {
			size = n[1] - bufferPrefix
		}
		if err := a.budget.take(size); err != nil {
			return nil, 0, err
		}
		places[k] = [2]int64{end, size}
		end += (size + bufferAlignment - 1) / bufferAlignment * bufferAlignment
	}
	return places, end, nil
}

// unpackBuffer fills dst with what a buffer expands to.
func (a *arrowMessages) unpackBuffer(codec byte, dst, buffer []byte) error {
	const lz4Frame, zstdFrame = 0, 1
	size, src := int64(binary.LittleEndian.Uint64(buffer)), buffer[bufferPrefix:]
	var err error
	switch {
	case size == storedBuffer:
		copy(dst, src)
	case codec == lz4Frame:
		err = unpackLZ4(dst, src)
	case codec == zstdFrame:
		var got int
		if got, err = a.budget.unpackZstd(dst, src); err == nil && got != len(dst) {
			err = errOtherSize
		}
	default:
		return a.at.fail(0, "write it with compression zstd or lz4", "the compression %d is unknown", codec)
	}
	if err != nil {
		return a.damaged("a buffer cannot be unpacked: %v", err)
	}
	return nil
}
