package testutil

import (
	"fmt"
	"testing"
	"time"
)

// recorder is a testing.TB that records a failure.
type recorder struct {
	testing.TB
	failure string
}

func (r *recorder) Helper()                           {}
func (r *recorder) Fatalf(format string, args ...any) { r.failure = fmt.Sprintf(format, args...) }

var sink []byte // keeps what is allocated on the heap

func TestGuard(t *testing.T) {
	g := NewGuard(t, Limits{Time: 50 * time.Millisecond, Bytes: 1 << 20, PerByte: 100})
	for _, c := range []struct {
		reason string
		size   int
		read   func()
		fails  bool
	}{
		{"cheap", 0, func() {}, false},
		{"slow", 0, func() { time.Sleep(60 * time.Millisecond) }, true},
		{"large", 0, func() { sink = make([]byte, 2<<20) }, true},
		{"large, but so is the input", 20 << 10, func() { sink = make([]byte, 2<<20) }, false},
		{"many small ones", 0, func() {
			for range 40_000 {
				sink = make([]byte, 64)
			}
		}, true},
		{"slow for once", 0, onlyOnce(func() { time.Sleep(60 * time.Millisecond) }), false},
	} {
		var r recorder
		g.Read(&r, c.size, c.read)
		if (r.failure != "") != c.fails {
			t.Errorf("%s: failure %q", c.reason, r.failure)
		}
	}
}

func onlyOnce(do func()) func() {
	done := false
	return func() {
		if !done {
			done = true
			do()
		}
	}
}
