package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/dustin/go-humanize"

	"noiseprune/network"
	"noiseprune/network/netio"
)

// readList is the row of an edge list with FlyWire's columns that becomes a sparse matrix. pandas writes
// the file, once.
func readList(o options, extension string, variants ...string) row {
	neurons, rows := 139_000, 15_000_000
	if o.quick {
		neurons, rows = 10_000, 500_000
	}
	t := task{Work: "read-list", Neurons: neurons, Rows: rows}
	t.File = filepath.Join(os.TempDir(), fmt.Sprintf("noiseprune-list-%d%s", rows, extension))
	made := t
	made.Work = "make-list"
	r := row{
		name: "read" + strings.ReplaceAll(extension, ".", "-"), task: t, amount: float64(rows), unit: "rows",
		title: fmt.Sprintf("%s rows of an edge list (%s) become a sparse matrix", humanize.Comma(int64(rows)), extension),
		first: []first{{script: "with_pandas", task: made}},
	}
	for _, v := range variants {
		r.peers = append(r.peers, peer{name: "pandas and SciPy, " + v, script: "with_pandas", target: 2, change: variant(v)})
	}
	return r
}

// timeReadList reads the list once.
func timeReadList(t task) (answer, error) {
	debug.FreeOSMemory()
	resetPeak()
	start := time.Now()
	m, err := netio.Read(t.File, network.Reading{}, netio.DefaultLimits())
	if err != nil {
		return answer{}, err
	}
	took := time.Since(start)
	sum := 0.0
	for i := range m.Weights.Order() {
		_, weights := m.Weights.Row(i)
		for _, w := range weights {
			sum += w
		}
	}
	found := map[string]float64{
		"neurons": float64(m.Weights.Order()), "connections": float64(m.Weights.Stored()), "sum": sum, "peak": peakMemory(),
	}
	return answer{Seconds: took.Seconds(), Variant: "netio.Read", Found: found}, nil
}

// resetPeak lets the largest resident size of this process begin anew, where the system can do it.
func resetPeak() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peakMemory returns the largest resident size in bytes; elsewhere than on Linux, what Go has taken.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		for line := range strings.Lines(string(status)) {
			if field, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				if kB, err := strconv.ParseFloat(strings.Fields(field)[0], 64); err == nil {
					return 1024 * kB
				}
			}
		}
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return float64(stats.Sys)
}
