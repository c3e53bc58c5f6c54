package resume

import "fmt"

// Progress is told of units of work. Its methods may be called from several goroutines at once.
type Progress interface {
	// Advance adds units of finished work.
	Advance(units int64)
	// Skip adds units that were finished before, which say nothing of the speed.
	Skip(units int64)
}

// Runner is what tasks are done with.
type Runner struct {
	Workers  int // goroutines; at least 1
	Progress Progress
	Store    Store // nil where nothing is kept
	Part     Part  // of the tasks; the zero Part is all of them. Another one needs a Store that has those of other parts
}

// MismatchError is an entry of a store that does not fit the task of its name.
type MismatchError struct {
	Name string
	Err  error
}

// Error names the entry and what is wrong with it.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("the checkpoint's part %s does not fit: %v", e.Name, e.Err)
}

// Unwrap returns what is wrong.
func (e *MismatchError) Unwrap() error { return e.Err }

// get returns an entry of the store, if there is a store.
func (r Runner) get(name string) ([]byte, bool) {
	if r.Store == nil {
		return nil, false
	}
	return r.Store.Get(name)
}

// has reports whether the store has an entry, as far as that is known without reading it.
func (r Runner) has(name string) bool { return r.Store != nil && Has(r.Store, name) }

// put keeps an entry, which is encoded only where there is a store.
func (r Runner) put(name string, encode func() []byte) {
	if r.Store != nil {
		r.Store.Put(name, encode())
	}
}
