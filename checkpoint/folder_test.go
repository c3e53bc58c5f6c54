package checkpoint

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"noiseprune/network"
)

func open(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// saved returns a folder with that many checkpoints saved one after the other, numbered in
// the name of their command.
func saved(t *testing.T, dir string, count int) *Folder {
	t.Helper()
	f := open(t, dir)
	if err := f.SaveNetworks([]*network.Network{pair(t)}); err != nil {
		t.Fatal(err)
	}
	for k := range count {
		s := sample()
		s.Command = strings.Repeat("I", k+1)
		if err := f.Save(s); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func pair(t testing.TB) *network.Network {
	t.Helper()
	w, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 0.5}, {Target: 1, Source: 0, Weight: -0.25}})
	if err != nil {
		t.Fatal(err)
	}
	net, err := network.New(network.Parts{Weights: w, Leak: []float64{1, 2}, Input: []float64{0, 3}, Labels: []string{"ADA", ""}})
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func TestTheLastWholeCheckpointIsLoaded(t *testing.T) {
	damage := func(t *testing.T, dir, name string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "checkpoint", name), []byte(magic), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, dir, name string) {
		t.Helper()
		if err := os.Remove(filepath.Join(dir, "checkpoint", name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, row := range []struct {
		why      string
		saves    int
		harm     func(t *testing.T, dir string)
		want     string
		complain string // in the warning, or in the error where nothing can be loaded
	}{
		{"nothing happened", 3, func(*testing.T, string) {}, "III", ""},
		{"one that was being written counts for nothing", 3, func(t *testing.T, dir string) { damage(t, dir, "state.new") }, "III", ""},
		{"a kill between the renamings leaves the previous one", 3, func(t *testing.T, dir string) { remove(t, dir, "state") }, "II", ""},
		{"a damaged one gives way to the previous, and that is told", 3, func(t *testing.T, dir string) { damage(t, dir, "state") }, "II", "going on from the checkpoint before it"},
		{"a damaged one, and none before", 1, func(t *testing.T, dir string) { damage(t, dir, "state") }, "", "there is none before it"},
		{"both damaged", 2, func(t *testing.T, dir string) { damage(t, dir, "state"); damage(t, dir, "state.previous") }, "", "nor can the one before it"},
	} {
		dir := t.TempDir()
		f := saved(t, dir, row.saves)
		row.harm(t, dir)
		s, warning, err := f.Load()
		got := ""
		if s != nil {
			got = s.Command
		}
		told := warning
		if err != nil {
			told = err.Error()
		}
		if got != row.want || (err == nil) != (row.want != "") || !strings.Contains(told, row.complain) || (row.complain == "") != (told == "") {
			t.Errorf("%s: got %q, warning %q, error %v", row.why, got, warning, err)
		}
	}
}

func TestTwoRunsDoNotShareAFolder(t *testing.T) {
	dir := t.TempDir()
	f := saved(t, dir, 1)
	var busy *BusyError
	if other, err := Open(dir); !errors.As(err, &busy) || other != nil || busy.Process == "" {
		t.Fatalf("a second run got %v, %v", other, err)
	}
	if s, _, err := f.Load(); err != nil || s.Command != "I" {
		t.Errorf("the refused run has touched the checkpoint: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir) // the first has let go of it
}

func TestRemoveLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f := saved(t, dir, 2)
	if err := f.Remove(); err != nil {
		t.Fatal(err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 || Exists(dir) {
		t.Errorf("%v is left, error %v", entries, err)
	}
	if err := f.Close(); err != nil {
		t.Errorf("closing afterwards: %v", err)
	}
}

// TestAFailedSaveLeavesTheCheckpoint: a folder in the place of the new file stands for a
// disk that takes nothing more.
func TestAFailedSaveLeavesTheCheckpoint(t *testing.T) {
	dir := t.TempDir()
	f := saved(t, dir, 2)
	obstacle := filepath.Join(dir, "checkpoint", "state.new")
	if err := os.MkdirAll(filepath.Join(obstacle, "x"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(sample()); err == nil {
		t.Fatal("nothing hindered it")
	}
	if s, warning, err := f.Load(); err != nil || warning != "" || s.Command != "II" {
		t.Errorf("got %v, warning %q, error %v", s, warning, err)
	}
}

func TestAVanishedFolderIsMadeAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "results")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f := saved(t, dir, 1)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := f.Save(sample()); err != nil {
		t.Fatal(err)
	}
	nets, err := f.Networks()
	if err != nil || len(nets) != 1 {
		t.Errorf("%d networks, %v", len(nets), err)
	}
	if s, _, err := f.Load(); err != nil || s.Command != "run" {
		t.Errorf("got %v, %v", s, err)
	}
}
