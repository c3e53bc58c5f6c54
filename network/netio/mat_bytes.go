package netio

import (
	"errors"
	"io"
)

// fill reads that many bytes, at most blockBytes. The next call overwrites them.
func (p *matPart) fill(size int64) ([]byte, error) {
	if size > p.left {
		return nil, p.at.fail(0, fetchAgain, "an element is longer than the one that holds it")
	}
	block := p.buffer[:size]
	n, err := io.ReadFull(p.r, block)
	p.left -= int64(n)
	return block, p.wrap(err)
}

// skip reads that many bytes, and returns none.
func (p *matPart) skip(size int64) error {
	n, err := io.CopyN(io.Discard, p.r, size)
	p.left -= n
	return p.wrap(err)
}

func (p *matPart) wrap(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return p.at.fail(0, fetchAgain, "the data end early")
	}
	if err != nil {
		return p.at.wrap(err)
	}
	return nil
}

// blocks reads the data of an element in pieces, each a multiple of item bytes long, and calls
// visit with each. It reads what fills up the element's last eight bytes.
func (p *matPart) blocks(t matTag, item int, visit func(block []byte) error) error {
	if t.small {
		return visit(t.data[:t.size])
	}
	most := int64(blockBytes / item * item)
	for rest := t.size; rest > 0; {
		block, err := p.fill(min(rest, most))
		if err != nil {
			return err
		}
		rest -= int64(len(block))
		if err := visit(block); err != nil {
			return err
		}
	}
	return p.skip(min(p.left, -t.size&(p.align-1)))
}

// bytes returns the data of an element of at most that many bytes.
func (p *matPart) bytes(t matTag, most int64) ([]byte, error) {
	if t.size > most {
		return nil, p.at.fail(0, matWriteAgain, "an element has %d bytes, more than %d", t.size, most)
	}
	var all []byte
	err := p.blocks(t, 1, func(block []byte) error {
		all = append(all, block...)
		return nil
	})
	return all, err
}
