package netio

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"noiseprune/network"
)

// TestShippedNetworks reads every network of the repository and holds it against the table
// of its README.
func TestShippedNetworks(t *testing.T) {
	const folder = "../../data"
	readme, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(filepath.Join(folder, "*.mtx"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d networks, %v", len(paths), err)
	}
	for _, path := range append(paths, filepath.Join(folder, "human-hcp-aal-101309.mat")) {
		_, row, ok := strings.Cut(string(readme), "| "+filepath.Base(path)+" |")
		if !ok {
			t.Errorf("%s: no row in README.md", path)
			continue
		}
		row, _, _ = strings.Cut(row, "\n")
		cells := strings.Split(row, "|")
		for k := range cells {
			cells[k] = strings.TrimSpace(cells[k])
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(file)); got != cells[7] {
			t.Errorf("%s: sha256 %s, README.md says %s", path, got, cells[7])
		}
		m, err := Read(path, network.Reading{}, DefaultLimits())
		if err != nil {
			t.Error(err)
			continue
		}
		stored := m.Weights.Stored()
		if m.Weights.Equal(m.Weights.Transpose()) != (cells[2] == "symmetric") {
			t.Errorf("%s is not %s", path, cells[2])
		} else if cells[2] == "symmetric" {
			stored /= 2 // self-connections were removed
		}
		if strconv.Itoa(m.Weights.Order()) != cells[0] || strconv.Itoa(stored) != cells[1] {
			t.Errorf("%s: %d nodes, %d entries, README.md says %s, %s", path, m.Weights.Order(), stored, cells[0], cells[1])
		}
		if filepath.Ext(path) == ".mtx" && len(m.Labels) != m.Weights.Order() || cells[6] == "" {
			t.Errorf("%s: %d labels, licence %q", path, len(m.Labels), cells[6])
		}
	}
}
