package memory

import (
	"runtime"
	"testing"
	"testing/fstest"
)

func TestLimit(t *testing.T) {
	const meminfo = "MemTotal:       24684000 kB\nMemFree:        17000000 kB\nMemAvailable:   20000000 kB\n"
	const status = "Name:\tsimulate\nVmHWM:\t   20000 kB\nVmRSS:\t   10000 kB\n"
	const unlimited, available = "9223372036854771712", 20000000 * 1024.0
	for _, c := range []struct {
		reason string
		files  map[string]string
		want   float64
	}{
		{"no control groups", nil, available},
		{"version 2 without a limit", map[string]string{
			"proc/self/cgroup": "0::/user\n", "sys/fs/cgroup/user/memory.max": "max\n", "sys/fs/cgroup/user/memory.current": "5000\n",
		}, available},
		{"version 2, with pages that make room", map[string]string{
			"proc/self/cgroup": "0::/user/job\n", "sys/fs/cgroup/user/job/memory.max": "4000000000\n",
			"sys/fs/cgroup/user/job/memory.current": "1000000000\n", "sys/fs/cgroup/user/job/memory.stat": "anon 7\ninactive_file 500000000\n",
		}, 3.5e9},
		{"version 2, limited further up", map[string]string{
			"proc/self/cgroup": "0::/user/job\n", "sys/fs/cgroup/user/job/memory.max": "max\n", "sys/fs/cgroup/user/job/memory.current": "1\n",
			"sys/fs/cgroup/user/memory.max": "2000000000\n", "sys/fs/cgroup/user/memory.current": "500000000\n",
		}, 1.5e9},
		{"a container, whose own group is the root that it sees", map[string]string{
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
		{"nonsense", map[string]string{
			"proc/self/cgroup": "what\n0::/\n", "sys/fs/cgroup/memory.max": "much\n", "sys/fs/cgroup/memory.current": "\n",
		}, available},
	} {
		root := fstest.MapFS{"proc/meminfo": {Data: []byte(meminfo)}, "proc/self/status": {Data: []byte(status)}}
		for name, content := range c.files {
			root[name] = &fstest.MapFile{Data: []byte(content)}
		}
		const own = 10000 * 1024
		if got, known := limit(root); !known || got != c.want+own {
			t.Errorf("%s: got %v, %v, want %v beside its own", c.reason, got-own, known, c.want)
		}
	}
	if got, known := limit(fstest.MapFS{}); known {
		t.Errorf("on a system without /proc: got %v", got)
	}
}

func TestLimitOfThisProcess(t *testing.T) {
	got, known := Limit()
	if known != (runtime.GOOS == "linux" || runtime.GOOS == "android") {
		t.Errorf("known: %v on %s", known, runtime.GOOS)
	}
	if known && !(got > 1<<20 && got < 1<<50) {
		t.Errorf("this process may take %v bytes", got)
	}
}
