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
		k := 0
		for _, block := range l.blocks() {
			for _, item := range block {
				if item != k {
					t.Fatalf("item %d of all is %d", k, item)
				}
				k++
			}
		}
		if k != n {
			t.Errorf("the blocks have %d items, want %d", k, n)
		}
	}
}
