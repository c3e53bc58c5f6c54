package workload

import (
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"noiseprune/internal/kernel"
)

// TestEveryShareIsDone: a share left out would make the time too short.
func TestEveryShareIsDone(t *testing.T) {
	var calls atomic.Int64
	count := func() { calls.Add(1) }
	Work{count, count, count}.Run(5)
	if got := calls.Load(); got != 15 {
		t.Errorf("3 shares, 5 times: %d calls", got)
	}
	calls.Store(0)
	Work{count, count, count}.Sequential().Run(5)
	if got := calls.Load(); got != 15 {
		t.Errorf("sequential: %d calls", got)
	}
}

// TestTimeIsThatOfOnce: sleeping has a known duration.
func TestTimeIsThatOfOnce(t *testing.T) {
	pause := 2 * time.Millisecond
	got := Work{func() { time.Sleep(pause) }, func() { time.Sleep(pause) }}.Time(40 * time.Millisecond)
	if got < pause || got > 5*pause {
		t.Errorf("two parallel sleeps of %v take %v", pause, got)
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

// TestAllWorkRuns: every kind of work runs without a panic, the states stay bounded, in both precisions.
func TestAllWorkRuns(t *testing.T) {
	net := RandomNetwork(60, 7)
	for name, work := range map[string]Work{
		"step":         Steps[float64](net, 9, 2),
		"step float32": Steps[float32](net, 9, 2),
		"product":      Products[float64](net.Weights(), kernel.Dense, 8, 2),
		"normals":      Normals(60, 9, 2),
		"dense":        DenseCovariance(60, 9, 2),
		"edges":        EdgeCovariance(net, 9, 2),
	} {
		if len(work) != 2 {
			t.Errorf("%s: %d shares for 2 workers", name, len(work))
		}
		work.Run(300)
	}
}
