package resume

import (
	"maps"
	"strings"
)

// Store keeps finished and half-finished tasks by name. Its methods may be called from several
// goroutines at once.
type Store interface {
	// Get returns what was put under the name last, and whether there is anything.
	Get(name string) ([]byte, bool)
	// Put keeps the data, which the caller does not change afterwards.
	Put(name string, data []byte)
	// Delete removes all entries whose names begin with the prefix, since nothing asks for them any
	// more. A store that is opened again may still have them.
	Delete(prefix string)
	// Round returns how often all tasks under way have been asked to save where they stand.
	// It is called between any two steps.
	Round() uint64
	// Flush asks that what was put become durable soon, before the next round.
	Flush()
}

// Asked is a Store that can say whether Get would find an entry without reading it, which may be large and far away. It may say yes of
// one that is damaged, which Get then does not find.
type Asked interface {
	Has(name string) bool
}

// Has reports whether a store has an entry: by Asked where it is one, and otherwise by Get.
func Has(s Store, name string) bool {
	if asked, ok := s.(Asked); ok {
		return asked.Has(name)
	}
	_, ok := s.Get(name)
	return ok
}

// HeaderPrefix begins the names of small entries that say what all others belong to. A Folder
// keeps them in memory too, so that they are written again should its files vanish.
const HeaderPrefix = "header/"

// Sub returns the part of a store whose names begin with the prefix, for work that is a task of
// other work.
func Sub(s Store, prefix string) Store { return sub{s, prefix} }

type sub struct {
	Store
	prefix string
}

func (s sub) Get(name string) ([]byte, bool) { return s.Store.Get(s.prefix + name) }
func (s sub) Has(name string) bool           { return Has(s.Store, s.prefix+name) }
func (s sub) Put(name string, data []byte)   { s.Store.Put(s.prefix+name, data) }
func (s sub) Delete(prefix string)           { s.Store.Delete(s.prefix + prefix) }

// deletePrefix removes the entries of a map whose names begin with the prefix.
func deletePrefix[T any](from map[string]T, prefix string) {
	maps.DeleteFunc(from, func(name string, _ T) bool { return strings.HasPrefix(name, prefix) })
}
