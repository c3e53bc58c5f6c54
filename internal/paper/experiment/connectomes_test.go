package experiment

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"

	"noiseprune/data"
	"noiseprune/network"
)

// Every connectome that the program carries is used, and is the one of the README's
// table.
func TestConnectomesAreThoseOfTheTable(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "..", "data", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]Connectome{}
	for _, c := range Connectomes() {
		used[c.File] = c
	}
	files, err := fs.ReadDir(data.Networks(), ".")
	if err != nil || len(files) != len(used) {
		t.Fatalf("%d files, %d used, %v", len(files), len(used), err)
	}
	for _, file := range files {
		_, row, ok := strings.Cut(string(readme), "| "+file.Name()+" |")
		c, isUsed := used[file.Name()]
		if !ok || !isUsed {
			t.Errorf("%s: row in README.md %v, used %v", file.Name(), ok, isUsed)
			continue
		}
		cells := strings.Split(strings.SplitN(row, "\n", 2)[0], "|")
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(plainText(t, file.Name()))); got != cells[7] {
			t.Errorf("%s: sha256 %s, README.md says %s", file.Name(), got, cells[7])
		}
		w, err := c.Weights()
		if err != nil {
			t.Error(err)
			continue
		}
		stored := w.Stored()
		if cells[2] == "symmetric" {
			stored /= 2
		}
		if symmetric := w.Equal(w.Transpose()); symmetric != (cells[2] == "symmetric") || fmt.Sprint(w.Order(), stored) != cells[0]+" "+cells[1] {
			t.Errorf("%s: %d nodes, %d entries, symmetric %v; README.md says %q", file.Name(), w.Order(), stored, symmetric, cells[:3])
		}
	}
}

// plainText returns a file of package data, uncompressed.
func plainText(t *testing.T, name string) []byte {
	t.Helper()
	text, err := fs.ReadFile(data.Networks(), name)
	if err == nil && strings.HasSuffix(name, ".gz") {
		var z *gzip.Reader
		if z, err = gzip.NewReader(bytes.NewReader(text)); err == nil {
			text, err = io.ReadAll(z)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// A connectome in the paper's form is dominant by exactly the margin, its mean row sum is
// 1, and its signs are those of the data.
func TestConnectomeNetworks(t *testing.T) {
	for _, c := range Connectomes() {
		for _, most := range []int{2000, 60} {
			net, err := c.Network(most)
			if err != nil {
				t.Fatal(c.Name, err)
			}
			if n := net.Neurons(); n > most {
				t.Errorf("%s: %d neurons, at most %d wanted", c.Name, n, most)
			}
			sum := 0.0
			for _, s := range net.Weights().RowSums() {
				sum += s
			}
			if mean := sum / float64(net.Neurons()); math.Abs(mean-1) > 1e-12 {
				t.Errorf("%s: mean row sum %g", c.Name, mean)
			}
			if right := net.Gershgorin().Right(); math.Abs(right+ConnectomeMargin) > 1e-12 {
				t.Errorf("%s: the rightmost disc ends at %g", c.Name, right)
			}
			negative := 0
			for _, e := range net.Weights().Entries() {
				if e.Weight < 0 {
					negative++
				}
			}
			want := map[string]int{"signed": 131, "human": 28}[c.Name]
			if most == 2000 && negative != want {
				t.Errorf("%s: %d negative weights, want %d", c.Name, negative, want)
			}
		}
	}
}

// Of a small network the strongest neurons are taken, in their order.
func TestStrongest(t *testing.T) {
	w, err := network.NewCSR(4, []network.Entry{{Target: 0, Source: 3, Weight: -5}, {Target: 1, Source: 2, Weight: 1}, {Target: 2, Source: 3,
		Weight: 2}, {Target: 3, Source: 0, Weight: 1}})
	if err != nil {
		t.Fatal(err)
	}
	got := strongest(w, 3) // sums of |w|: 6, 1, 3, 8
	want, _ := network.NewCSR(3, []network.Entry{{Target: 0, Source: 2, Weight: -5}, {Target: 1, Source: 2, Weight: 2}, {Target: 2,
		Source: 0, Weight: 1}})
	if !got.Equal(want) {
		t.Errorf("got %v", got.Entries())
	}
}
