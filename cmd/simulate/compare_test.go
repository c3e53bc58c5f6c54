package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// compareFiles writes networks of the same neurons, in two orders of which the second is that of a
// pruned network, and returns their folder.
func compareFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"original.csv":  "source,target,weight\na,b,1\nb,a,2\nb,c,1\nc,a,0.5\nc,b,1.5\n",
		"same.csv":      "source,target,weight\na,b,1\nb,a,2\nc,b,2\n",
		"reordered.csv": "source,target,weight\nc,b,2\nb,a,2\na,b,1\n",
		"others.csv":    "source,target,weight\na,b,1\nb,d,2\n",
		"leak.csv":      "neuron,value\nc,4\na,3\nb,5\n",
		"bare.mtx":      "%%MatrixMarket matrix coordinate real general\n3 3 3\n2 1 1\n1 2 2\n2 3 2\n",
		"diagonal.mtx":  "%%MatrixMarket matrix coordinate real general\n3 3 5\n2 1 1\n1 2 2\n1 1 -3\n2 2 -2\n3 3 -1\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestComparedByLabel: a network in another order gives what it gives in the order of the first, also
// where the comparison is resumed.
func TestComparedByLabel(t *testing.T) {
	t.Chdir(compareFiles(t))
	compare := func(out, second string, flags ...string) (code int, stderr string) {
		args := append([]string{"compare", "original.csv", second, "--out", out, "--lapack", "gonum"}, flags...)
		code, _, stderr = command(t.Context(), t, args...)
		return code, stderr
	}
	for _, flags := range [][]string{nil, {"--leak", "leak.csv", "--input", "leak.csv"}, {"--leak", "4", "--symmetrize", "mean"}} {
		same, reordered := t.TempDir(), t.TempDir()
		if code, stderr := compare(same, "same.csv", flags...); code != 0 || strings.Contains(stderr, "another order") {
			t.Fatalf("%v: code %d, %q", flags, code, stderr)
		}
		obstacle := filepath.Join(reordered, "report.html", "x")
		if err := os.MkdirAll(obstacle, 0o755); err != nil {
			t.Fatal(err)
		}
		code, stderr := compare(reordered, "reordered.csv", flags...)
		const want = "reordered.csv: the neurons have another order than those of the first network; they are matched by label\n"
		if code != 1 || !strings.Contains(stderr, want) {
			t.Fatalf("%v: code %d, %q", flags, code, stderr)
		}
		if err := os.RemoveAll(filepath.Dir(obstacle)); err != nil {
			t.Fatal(err)
		}
		if code, _, stderr := command(t.Context(), t, "resume", reordered); code != 0 || holdsCheckpoint(reordered) {
			t.Fatalf("%v: code %d, %q", flags, code, stderr)
		}
		if files(t, reordered) != files(t, same) {
			t.Errorf("%v: the order of the second file changes the results", flags)
		}
	}
}

// TestWhatIsComparedIsTold: what of the second network does not follow from its file alone is told, a
// line each; --quiet prints no such line.
func TestWhatIsComparedIsTold(t *testing.T) {
	t.Chdir(compareFiles(t))
	for _, row := range []struct {
		why    string
		args   []string
		code   int
		notes  []string // on standard error, in their order
		absent string
	}{
		{"the same labels", []string{"original.csv", "same.csv"}, 0,
			[]string{"same.csv: the second network gets the leak of the first: dominant:0.2\n"}, "matched"},
		{"a leak for both", []string{"original.csv", "same.csv", "--leak", "3"}, 0, nil, "leak of the first"},
		{"another order", []string{"original.csv", "reordered.csv"}, 0, []string{"matched by label\n", "leak of the first: dominant:0.2\n"}, ""},
		{"only the first has labels", []string{"original.csv", "bare.mtx"}, 0,
			[]string{"bare.mtx: only the first network has labels, so neurons are matched by position\n"}, ""},
		{"only the second has labels", []string{"bare.mtx", "original.csv"}, 0,
			[]string{"original.csv: only the second network has labels, so neurons are matched by position\n"}, ""},
		{"a diagonal of its own, as a run writes it", []string{"bare.mtx", "diagonal.mtx"}, 0, nil, "leak"},
		{"only the first has a diagonal", []string{"diagonal.mtx", "bare.mtx"}, 0,
			[]string{"bare.mtx: the first network has its leak on the diagonal, and this one has none there; it gets the leak dominant:0.16"}, ""},
		{"other labels", []string{"original.csv", "others.csv"}, 2,
			[]string{`simulate: others.csv: the networks do not have the same neurons: "c" is only in the first, "d" is only in the second;`},
			"memory"},
	} {
		code, _, stderr := command(t.Context(), t, append([]string{"compare", "--lapack", "gonum"}, row.args...)...)
		rest := stderr
		for _, note := range row.notes {
			_, behind, found := strings.Cut(rest, note)
			if !found {
				t.Errorf("%s: no %q in %q", row.why, note, stderr)
			}
			rest = behind
		}
		if code != row.code || (row.absent != "" && strings.Contains(stderr, row.absent)) {
			t.Errorf("%s: code %d, %q", row.why, code, stderr)
		}
		code, _, stderr = command(t.Context(), t, append([]string{"compare", "--quiet", "--lapack", "gonum"}, row.args...)...)
		if code != row.code || (code == 0 && stderr != "") {
			t.Errorf("%s, quiet: code %d, %q", row.why, code, stderr)
		}
	}
}
