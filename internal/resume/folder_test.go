package resume

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func open(t *testing.T, path string) *Folder {
	t.Helper()
	f, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func sync1(t *testing.T, f *Folder) {
	t.Helper()
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
}

// written returns a closed folder with that many segments, in each of which "last" is replaced
// and an entry of its own stands.
func written(t *testing.T, segments int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "store")
	f := open(t, path)
	for k := range segments {
		f.Put("last", fmt.Append(nil, k))
		f.Put(fmt.Sprintf("own/%d", k), []byte("x"))
		sync1(t, f)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func get(f *Folder, name string) string {
	data, ok := f.Get(name)
	if !ok {
		return "none"
	}
	return string(data)
}

func TestTheLastWholeStateIsRead(t *testing.T) {
	damage := func(name string, content []byte) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			t.Helper()
			if err := os.WriteFile(filepath.Join(path, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	cut := func(t *testing.T, path string) {
		t.Helper()
		if err := os.Truncate(filepath.Join(path, segmentName(3)), 100); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		why     string
		harm    func(t *testing.T, path string)
		want    string // of last, own/1, own/2
		because string // in Damage
	}{
		{"nothing happened", func(*testing.T, string) {}, "2 x x", ""},
		{"a segment that was being written counts for nothing", damage("."+segmentName(4)+"17", []byte(magic)), "2 x x", ""},
		{"a foreign file under another name is not read", damage("notes", []byte("hello")), "2 x x", ""},
		{"a last segment that is cut off gives way to the one before", cut, "1 x none", "cut off: 100 of"},
		{"a last segment that is damaged", damage(segmentName(3), []byte(magic)), "1 x none", "cut off after 8 bytes"},
		{"a foreign file in the place of the last segment", damage(segmentName(3), []byte("hello, world")), "1 x none", "no checkpoint of noiseprune"},
		{"an earlier segment that is damaged takes only its own entries", damage(segmentName(2), nil), "2 none x", "no checkpoint of noiseprune"},
	} {
		path := written(t, 3)
		row.harm(t, path)
		f := open(t, path)
		if got := get(f, "last") + " " + get(f, "own/1") + " " + get(f, "own/2"); got != row.want {
			t.Errorf("%s: got %s, want %s", row.why, got, row.want)
		}
		if !strings.Contains(f.Damage(), row.because) || (row.because == "") != (f.Damage() == "") {
			t.Errorf("%s: told %q", row.why, f.Damage())
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(filepath.Join(path, ".*")); len(left) > 0 {
			t.Errorf("%s: %v are left", row.why, left)
		}
	}
}

func TestEntriesComeBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	f := open(t, path)
	check := func(when, want string) {
		t.Helper()
		got := ""
		for _, name := range []string{"a/1", "a/2", "b", "header/c"} {
			got += get(f, name) + " "
		}
		if got = strings.TrimSpace(got); got != want {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
	}
	f.Put("a/1", []byte("1"))
	f.Put("a/2", []byte("2"))
	f.Put("b", nil)
	f.Put("header/c", []byte("c"))
	check("pending", "1 2  c")
	sync1(t, f)
	check("written", "1 2  c")
	f.Delete("a/")
	f.Put("a/2", []byte("again"))
	check("deleted", "none again  c")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(t, path)
	check("opened again", "1 again  c") // the deleted one may come back, the replaced one not
	if f.Empty() {
		t.Error("it is said to be empty")
	}
}

// TestSegmentsAreRemoved when nothing needs them: the files of a state and of the one before.
func TestSegmentsAreRemoved(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	f := open(t, path)
	for k := range 50 {
		f.Put("state", []byte{byte(k)})
		if k == 10 {
			f.Put("kept", nil)
		}
		if k%7 == 3 {
			f.Put("short", nil)
		} else {
			f.Delete("short")
		}
		sync1(t, f)
		if names, _ := segmentNames(path); len(names) > 4 {
			t.Fatalf("after %d segments %v are left", k+1, names)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(t, path)
	if get(f, "state") != string([]byte{49}) || get(f, "kept") != "" {
		t.Errorf("state %q, kept %q", get(f, "state"), get(f, "kept"))
	}
}

func TestTwoProcessesDoNotShareAFolder(t *testing.T) {
	path := written(t, 1)
	f := open(t, path)
	var busy *BusyError
	if other, err := Open(path); !errors.As(err, &busy) || other != nil || busy.Process == "" {
		t.Fatalf("a second process got %v, %v", other, err)
	}
	if get(f, "last") != "0" {
		t.Error("the refused process has touched the store")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, path) // the first has released it
}

func TestNothingIsLeft(t *testing.T) {
	for _, row := range []struct {
		why string
		do  func(f *Folder) error
	}{
		{"removed", (*Folder).Remove},
		{"closed without an entry", func(f *Folder) error { return errors.Join(f.Clear(), f.Close()) }},
	} {
		path := written(t, 2)
		f := open(t, path)
		if err := row.do(f); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err == nil || Exists(path) {
			t.Errorf("%s: the folder is still there", row.why)
		}
		if err := f.Close(); err != nil {
			t.Errorf("%s: closing afterwards: %v", row.why, err)
		}
	}
}

// TestAFailedWriteKeepsAll: a folder in the place of the next segment stands for a disk that takes
// nothing more.
func TestAFailedWriteKeepsAll(t *testing.T) {
	path := written(t, 2)
	obstacle := filepath.Join(path, segmentName(3))
	f := open(t, path)
	if err := os.MkdirAll(filepath.Join(obstacle, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	f.Put("last", []byte("new"))
	f.Delete("own/0")
	if err := f.Sync(); err == nil {
		t.Fatal("nothing hindered it")
	}
	if get(f, "last") != "new" || get(f, "own/0") != "none" {
		t.Errorf("pending: %q, %q", get(f, "last"), get(f, "own/0"))
	}
	if err := os.RemoveAll(obstacle); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(t, path)
	if get(f, "last") != "new" || get(f, "own/1") != "x" {
		t.Errorf("later: %q, %q", get(f, "last"), get(f, "own/1"))
	}
}

func TestAVanishedFolderIsMadeAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "results", "store")
	if err := os.Mkdir(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	f.Put("header/spec", []byte("spec"))
	f.Put("lost", nil)
	sync1(t, f)
	if err := os.RemoveAll(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	f.Put("found", nil)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(t, path)
	defer func() {
		if err := errors.Join(os.RemoveAll(path), f.Remove()); err != nil {
			t.Errorf("removing what has vanished: %v", err)
		}
	}()
	if get(f, "header/spec") != "spec" || get(f, "found") != "" || get(f, "lost") != "none" {
		t.Errorf("%q, %q, %q", get(f, "header/spec"), get(f, "found"), get(f, "lost"))
	}
}

// TestTheWriter: a round begins after the interval, what is put then is on the disk soon after,
// and failure and recovery are told once each.
func TestTheWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "store")
	f := open(t, path)
	said := make(chan string, 10)
	f.Start(time.Millisecond, func(text string) { said <- text })
	until := func(what string, done func() bool) {
		t.Helper()
		for range 5000 {
			if done() {
				return
			}
			time.Sleep(time.Millisecond)
		}
		t.Fatalf("waited in vain until %s", what)
	}
	until("a round began", func() bool { return f.Round() > 0 })
	f.Put("a", nil)
	until("it was written", func() bool { return Exists(path) })
	obstacle := filepath.Join(path, segmentName(2))
	if err := os.MkdirAll(filepath.Join(obstacle, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	f.Put("b", nil)
	f.Flush()
	if text := <-said; !strings.HasPrefix(text, "no checkpoint could be written: ") || strings.Contains(text, "\n") {
		t.Errorf("told %q", text)
	}
	if err := os.RemoveAll(obstacle); err != nil {
		t.Fatal(err)
	}
	if text := <-said; text != "checkpoints are written again" {
		t.Errorf("told %q", text)
	}
	if err := f.Stop(); err != nil {
		t.Error(err)
	}
	f.Put("late", nil)
	if get(f, "late") != "none" || len(said) > 0 {
		t.Errorf("after the end: %q, told %d", get(f, "late"), len(said))
	}
	names, _ := segmentNames(path)
	if !slices.IsSorted(names) || len(names) != 2 {
		t.Errorf("segments %v", names)
	}
}

// TestForeignFilesStay whatever is removed beside them.
func TestForeignFilesStay(t *testing.T) {
	path := written(t, 2)
	foreign := filepath.Join(path, "state")
	if err := os.WriteFile(foreign, []byte("of an earlier program"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t, path)
	for _, remove := range []func() error{f.Clear, f.Remove} {
		if err := remove(); err != nil {
			t.Fatal(err)
		}
		if content, err := os.ReadFile(foreign); err != nil || string(content) != "of an earlier program" {
			t.Errorf("%q, %v", content, err)
		}
	}
	if Exists(path) {
		t.Error("segments are still there")
	}
}

// TestTasksThatDoNotListen put and flush while the folder is stopped; the race detector listens.
func TestTasksThatDoNotListen(t *testing.T) {
	f := open(t, filepath.Join(t.TempDir(), "store"))
	f.Start(time.Millisecond, func(string) {})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 200 {
			f.Put("large", make([]byte, flushSize))
			f.Flush()
		}
	}()
	if err := f.Stop(); err != nil {
		t.Error(err)
	}
	<-done
}
