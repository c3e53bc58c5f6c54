package sim

import (
	"encoding"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// ledger is the checkpoint that a run would leave if it ended now. What is finished is
// written into it at once. Blocks under way write down where they stand when they are
// asked to, each between two of its steps, and when the last one has, the checkpoint goes
// to the saver. Members of a resumed checkpoint stay until what they hold goes on.
type ledger struct {
	saver Saver      // nil where nothing is to be kept
	head  Checkpoint // without members
	asked atomic.Uint64

	mu      sync.Mutex
	members map[string][]byte
	active  map[string]*pace // blocks under way, by their members
	owing   int              // of them, those that were asked and have not answered
	refresh func()           // writes down what the phase has gathered; nil for nothing
	closed  bool             // nothing is saved any more
}

func newLedger(saver Saver, head Checkpoint, resumed *Checkpoint) *ledger {
	l := &ledger{saver: saver, head: head, members: map[string][]byte{}, active: map[string]*pace{}}
	if resumed != nil {
		for _, m := range resumed.Members {
			l.members[m.Name] = m.Data
		}
	}
	return l
}

// get returns a member, and whether there is one.
func (l *ledger) get(name string) ([]byte, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	data, ok := l.members[name]
	return data, ok
}

// restore lets v take over the member of that name, and reports whether there is one.
func (l *ledger) restore(name string, v encoding.BinaryUnmarshaler) (bool, error) {
	data, ok := l.get(name)
	if !ok {
		return false, nil
	}
	if err := v.UnmarshalBinary(data); err != nil {
		return false, unfit(name, err)
	}
	return true, nil
}

// keep writes a member down.
func (l *ledger) keep(name string, encode func() []byte) {
	if l.saver == nil {
		return
	}
	data := encode()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.members[name] = data
}

// begin lets refresh write down what a phase has gathered, whenever a checkpoint is made.
func (l *ledger) begin(refresh func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refresh = refresh
}

// end writes down for good what the phase has gathered.
func (l *ledger) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.saver != nil {
		l.refresh()
	}
	l.refresh = nil
}

// ask asks the blocks under way to write down where they stand, unless they were already.
func (l *ledger) ask() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.owing == 0 {
		l.owing = len(l.active)
		l.asked.Add(1)
	}
}

// enter counts a block among those under way.
func (l *ledger) enter(p *pace) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.answered = l.asked.Load()
	l.active[p.name] = p
}

// answer writes down where a block stands; the last one to answer completes the checkpoint.
func (l *ledger) answer(p *pace) {
	data := p.encode()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.members[p.name] = data
	l.answered(p)
}

// leave counts a block no longer: it has come to its end, and what it leaves behind is
// gathered.
func (l *ledger) leave(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.active[name]
	delete(l.active, name)
	delete(l.members, name)
	if p != nil {
		l.answered(p)
	}
}

// answered counts an answer that is owed. The caller holds the lock.
func (l *ledger) answered(p *pace) {
	if asked := l.asked.Load(); p.answered != asked {
		p.answered = asked
		if l.owing--; l.owing == 0 {
			l.send()
		}
	}
}

// save makes a checkpoint of what is written down.
func (l *ledger) save() {
	if l.saver == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.send()
}

// close makes the last checkpoint.
func (l *ledger) close() {
	l.save()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.closed = true
}

// send hands the checkpoint over. The caller holds the lock.
func (l *ledger) send() {
	if l.closed {
		return
	}
	if l.refresh != nil {
		l.refresh()
	}
	c := l.head
	for name, data := range l.members {
		c.Members = append(c.Members, Member{name, data})
	}
	slices.SortFunc(c.Members, func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
	l.saver.Save(c)
	// Each block under way writes itself down again for the next checkpoint; until then its
	// copy would only take memory.
	for name := range l.active {
		delete(l.members, name)
	}
}

// marshal returns the encoding of a type whose encoding cannot fail.
func marshal(v encoding.BinaryMarshaler) []byte {
	data, err := v.MarshalBinary()
	if err != nil {
		panic("sim: " + err.Error())
	}
	return data
}
