package netio

import (
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
	return b, a.checkBatch(&b, body)
}

// checkBatch refuses lengths that are negative, beyond the limits or beyond a body of that many bytes.
func (a *arrowMessages) checkBatch(b *batch, body int64) error {
	for _, n := range b.nodes {
		if n[0] < 0 || n[1] < 0 || n[1] > n[0] {
			return a.damaged("a column has %d missing values of %d", n[1], n[0])
		}
		if err := a.limits.checkEntries(a.at, 0, int(n[0])); err != nil {
			return err
		}
	}
	for _, n := range b.buffers {
		if n[0] < 0 || n[1] < 0 || n[1] > body || n[0] > body-n[1] {
			return a.damaged("a buffer of %d bytes reaches beyond its message", n[1])
		}
	}
	for _, n := range b.variadics {
		if n < 0 || n > int64(len(b.buffers)) {
			return a.damaged("a column has %d buffers", n)
		}
	}
	for len(b.variadics) <= len(b.nodes) { // the library reads one for each column of views, without looking how many there are
		b.variadics = append(b.variadics, 0)
	}
	if b.rows < 0 {
		return a.damaged("a batch has %d rows", b.rows)
	}
	return a.limits.checkEntries(a.at, 0, int(b.rows))
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
