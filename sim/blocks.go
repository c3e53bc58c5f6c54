package sim

import (
	"context"
	"fmt"
)

// blockPhase is a phase of independent blocks of replicas, each of which leaves behind a T.
// In a checkpoint it has the members
//
//	NAME/merged      how many blocks are merged, and what they have left behind together
//	NAME/done/JOB    what a finished block has left behind that waits for an earlier one
//	NAME/under/JOB   where a block under way stands
type blockPhase[T any] struct {
	name  string
	count int
	// work takes a block from its start to its end, at the pace of its member.
	work   func(ctx context.Context, job int) (T, error)
	merge  func(merged *T, next T)
	encode func(T) []byte
	// decode reads what the first `blocks` blocks from number first on have left behind.
	decode func(data []byte, first, blocks int) (T, error)
}

func memberName(phase, what string, job int) string {
	return fmt.Sprintf("%s/%s/%06d", phase, what, job)
}

// eachBlock works the blocks that the checkpoint does not have, and returns what all have
// left behind, merged in ascending order.
func eachBlock[T any](r *run, b blockPhase[T]) (T, error) {
	var merged T
	g := newGatherer(func(job int, next T) {
		if job == 0 {
			merged = next
			return
		}
		b.merge(&merged, next)
	})
	if err := b.resume(r.ledger, g, &merged); err != nil {
		return merged, err
	}
	g.stored = func(job int) { r.ledger.leave(memberName(b.name, "under", job)) }
	written := 0
	r.ledger.begin(func() { written = b.refresh(r.ledger, g, &merged, written) })
	if err := g.run(r.ctx, r.opt.Workers, b.count, b.work); err != nil {
		return merged, err
	}
	r.ledger.end()
	return merged, nil
}

// resume takes finished blocks over from the checkpoint.
func (b blockPhase[T]) resume(l *ledger, g *gatherer[T], merged *T) error {
	name := b.name + "/merged"
	if data, ok := l.get(name); ok {
		parts, err := unbundle(data, 2)
		if err != nil {
			return unfit(name, err)
		}
		blocks, err := decodeWord(parts[0])
		if err == nil && (blocks < 1 || blocks > uint64(b.count)) {
			err = fmt.Errorf("%d of %d blocks are merged", blocks, b.count)
		}
		if err == nil {
			*merged, err = b.decode(parts[1], 0, int(blocks))
		}
		if err != nil {
			return unfit(name, err)
		}
		g.gathered = int(blocks)
	}
	for job := g.gathered; job < b.count; job++ {
		name := memberName(b.name, "done", job)
		data, ok := l.get(name)
		if !ok {
			continue
		}
		result, err := b.decode(data, job, 1)
		if err != nil {
			return unfit(name, err)
		}
		g.pass(job, result)
	}
	return nil
}

// refresh writes down what is gathered, unless that is the same as before, and what waits.
// It returns how many blocks are merged. The caller holds the ledger's lock.
func (b blockPhase[T]) refresh(l *ledger, g *gatherer[T], merged *T, written int) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.gathered > written {
		l.members[b.name+"/merged"] = bundle(encodeWord(uint64(g.gathered)), b.encode(*merged))
	}
	for job := range g.gathered {
		delete(l.members, memberName(b.name, "done", job))
		delete(l.members, memberName(b.name, "under", job))
	}
	for job, result := range g.results {
		if name := memberName(b.name, "done", job); l.members[name] == nil {
			l.members[name] = b.encode(result)
		}
	}
	return g.gathered
}
