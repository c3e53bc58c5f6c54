package workload

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"noiseprune/internal/kernel"
)

// TestEveryShareIsDone: a piece left out would be a speed that is none.
func TestEveryShareIsDone(t *testing.T) {
	var calls atomic.Int64
	count := func() { calls.Add(1) }
	Team{count, count, count}.Run(5)
	if got := calls.Load(); got != 15 {
		t.Errorf("3 shares, 5 times: %d calls", got)
	}
	calls.Store(0)
	Team{count, count, count}.InTurn().Run(5)
	if got := calls.Load(); got != 15 {
		t.Errorf("in turn: %d calls", got)
	}
}

// TestTimeIsThatOfOnce: sleeping is work whose duration is known.
func TestTimeIsThatOfOnce(t *testing.T) {
	nap := 2 * time.Millisecond
	got := Team{func() { time.Sleep(nap) }, func() { time.Sleep(nap) }}.Time(40 * time.Millisecond)
	if got < nap || got > 5*nap {
		t.Errorf("two naps of %v side by side take %v", nap, got)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		why               string
		replicas, workers int
		want              []int
	}{
		{"even", 64, 2, []int{32, 32}},
		{"nearly even", 64, 3, []int{21, 21, 22}},
		{"more workers than replicas", 2, 5, []int{1, 1}},
		{"one", 7, 1, []int{7}},
	} {
		if got := Shares(c.replicas, c.workers); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.why, got, c.want)
		}
	}
}

// TestPiecesRun: every piece runs without a panic, the states stay bounded, in both precisions.
func TestPiecesRun(t *testing.T) {
	net := RandomNetwork(60, 7)
	for name, team := range map[string]Team{
		"step":         Steps[float64](net, 9, 2),
		"step float32": Steps[float32](net, 9, 2),
		"product":      Products[float64](net.Weights(), kernel.Dense, 8, 2),
		"normals":      Normals(60, 9, 2),
		"dense":        DenseCovariance(60, 9, 2),
		"edges":        EdgeCovariance(net, 9, 2),
	} {
		if len(team) != 2 {
			t.Errorf("%s: %d shares for 2 workers", name, len(team))
		}
		team.Run(300)
	}
}
