// Package pipeline hands batches of values from the goroutine that computes them to another one that consumes them, in the
// same order, so that computing and consuming overlap; RunAll consumes with several.
package pipeline

import "sync/atomic"

// batches is how many batches there are: one that is filled, one that is consumed, and one between them.
const batches = 3

// Pipeline hands batches of float64 of one size to a function, one after the other. One goroutine at a time may call its
// methods.
type Pipeline struct {
	filling []float64      // the batch that is being filled, up to len
	free    chan []float64 // batches that are consumed
	filled  chan []float64
	drain   chan chan struct{}
	ended   chan struct{}
	failed  atomic.Pointer[error]
}

// New starts a Pipeline whose batches hold that many values. consume is called for each batch, in the order in which they were
// filled, on a goroutine of its own; it must not keep the batch. After an error of consume, what follows is dropped. New
// panics unless the size is positive.
func New(size int, consume func(batch []float64) error) *Pipeline {
	if size < 1 {
		panic("pipeline: batches without room")
	}
	p := &Pipeline{
		free: make(chan []float64, batches), filled: make(chan []float64, batches),
		drain: make(chan chan struct{}), ended: make(chan struct{}),
	}
	for range batches {
		p.free <- make([]float64, 0, size)
	}
	p.filling = <-p.free
	go p.consumeAll(consume)
	return p
}

// Room returns the next count values of the batch that is being filled, for the caller to set before any other call. It hands
// the batch on first if it has no room for so many, and waits only where the consumer is behind. It panics if count exceeds
// the size of a batch.
func (p *Pipeline) Room(count int) []float64 {
	if count > cap(p.filling) {
		panic("pipeline: more values than a batch holds")
	}
	if len(p.filling)+count > cap(p.filling) {
		p.hand()
	}
	from := len(p.filling)
	p.filling = p.filling[:from+count]
	return p.filling[from:]
}

// hand hands the batch on.
func (p *Pipeline) hand() {
	p.filled <- p.filling
	p.filling = (<-p.free)[:0]
}

// Failed returns the error of the consumer, if there has been one. It does not wait.
func (p *Pipeline) Failed() error {
	if err := p.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// Drain waits until all values have been consumed, and returns the first error of the consumer.
func (p *Pipeline) Drain() error {
	if len(p.filling) > 0 {
		p.hand()
	}
	answer := make(chan struct{})
	p.drain <- answer
	<-answer
	return p.Failed()
}

// Close drains the pipeline and ends its goroutine. It must be called once, and nothing after it.
func (p *Pipeline) Close() error {
	err := p.Drain()
	close(p.filled)
	<-p.ended
	return err
}

// consumeAll consumes batches until there are no more.
func (p *Pipeline) consumeAll(consume func([]float64) error) {
	defer close(p.ended)
	take := func(batch []float64) {
		if p.Failed() == nil {
			if err := consume(batch); err != nil {
				p.failed.Store(&err)
			}
		}
		p.free <- batch
	}
	for {
		select {
		case batch, open := <-p.filled:
			if !open {
				return
			}
			take(batch)
		case answer := <-p.drain:
			for len(p.filled) > 0 {
				take(<-p.filled)
			}
			close(answer)
		}
	}
}
