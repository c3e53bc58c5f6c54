package netio

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"noiseprune/network"
)

// TestSignFile gives the weights of an edge list the signs of their presynaptic neurons.
func TestSignFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"net.csv":    "pre,post,syn_count,nt_type\n7,8,2,ACH\n8,9,3,ACH\n9,7,5,ACH\n",
		"signed.csv": "pre,post,weight\n7,8,-2\n",
		"signs.csv":  "root_id,nt_type\n9,ACH\n8,GABA\n7,DA\n6,GLUT\n",
	} {
		if err := os.WriteFile(filepath.Clean(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := Read("net.csv", network.Reading{
		Signs: network.SignFile("signs.csv"), Transmitters: []network.Transmitter{{Name: "da", Negative: true}},
	}, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := []network.Entry{{Target: 0, Source: 2, Weight: 5}, {Target: 1, Source: 0, Weight: -2}, {Target: 2, Source: 1, Weight: -3}}
	if !slices.Equal(m.Weights.Entries(), want) {
		t.Errorf("got %v, want %v", m.Weights.Entries(), want)
	}
	notes := []string{"from pre onto post, weight syn_count", "not read: nt_type", "signs from signs.csv: 2 of 3 neurons inhibitory"}
	if len(m.Notes) < len(notes) || !slices.Equal(m.Notes[:len(notes)], notes) {
		t.Errorf("notes %q", m.Notes)
	}
	_, err = Read("signed.csv", network.Reading{Signs: network.SignFile("signs.csv")}, DefaultLimits())
	const wrong = `signed.csv: the weight from "7" onto "8" is -2, so the weights have signs already; `
	if err == nil || !strings.HasPrefix(err.Error(), wrong) {
		t.Errorf("got %v, want %s…", err, wrong)
	}
}
