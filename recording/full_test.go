package recording

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// fullDisk is a file on a disk that has room for so many bytes, whose fsync may fail too.
type fullDisk struct {
	*os.File
	room    int64
	noSyncs int // how many calls of Sync fail, after `syncs` more that do not
	syncs   int
	quiet   bool // a short write without an error
}

func (f *fullDisk) WriteAt(b []byte, at int64) (int, error) {
	fits := min(int64(len(b)), max(0, f.room-at))
	n, err := f.File.WriteAt(b[:fits], at)
	if err == nil && n < len(b) && !f.quiet {
		err = &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return n, err
}

func (f *fullDisk) Sync() error {
	if f.syncs--; f.syncs < 0 && f.noSyncs > 0 {
		f.noSyncs--
		return &os.PathError{Op: "sync", Path: f.Name(), Err: syscall.EIO}
	}
	return nil
}

// begun starts a recording on such a disk.
func (f *fullDisk) begun(t *testing.T, columns int) *Writer {
	t.Helper()
	path := filepath.Join(t.TempDir(), "full.npy")
	var err error
	if f.File, err = os.Create(path); err != nil {
		t.Fatal(err)
	}
	w, err := begin(f, path, newLayout(columns, Float64))
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestFullDisk has room that ends at each byte of a frame: the file keeps the whole frames before it, and goes on to the
// bytes of a file on a disk with room.
func TestFullDisk(t *testing.T) {
	const columns, frames = 3, 6
	x := gaussian(frames, columns, 7)
	want := content(t, recorded(t, x, columns, Float64))
	l := newLayout(columns, Float64)
	for room := l.end(0); room < l.end(frames); room++ {
		disk := &fullDisk{room: room, syncs: 1 << 30, quiet: room%2 == 0}
		w := disk.begun(t, columns)
		appendAll(t, w, x, columns)
		err := w.Close()
		cause := syscall.ENOSPC.Error()
		if disk.quiet {
			cause = io.ErrShortWrite.Error()
		}
		full := new(WriteError)
		kept := l.within(room)
		if !errors.As(err, &full) || full.Frames != kept || full.Repair != nil || !strings.Contains(err.Error(), cause) {
			t.Fatalf("room for %d bytes: %v, want %d frames kept", room, err, kept)
		}
		if info, err := os.Stat(full.Path); err != nil || info.Size() != l.end(kept) || opened(t, full.Path).Frames() != kept {
			t.Fatalf("room for %d bytes: the file is not cut to %d frames", room, kept)
		}
		again, err := Continue(full.Path, columns, Float64, kept)
		if err != nil {
			t.Fatal(err)
		}
		appendAll(t, again, x[kept*columns:], columns)
		if err := again.Close(); err != nil || string(content(t, full.Path)) != string(want) {
			t.Fatalf("room for %d bytes: other bytes, %v", room, err)
		}
	}
}

// TestFullDiskWhileAppending: Append says so, and goes on saying so, without any Sync.
func TestFullDiskWhileAppending(t *testing.T) {
	disk := &fullDisk{room: 3 << 20, syncs: 1 << 30}
	w := disk.begun(t, 1000)
	frame := make([]float64, 1000)
	var err error
	for n := 0; err == nil; n++ {
		if err = w.Append(frame); n > 8<<20/8000 {
			t.Fatal("more than all buffers were taken, and no error")
		}
	}
	if !errors.Is(err, syscall.ENOSPC) || !errors.Is(w.Append(frame), syscall.ENOSPC) || !errors.Is(w.Close(), syscall.ENOSPC) {
		t.Error(err)
	}
}

// TestFailingSync: only the frames of the last Sync that succeeded are known to be on the disk.
func TestFailingSync(t *testing.T) {
	for failing := 1; failing <= 2; failing++ { // of the data, and of the header after them
		disk := &fullDisk{room: 1 << 30, noSyncs: 1, syncs: 1 + 2 + failing - 1}
		w := disk.begun(t, 2)
		appendAll(t, w, gaussian(5, 2, 8), 2)
		if n, err := w.Sync(); n != 5 || err != nil {
			t.Fatal(n, err)
		}
		appendAll(t, w, gaussian(5, 2, 9), 2)
		n, err := w.Sync()
		if n != 5 || !errors.Is(err, syscall.EIO) || opened(t, w.failure.Load().Path).Frames() != 5 {
			t.Errorf("%d frames, %v", n, err)
		}
		_ = w.Close()
	}
}

// TestErrorText states the sentences.
func TestErrorText(t *testing.T) {
	full := &os.PathError{Op: "write", Path: "frames.npy", Err: syscall.ENOSPC}
	for _, c := range []struct {
		err  *WriteError
		want string
	}{
		{&WriteError{"frames.npy", 12, full, nil},
			"cannot write the recording frames.npy: no space left on device; its first 12 frames are kept; " +
				"make room and resume, the recording goes on"},
		{&WriteError{"frames.npy", 12, full, syscall.EROFS},
			"cannot write the recording frames.npy: no space left on device; and it could not be cut to " +
				"its first 12 frames (read-only file system); make the disk writable and resume, the recording goes on"},
	} {
		if c.err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", c.err, c.want)
		}
	}
}
