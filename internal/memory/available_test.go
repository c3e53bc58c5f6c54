package memory

import (
	"runtime"
	"testing"
	"testing/fstest"
)

func TestAvailable(t *testing.T) {
	const meminfo = "MemTotal:       24684000 kB\nMemFree:        17000000 kB\nMemAvailable:   20000000 kB\n"
	const status = "Name:\tsimulate\nVmHWM:\t   20000 kB\nVmRSS:\t   10000 kB\n"
	const unlimited, memAvailable = "9223372036854771712", 20000000 * 1024.0
	for _, c := range []struct {
		reason string
		files  map[string]string
		want   float64
	}{
		{"no control groups", nil, memAvailable},
		{"version 2 without a limit", map[string]string{
			"proc/self/cgroup": "0::/user\n", "sys/fs/cgroup/user/memory.max": "max\n", "sys/fs/cgroup/user/memory.current": "5000\n",
		}, memAvailable},
		{"version 2, with reclaimable pages", map[string]string{
			"proc/self/cgroup": "0::/user/job\n", "sys/fs/cgroup/user/job/memory.max": "4000000000\n",
			"sys/fs/cgroup/user/job/memory.current": "1000000000\n", "sys/fs/cgroup/user/job/memory.stat": "anon 7\ninactive_file 500000000\n",
		}, 3.5e9},
		{"version 2, limited by an ancestor", map[string]string{
			"proc/self/cgroup": "0::/user/job\n", "sys/fs/cgroup/user/job/memory.max": "max\n", "sys/fs/cgroup/user/job/memory.current": "1\n",
			"sys/fs/cgroup/user/memory.max": "2000000000\n", "sys/fs/cgroup/user/memory.current": "500000000\n",
		}, 1.5e9},
		{"a container, whose group is mounted as the root", map[string]string{
			"proc/self/cgroup": "0::/../../docker/abc\n", "sys/fs/cgroup/memory.max": "1000000000\n", "sys/fs/cgroup/memory.current": "200000000\n",
		}, 0.8e9},
		{"version 1", map[string]string{
			"proc/self/cgroup": "4:cpu,cpuacct:/a\n3:memory:/job\n0::/\n",
			"sys/fs/cgroup/memory/job/memory.limit_in_bytes":      "3000000000\n",
			"sys/fs/cgroup/memory/job/memory.usage_in_bytes":      "1000000000\n",
			"sys/fs/cgroup/memory/job/memory.stat":                "cache 1\ntotal_inactive_file 1000000\n",
			"sys/fs/cgroup/memory/memory.limit_in_bytes":          unlimited + "\n",
			"sys/fs/cgroup/memory/memory.usage_in_bytes":          "5000000000\n",
			"sys/fs/cgroup/cpu,cpuacct/a/memory.limit_in_bytes":   "1\n",
			"sys/fs/cgroup/cpu,cpuacct/a/memory.usage_in_bytes":   "1\n",
			"sys/fs/cgroup/memory/other/memory.limit_in_bytes":    "1\n",
			"sys/fs/cgroup/memory/other/job/memory.usage_in_byte": "1\n",
		}, 2.001e9},
		{"a group that is over its limit", map[string]string{
			"proc/self/cgroup": "0::/\n", "sys/fs/cgroup/memory.max": "1000\n", "sys/fs/cgroup/memory.current": "2000\n",
		}, 0},
		{"files that cannot be parsed", map[string]string{
			"proc/self/cgroup": "what\n0::/\n", "sys/fs/cgroup/memory.max": "much\n", "sys/fs/cgroup/memory.current": "\n",
		}, memAvailable},
	} {
		root := fstest.MapFS{"proc/meminfo": {Data: []byte(meminfo)}, "proc/self/status": {Data: []byte(status)}}
		for name, content := range c.files {
			root[name] = &fstest.MapFile{Data: []byte(content)}
		}
		const resident = 10000 * 1024
		if got, known := available(root); !known || got != c.want+resident {
			t.Errorf("%s: got %v, %v, want %v beside its resident memory", c.reason, got-resident, known, c.want)
		}
	}
	if got, known := available(fstest.MapFS{}); known {
		t.Errorf("on a system without /proc: got %v", got)
	}
}

func TestAvailableToThisProcess(t *testing.T) {
	got, known := Available()
	if known != (runtime.GOOS == "linux" || runtime.GOOS == "android") {
		t.Errorf("known: %v on %s", known, runtime.GOOS)
	}
	if known && !(got > 1<<20 && got < 1<<50) {
		t.Errorf("this process may take %v bytes", got)
	}
}
