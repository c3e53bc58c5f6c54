package netio

import "io"

const (
	aheadBytes  = 256 << 10
	aheadBlocks = 4
)

// readAhead reads a stream in a goroutine of its own, some blocks ahead, so that decompression and
// what is done with the text take place at the same time. One goroutine may call its methods.
type readAhead struct {
	full, free chan aheadBlock
	done       chan struct{}

	current aheadBlock
	rest    []byte // of current
}

// aheadBlock is a piece of the stream, and the error that follows it.
type aheadBlock struct {
	buffer []byte
	err    error
}

func newReadAhead(r io.Reader) *readAhead {
	a := &readAhead{full: make(chan aheadBlock, aheadBlocks), free: make(chan aheadBlock, aheadBlocks), done: make(chan struct{})}
	for range aheadBlocks {
		a.free <- aheadBlock{}
	}
	go a.run(r)
	return a
}

// run reads blocks until the stream ends or stop is called.
func (a *readAhead) run(r io.Reader) {
	for {
		var block aheadBlock
		select {
		case block = <-a.free:
		case <-a.done:
			return
		}
		if block.buffer == nil {
			block.buffer = make([]byte, aheadBytes)
		}
		var n int
		n, block.err = readBlock(r, block.buffer[:aheadBytes])
		block.buffer = block.buffer[:n]
		a.full <- block
		if block.err != nil {
			return
		}
	}
}

func (a *readAhead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.current.err != nil {
			return 0, a.current.err
		}
		if a.current.buffer != nil {
			a.free <- a.current
		}
		a.current = <-a.full
		a.rest = a.current.buffer
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// readBlock reads until the block is full, or returns the error that ended it. Unlike io.ReadFull it
// does not change the error, which may be that of a truncated stream.
func readBlock(r io.Reader, block []byte) (n int, err error) {
	for n < len(block) && err == nil {
		var more int
		more, err = r.Read(block[n:])
		n += more
	}
	return n, err
}

// stop ends the goroutine after the block that it is reading.
func (a *readAhead) stop() { close(a.done) }
