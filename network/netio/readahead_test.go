package netio

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"noiseprune/network"
)

func TestReadAhead(t *testing.T) {
	broken := errors.New("broken")
	for _, size := range []int{0, 1, aheadBytes - 1, aheadBytes, aheadBytes + 1, 10*aheadBytes + 7} {
		want := bytes.Repeat([]byte("abcdefg"), size/7+1)[:size]
		for reason, c := range map[string]struct {
			r    io.Reader
			want error
		}{
			"sound":             {bytes.NewReader(want), nil},
			"by halves":         {iotest.HalfReader(bytes.NewReader(want)), nil},
			"an error behind":   {io.MultiReader(bytes.NewReader(want), iotest.ErrReader(broken)), broken},
			"an error with it":  {iotest.DataErrReader(bytes.NewReader(want)), nil},
			"end of the stream": {io.MultiReader(bytes.NewReader(want), iotest.ErrReader(io.ErrClosedPipe)), io.ErrClosedPipe},
		} {
			a := newReadAhead(c.r)
			got, err := io.ReadAll(a)
			a.stop()
			if !bytes.Equal(got, want) || !errors.Is(err, c.want) {
				t.Errorf("%s, %d bytes: got %d bytes, %v", reason, size, len(got), err)
			}
		}
	}
}

// TestReadAheadStops leaves a stream in its middle: the goroutine ends with the block that it reads.
func TestReadAheadStops(t *testing.T) {
	r := &repeated{piece: "abc"}
	ended := make(chan struct{})
	a := &readAhead{full: make(chan aheadBlock, aheadBlocks), free: make(chan aheadBlock, aheadBlocks), done: make(chan struct{})}
	for range aheadBlocks {
		a.free <- aheadBlock{}
	}
	go func() {
		a.run(r)
		close(ended)
	}()
	if _, err := a.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	a.stop()
	select {
	case <-ended:
	case <-time.After(10 * time.Second):
		t.Fatal("the goroutine goes on")
	}
}

// TestCompressedTable reads a table of many blocks, and the same with an error in its middle.
func TestCompressedTable(t *testing.T) {
	const rows = 200_000
	path := filepath.Join(t.TempDir(), "net.tsv.gz")
	file := gzipOf(t, "source\ttarget\tweight\n", strings.Repeat("a\tb\t0.5\nb\ta\t1e-3\n", 100), rows/200)
	for _, c := range []struct {
		reason string
		file   []byte
		want   string
	}{
		{"sound", file, ""},
		{"cut", file[:len(file)/2], "the data end early"},
		{"a wrong row in the middle", gzipOf(t, "source\ttarget\tweight\n", "a\tb\t0.5\nb\ta\tx\n", rows), `net.tsv.gz:3: number "x" is not a number`},
	} {
		if err := os.WriteFile(path, c.file, 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := Read(path, network.Reading{Duplicates: network.SumDuplicates}, DefaultLimits())
		switch {
		case c.want != "" && (m != nil || err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: got %v, %v, want %s", c.reason, m, err, c.want)
		case c.want == "" && (err != nil || m.Weights.At(1, 0) != rows/4):
			t.Errorf("%s: got %v, %v", c.reason, m, err)
		}
	}
}
