package resume

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// seen asks until the store has the entry, or has been asked for longer than it waits between two looks.
func seen(s *Shared, name string) string {
	for end := time.Now().Add(3 * rescanTime); ; time.Sleep(10 * time.Millisecond) {
		if data, ok := s.Get(name); ok {
			return string(data)
		}
		if time.Now().After(end) {
			return "none"
		}
	}
}

// TestWhatOthersWriteIsRead although it was written after the store was opened, by a process that begins later too.
func TestWhatOthersWriteIsRead(t *testing.T) {
	checkpoint := planned(t)
	reading, other := newPart(t, checkpoint, "1-of-2"), newPart(t, checkpoint, "2-of-2")
	if got := seen(reading, HeaderPrefix+"plan"); got != "sums" {
		t.Errorf("the plan is %q", got)
	}
	for _, name := range []string{"first", "second"} {
		other.Put(name, []byte(name))
		sync1(t, other.Folder)
		if got := seen(reading, name); got != name {
			t.Errorf("%s is %q", name, got)
		}
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	later := newPart(t, checkpoint, "2-of-2")
	later.Put("second", []byte("again"))
	later.Put("third", nil)
	sync1(t, later.Folder)
	if third, second := seen(reading, "third"), seen(reading, "second"); third != "" || second != "again" {
		t.Errorf("third %q, second %q: that of the newest process is wanted", third, second)
	}
	reading.Delete("third")
	if got := seen(reading, "third"); got != "" {
		t.Errorf("an entry of another process was deleted: %q", got)
	}
}

// TestWhatOthersWriteLaterIsLeftToTheNextRound: once the process has put something itself.
func TestWhatOthersWriteLaterIsLeftToTheNextRound(t *testing.T) {
	checkpoint := planned(t)
	reading, other := newPart(t, checkpoint, "1-of-2"), newPart(t, checkpoint, "2-of-2")
	other.Put("before", []byte("x"))
	sync1(t, other.Folder)
	if got := seen(reading, "before"); got != "x" {
		t.Errorf("before: %q", got)
	}
	reading.Put("own", []byte("x"))
	other.Put("after", []byte("x"))
	sync1(t, other.Folder)
	if got := seen(reading, "after"); got != "none" || reading.Has("after") {
		t.Errorf("after: %q", got)
	}
	if err := reading.Close(); err != nil {
		t.Fatal(err)
	}
	if got := seen(newPart(t, checkpoint, "1-of-2"), "after"); got != "x" {
		t.Errorf("in the next round: %q", got)
	}
}

// TestHalfWrittenSegmentsOfOthers give nothing until they are whole, and take nothing from those beside them.
func TestHalfWrittenSegmentsOfOthers(t *testing.T) {
	checkpoint := planned(t)
	other := newPart(t, checkpoint, "2-of-2")
	for _, name := range []string{"one", "two"} {
		other.Put(name, []byte(name))
		other.Put("last", []byte(name))
		sync1(t, other.Folder)
	}
	first := filepath.Join(other.Folder.path, segmentName(1))
	whole, err := os.ReadFile(first)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(whole)
	changed[len(changed)-1-sha256.Size] ^= 1 // of the data of one, the last entry
	for what, damaged := range map[string][]byte{"empty": nil, "half": whole[:len(whole)/2], "changed": changed, "foreign": []byte("text")} {
		if err := os.WriteFile(first, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		reading := newPart(t, checkpoint, "1-of-2")
		if one, ok := reading.Get("one"); ok || seen(reading, "two") != "two" {
			t.Errorf("%s: one is %q, two is %q", what, one, seen(reading, "two"))
		}
		if err := os.WriteFile(first, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		if one, last := seen(reading, "one"), seen(reading, "last"); one != "one" || last != "two" {
			t.Errorf("%s, and whole again: one is %q, last %q", what, one, last)
		}
		if err := reading.Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat(first); err != nil {
		t.Error("a reader removed a segment of another process: ", err)
	}
}

// TestFoldersThatVanishWhileRead: their entries are not there, and those of the others are.
func TestFoldersThatVanishWhileRead(t *testing.T) {
	checkpoint := planned(t)
	vanishing, staying, reading := newPart(t, checkpoint, "1-of-3"), newPart(t, checkpoint, "2-of-3"), newPart(t, checkpoint, "3-of-3")
	vanishing.partGone = func() {}
	vanishing.Put("gone", []byte("x"))
	staying.Put("there", []byte("x"))
	sync1(t, vanishing.Folder)
	sync1(t, staying.Folder)
	if seen(reading, "gone") != "x" {
		t.Fatal("the entry was never there")
	}
	if err := os.RemoveAll(vanishing.Folder.path); err != nil {
		t.Fatal(err)
	}
	if gone, there := seen(reading, "gone"), seen(reading, "there"); gone != "none" || there != "x" {
		t.Errorf("gone %q, there %q", gone, there)
	}
}

// TestTwoProcessesOnOnePart are told apart where there are locks; the part is free again when the first one has ended. Others are not.
func TestTwoProcessesOnOnePart(t *testing.T) {
	checkpoint := planned(t)
	first := newPart(t, checkpoint, "1-of-2")
	var busy *BusyError
	if _, err := NewPart(checkpoint, "1-of-2", func() {}); !errors.As(err, &busy) || busy.Process == "" {
		t.Errorf("error %v", err)
	}
	for _, name := range []string{"2-of-2", "1-of-12", "11-of-2"} {
		_ = newPart(t, checkpoint, name).Close()
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	_ = newPart(t, checkpoint, "1-of-2")
}

// TestPartsWithoutLocks: a file system without them lets two processes do the same part, each in a folder of its own.
func TestPartsWithoutLocks(t *testing.T) {
	checkpoint := planned(t)
	first := newPart(t, checkpoint, "1-of-2")
	if err := os.Remove(filepath.Join(first.Folder.path, lockName)); err != nil { // as if there were none
		t.Fatal(err)
	}
	second := newPart(t, checkpoint, "1-of-2")
	for _, s := range []*Shared{first, second} {
		s.Put("entry", []byte("x"))
		sync1(t, s.Folder)
	}
	if first.Folder.path == second.Folder.path || seen(newPart(t, checkpoint, "2-of-2"), "entry") != "x" {
		t.Error("they share a folder, or what they wrote is not found")
	}
}

// TestLatePartsLeaveNothing: a process that is at work when all parts are gathered is told once, writes nothing more, and ends without
// an error, also where another run has begun in the place of the first.
func TestLatePartsLeaveNothing(t *testing.T) {
	for _, again := range []bool{false, true} {
		checkpoint, told := planned(t), make(chan struct{}, 9)
		late, err := NewPart(checkpoint, "1-of-2", func() { told <- struct{}{} })
		if err != nil {
			t.Fatal(err)
		}
		late.Put(HeaderPrefix+"identity", []byte("of the first run"))
		late.Start(time.Millisecond, func(text string) { t.Error(text) })
		if err := open(t, checkpoint).Remove(); err != nil {
			t.Fatal(err)
		}
		if again {
			next := open(t, checkpoint)
			next.Put(HeaderPrefix+"plan", []byte("another"))
			sync1(t, next)
		}
		late.Put("entry", []byte("x"))
		select {
		case <-told:
		case <-time.After(10 * time.Second):
			t.Fatal("it was never told")
		}
		late.Put("entry", []byte("y"))
		late.Flush()
		if err := errors.Join(late.Stop(), late.Close()); err != nil || len(told) > 0 {
			t.Errorf("ended with %v, told %d times more", err, len(told))
		}
		if left := partFolders(checkpoint, ""); len(left) > 0 || !again && Exists(checkpoint) {
			t.Errorf("%v are left", left)
		}
		if _, err := os.Stat(checkpoint); !again && err == nil {
			t.Error("the folder is there again")
		}
	}
	if _, err := NewPart(filepath.Join(t.TempDir(), "none"), "1-of-2", func() {}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a part of nothing: %v", err)
	}
}

// TestHasReadsNothing: it says what Get would find, but for bytes that have changed, which are read by Get alone.
func TestHasReadsNothing(t *testing.T) {
	checkpoint := planned(t)
	other, reading := newPart(t, checkpoint, "2-of-2"), newPart(t, checkpoint, "1-of-2")
	other.partGone = func() {}
	segment := filepath.Join(other.Folder.path, segmentName(1))
	other.Put("sub/pending", []byte("x"))
	if !other.Has("sub/pending") || !Has(Sub(other, "sub/"), "pending") || reading.Has("sub/pending") {
		t.Error("an entry that is not written yet is missing where it was put, or is elsewhere already")
	}
	sync1(t, other.Folder)
	for _, row := range []struct {
		reason   string
		harm     func() error
		has, get bool
	}{
		{"sound", func() error { return nil }, true, true},
		{"another byte", func() error { return changeByte(segment, headerSize+entrySize+len("sub/pending")) }, true, false},
		{"cut off", func() error { return os.Truncate(segment, int64(headerSize)) }, false, false},
		{"removed", func() error { return os.Remove(segment) }, false, false},
	} {
		for seen(reading, HeaderPrefix+"plan") == "none" || row.has && !reading.Has("sub/pending") { // once it has looked again
			time.Sleep(10 * time.Millisecond)
		}
		if err := row.harm(); err != nil {
			t.Fatal(err)
		}
		if _, get := reading.Get("sub/pending"); reading.Has("sub/pending") != row.has || get != row.get {
			t.Errorf("%s: has %v, get %v, want %v, %v", row.reason, reading.Has("sub/pending"), get, row.has, row.get)
		}
	}
	if reading.Has("none") || Has(newTestStore(1), "none") {
		t.Error("an entry that was never put is there")
	}
}

// changeByte changes one byte of a file.
func changeByte(path string, at int) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	content[at] ^= 1
	return os.WriteFile(path, content, 0o600)
}
