package netio

import (
	"encoding/binary"
	"io"

	"github.com/apache/arrow-go/v18/arrow/ipc"
	"github.com/apache/arrow-go/v18/arrow/memory"
)

// arrowMessages reads the messages of an Arrow stream, as ipc.MessageReader. That of arrow-go
// allocates what the messages declare, and unpacks compressed buffers to any size.
// See https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc
type arrowMessages struct {
	r      io.Reader
	left   int64 // bytes of the file
	at     place
	limits Limits
	budget *unpackBudget

	last *ipc.Message
}

const longestMetadata = 1 << 26

// Message returns the next message, valid until the next call, or io.EOF.
func (a *arrowMessages) Message() (*ipc.Message, error) {
	a.Release()
	meta, err := a.metadata()
	if err != nil {
		return nil, err
	}
	h := flatTable(meta)
	kind, length := h.GetByteSlot(6, 0), h.GetInt64Slot(10, 0)
	if length < 0 || length > a.left {
		return nil, a.damaged("a message of %d bytes reaches beyond its end", length)
	}
	body := make([]byte, length)
	if err := a.read(body); err != nil {
		return nil, err
	}
	header := part(h, 8)
	if header == nil {
		return nil, a.damaged("a message has no header")
	}
	switch ipc.MessageType(kind) {
	case ipc.MessageSchema:
		err = a.checkSchema(*header, len(meta))
	case ipc.MessageDictionaryBatch, ipc.MessageRecordBatch:
		meta, body, err = a.plain(h, *header, body)
	default:
		err = a.damaged("it has a message of kind %d", kind)
	}
	if err != nil {
		return nil, err
	}
	a.last = ipc.NewMessage(memory.NewBufferBytes(meta), memory.NewBufferBytes(body))
	return a.last, nil
}

// metadata reads the length of a message's metadata and these. Old files have no mark before the length.
func (a *arrowMessages) metadata() ([]byte, error) {
	var word [4]byte
	if a.left == 0 {
		return nil, io.EOF // the mark of the end may be missing
	}
	const mark = 0xffffffff
	if err := a.read(word[:]); err != nil {
		return nil, err
	}
	if binary.LittleEndian.Uint32(word[:]) == mark {
		if err := a.read(word[:]); err != nil {
			return nil, err
		}
	}
	length := int64(binary.LittleEndian.Uint32(word[:]))
	switch {
	case length == 0:
		return nil, io.EOF
	case length > min(a.left, longestMetadata) || length < 8:
		return nil, a.damaged("a message declares metadata of %d bytes", length)
	}
	meta := make([]byte, length)
	return meta, a.read(meta)
}

func (a *arrowMessages) read(p []byte) error {
	if int64(len(p)) > a.left {
		return a.at.fail(0, fetchAgain, "the data end early")
	}
	a.left -= int64(len(p))
	if _, err := io.ReadFull(a.r, p); err != nil {
		return a.at.wrap(damaged(a.at, err))
	}
	return nil
}

// Retain does nothing: there is one owner.
func (a *arrowMessages) Retain() {}

// Release releases the message.
func (a *arrowMessages) Release() {
	if a.last != nil {
		a.last.Release()
		a.last = nil
	}
}

func (a *arrowMessages) damaged(what string, args ...any) error {
	return a.at.fail(0, fetchAgain, "the file is damaged: "+what, args...)
}
