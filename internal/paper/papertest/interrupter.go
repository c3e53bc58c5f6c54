package papertest

import (
	"context"
	"sync"
	"testing"

	"noiseprune/internal/paper/figure"
)

// Interrupter stores findings, and cancels the figure's context after every few of them.
type Interrupter struct {
	T     *testing.T
	Kept  map[string][]byte
	Left  int                // until the context is canceled
	Stop  context.CancelFunc // of the context
	Found int                // calls of Find that found something

	CountPartial bool // partial checkpoints count as well

	mu sync.Mutex
}

// Find returns what was stored under the name, or nil.
func (i *Interrupter) Find(name string) []byte {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.Kept[name] != nil {
		i.Found++
	}
	return i.Kept[name]
}

// Keep stores a result. It reports a test error for a part that is computed twice.
func (i *Interrupter) Keep(name string, found []byte) {
	i.mu.Lock()
	defer i.mu.Unlock()
	partial := figure.IsPartial(name)
	if i.Kept[name] != nil && !partial {
		i.T.Errorf("%s is found twice", name)
	}
	i.Kept[name] = found
	if partial && !i.CountPartial {
		return // each start of a simulation stores some; if they counted, it would never end
	}
	if i.Left--; i.Left == 0 {
		i.Stop()
	}
}
