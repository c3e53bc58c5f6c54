package papertest

import (
	"context"
	"strings"
	"sync"
	"testing"
)

// Interrupter is a store in memory that cancels the figure's context after every few finished
// parts. It begins a round at every question.
type Interrupter struct {
	T    *testing.T
	Kept map[string][]byte
	Left int                // until the context is canceled
	Stop context.CancelFunc // of the context

	CountPartial bool // half-finished simulations count as well
	Found        int  // finished parts that were found again

	mu    sync.Mutex
	round uint64
}

// IsPartial reports whether the entry belongs to a half-finished simulation.
func IsPartial(name string) bool { return strings.Contains(name, " simulation/") }

// Get returns what was put under the name.
func (i *Interrupter) Get(name string) ([]byte, bool) {
	i.mu.Lock()
	defer i.mu.Unlock()
	data, ok := i.Kept[name]
	if ok && !IsPartial(name) {
		i.Found++
	}
	return data, ok
}

// Put keeps an entry. It reports a test error for a part that is computed twice.
func (i *Interrupter) Put(name string, data []byte) {
	i.mu.Lock()
	defer i.mu.Unlock()
	partial := IsPartial(name)
	if i.Kept[name] != nil && !partial {
		i.T.Errorf("%s is found twice", name)
	}
	i.Kept[name] = data
	if partial && !i.CountPartial {
		return // each start of a simulation keeps some; if they counted, it would never end
	}
	if i.Left--; i.Left == 0 {
		i.Stop()
	}
}

// Delete removes the entries whose names begin with the prefix.
func (i *Interrupter) Delete(prefix string) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for name := range i.Kept {
		if strings.HasPrefix(name, prefix) {
			delete(i.Kept, name)
		}
	}
}

// Round begins a round.
func (i *Interrupter) Round() uint64 {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.round++
	return i.round
}

// Flush does nothing: all is kept at once.
func (i *Interrupter) Flush() {}
