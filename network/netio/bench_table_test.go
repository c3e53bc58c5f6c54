package netio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

// edgeText returns some 10 MB of an edge list, the columns and the identifiers those of FlyWire.
func edgeText() []byte {
	r := rand.New(rand.NewSource(1))
	var b bytes.Buffer
	b.WriteString("pre_root_id,post_root_id,neuropil,syn_count,nt_type\n")
	for row := range 200_000 {
		fmt.Fprintf(&b, "7205759406%08d,7205759406%08d,ME_R,%d,ACH\n", row/100, row/100+1+row%100*37, 1+r.Intn(30))
	}
	return b.Bytes()
}

// matrixText returns some 10 MB of a dense matrix as numpy.savetxt writes it.
func matrixText() []byte {
	const n = 640
	r := rand.New(rand.NewSource(1))
	var b bytes.Buffer
	for range n {
		for j := range n {
			v := 0.0
			if r.Intn(10) == 0 {
				v = r.NormFloat64()
			}
			fmt.Fprintf(&b, "%.18e", v)
			b.WriteByte(" \n"[(j+1)/n])
		}
	}
	return b.Bytes()
}

// BenchmarkSplit shows how fast records are divided into fields.
func BenchmarkSplit(b *testing.B) {
	text := edgeText()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		d, err := newDelimited(bytes.NewReader(text), place{path: "x"})
		for err == nil {
			_, err = d.next()
		}
		if !errors.Is(err, io.EOF) {
			b.Fatal(err)
		}
	}
}

func BenchmarkTable(b *testing.B) {
	for name, text := range map[string][]byte{"edges": edgeText(), "matrix": matrixText()} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := ReadTable(bytes.NewReader(text), "x", nil, network.Reading{}, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+" compressed", func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "x.csv.gz")
			if err := os.WriteFile(path, gzipOf(b, string(text), "", 0), 0o600); err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if _, err := Read(path, network.Reading{}, DefaultLimits()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
