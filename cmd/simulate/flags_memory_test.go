package main

import "testing"

func TestMemoryLimit(t *testing.T) {
	for _, c := range []struct {
		text string
		want float64 // 0 where it is refused
	}{
		{"4GB", 4e9}, {"4 GB", 0}, {"1.5GiB", 1.5 * (1 << 30)}, {"800mb", 8e8}, {"1e9B", 1e9}, {"64KiB", 1 << 16}, {"2TB", 2e12},
		{"4", 0}, {"GB", 0}, {"", 0}, {"-1GB", 0}, {"0MB", 0}, {"infGB", 0}, {"nanGB", 0}, {"1e300TB", 0}, {"4GBGB", 0}, {"4XB", 0},
	} {
		var m memoryLimit
		if err := m.Set(c.text); (err != nil) != (c.want == 0) || float64(m) != c.want {
			t.Errorf("%q: got %v, %v, want %v", c.text, float64(m), err, c.want)
		}
	}
	m := memoryLimit(5)
	if err := m.Set("auto"); err != nil || m != 0 || m.String() != "auto" {
		t.Errorf("auto: %v, %v", m, err)
	}
}
