package netio

import "encoding/binary"

// unpackBuffers returns a body with the buffers unpacked, and gives these their new places.
func (a *arrowMessages) unpackBuffers(b *batch, body []byte) ([]byte, error) {
	const lz4Frame, zstdFrame, prefix, stored, alignment = 0, 1, 8, -1, 8
	places := make([][2]int64, len(b.buffers))
	var end int64
	for k, n := range b.buffers {
		if n[1] == 0 {
			continue
		}
		if n[1] < prefix {
			return nil, a.damaged("a compressed buffer has %d bytes", n[1])
		}
		size := int64(binary.LittleEndian.Uint64(body[n[0]:]))
		if size == stored {
			size = n[1] - prefix
		}
		if err := a.budget.take(size); err != nil {
			return nil, err
		}
		places[k] = [2]int64{end, size}
		end += (size + alignment - 1) / alignment * alignment
	}
	plain := make([]byte, end)
	for k, n := range b.buffers {
		if n[1] == 0 {
			continue
		}
		src, dst := body[n[0]+prefix:n[0]+n[1]], plain[places[k][0]:places[k][0]+places[k][1]]
		var err error
		size := int64(binary.LittleEndian.Uint64(body[n[0]:]))
		switch {
		case size == stored:
			copy(dst, src)
		case b.codec == lz4Frame:
			err = unpackLZ4(dst, src)
		case b.codec == zstdFrame:
			var got int
			if got, err = a.budget.unpackZstd(dst, src); err == nil && got != len(dst) {
				err = errOtherSize
			}
		default:
			return nil, a.at.fail(0, "write it with compression zstd or lz4", "the compression %d is unknown", b.codec)
		}
		if err != nil {
			return nil, a.damaged("a buffer cannot be unpacked: %v", err)
		}
	}
	b.buffers = places
	return plain, nil
}
