package netio

import (
	"github.com/apache/arrow-go/v18/arrow/ipc"
	flatbuffers "github.com/google/flatbuffers/go"
)

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
