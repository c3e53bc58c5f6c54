package netio

import (
	"encoding/binary"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	flatbuffers "github.com/google/flatbuffers/go"
)

// batch is what the header of a record batch declares.
type batch struct {
	rows      int64
	nodes     [][2]int64 // length and number of missing values of each column, or part of one
	buffers   [][2]int64 // offset and length
	variadics []int64    // buffers of each column of views

	codec    byte
	packed   bool
	original flatbuffers.Table
}

// plain returns the message of a record batch or dictionary without compression, with its own
// metadata, after everything that these declare was checked.
func (a *arrowMessages) plain(message, header flatbuffers.Table, body []byte) (meta, plainBody []byte, err error) {
	kind := ipc.MessageType(message.GetByteSlot(6, 0))
	data := &header
	if kind == ipc.MessageDictionaryBatch {
		if data = part(header, 6); data == nil {
			return nil, nil, a.damaged("a dictionary has no data")
		}
	}
	b, err := a.readBatch(*data, int64(len(body)))
	if err != nil {
		return nil, nil, err
	}
	if b.packed {
		if body, err = a.unpackBuffers(&b, body); err != nil {
			return nil, nil, err
		}
	}
	return b.message(message, header, kind, int64(len(body))), body, nil
}

// readBatch reads what the batch declares, and checks it.
func (a *arrowMessages) readBatch(t flatbuffers.Table, body int64) (b batch, err error) {
	b = batch{rows: t.GetInt64Slot(4, 0), original: t}
	if b.nodes, err = a.pairs(t, 6); err != nil {
		return b, err
	}
	if b.buffers, err = a.pairs(t, 8); err != nil {
		return b, err
	}
	if compression := part(t, 10); compression != nil {
		b.codec, b.packed = compression.GetByteSlot(4, 0), true
	}
	if o := flatbuffers.UOffsetT(t.Offset(12)); o != 0 {
		if t.VectorLen(o) > len(t.Bytes)/8 {
			return b, a.damaged("a batch has too many parts")
		}
		for k := range t.VectorLen(o) {
			b.variadics = append(b.variadics, t.GetInt64(t.Vector(o)+flatbuffers.UOffsetT(8*k)))
		}
	}
	for _, n := range b.nodes {
		if n[0] < 0 || n[1] < 0 || n[1] > n[0] {
			return b, a.damaged("a column has %d missing values of %d", n[1], n[0])
		}
		if err := a.limits.checkEntries(a.at, 0, int(n[0])); err != nil {
			return b, err
		}
	}
	for _, n := range b.buffers {
		if n[0] < 0 || n[1] < 0 || n[1] > body || n[0] > body-n[1] {
			return b, a.damaged("a buffer of %d bytes reaches beyond its message", n[1])
		}
	}
	for _, n := range b.variadics {
		if n < 0 || n > int64(len(b.buffers)) {
			return b, a.damaged("a column has %d buffers", n)
		}
	}
	for len(b.variadics) <= len(b.nodes) { // the library reads one for each column of views, without looking how many there are
		b.variadics = append(b.variadics, 0)
	}
	if b.rows < 0 {
		return b, a.damaged("a batch has %d rows", b.rows)
	}
	return b, a.limits.checkEntries(a.at, 0, int(b.rows))
}

// pairs returns a vector of structures of two integers.
func (a *arrowMessages) pairs(t flatbuffers.Table, slot flatbuffers.VOffsetT) (pairs [][2]int64, err error) {
	o := flatbuffers.UOffsetT(t.Offset(slot))
	if o == 0 {
		return nil, nil
	}
	if t.VectorLen(o) > len(t.Bytes)/16 {
		return nil, a.damaged("a batch has too many parts")
	}
	for k := range t.VectorLen(o) {
		at := t.Vector(o) + flatbuffers.UOffsetT(16*k)
		pairs = append(pairs, [2]int64{t.GetInt64(at), t.GetInt64(at + 8)})
	}
	return pairs, nil
}

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

// message returns the metadata of a message with the batch, without compression.
func (b *batch) message(message, header flatbuffers.Table, kind ipc.MessageType, body int64) []byte {
	f := flatbuffers.NewBuilder(1 << 10)
	nodes, buffers := vectorOf(f, b.nodes), vectorOf(f, b.buffers)
	f.StartVector(8, len(b.variadics), 8)
	for k := len(b.variadics) - 1; k >= 0; k-- {
		f.PrependInt64(b.variadics[k])
	}
	variadics := f.EndVector(len(b.variadics))
	f.StartObject(5)
	f.PrependInt64Slot(0, b.rows, 0)
	f.PrependUOffsetTSlot(1, nodes, 0)
	f.PrependUOffsetTSlot(2, buffers, 0)
	f.PrependUOffsetTSlot(4, variadics, 0)
	content := f.EndObject()
	if kind == ipc.MessageDictionaryBatch {
		f.StartObject(3)
		f.PrependInt64Slot(0, header.GetInt64Slot(4, 0), 0)
		f.PrependUOffsetTSlot(1, content, 0)
		f.PrependBoolSlot(2, header.GetBoolSlot(8, false), false)
		content = f.EndObject()
	}
	f.StartObject(5)
	f.PrependInt16Slot(0, message.GetInt16Slot(4, 0), 0)
	f.PrependByteSlot(1, byte(kind), 0)
	f.PrependUOffsetTSlot(2, content, 0)
	f.PrependInt64Slot(3, body, 0)
	f.Finish(f.EndObject())
	return f.FinishedBytes()
}

// vectorOf writes a vector of structures of two integers.
func vectorOf(f *flatbuffers.Builder, pairs [][2]int64) flatbuffers.UOffsetT {
	f.StartVector(16, len(pairs), 8)
	for k := len(pairs) - 1; k >= 0; k-- {
		f.Prep(8, 16)
		f.PrependInt64(pairs[k][1])
		f.PrependInt64(pairs[k][0])
	}
	return f.EndVector(len(pairs))
}
