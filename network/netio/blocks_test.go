package netio

import "testing"

// TestBlockList adds numbers over the ends of blocks.
func TestBlockList(t *testing.T) {
	for _, n := range []int{0, 1, blockItems, blockItems + 1, 2*blockItems + 7} {
		var l blockList[int]
		for k := range n {
			l.add(k)
		}
		if l.len() != n {
			t.Errorf("%d items, want %d", l.len(), n)
		}
		for k := range n {
			if l.at(k) != k {
				t.Fatalf("item %d is %d", k, l.at(k))
			}
		}
		for k, item := range l.take() {
			if item != k {
				t.Fatalf("item %d of all is %d", k, item)
			}
		}
		if l.len() != 0 {
			t.Errorf("%d items are left", l.len())
		}
	}
}
