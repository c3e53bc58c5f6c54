package sim

import "testing"

func TestOpenSamples(t *testing.T) {
	for _, row := range []struct {
		why    string
		stored int
		want   float64
	}{
		{"one synapse", 1, 10_000},
		{"C. elegans", 3_669, 10_000},
		{"the last with the most", 200_000, 10_000},
		{"twice as many weights, half the samples", 400_000, 5_000},
		{"a fly's brain", 3_700_000, 540},
		{"two significant digits", 2_345_678, 850},
		{"a hundred million", 100_000_000, 256},
	} {
		if got := openSamples(row.stored); got != row.want {
			t.Errorf("%s: %v samples, want %v", row.why, got, row.want)
		}
	}
}

func TestReplicaBlocks(t *testing.T) {
	b := replicaBlocks{replicas: 11, width: 3}
	if b.count() != 4 {
		t.Fatalf("%d blocks", b.count())
	}
	next := 0
	for block, width := range []int{3, 3, 3, 2, 3, 3, 3, 2, 3} {
		if b.firstReplica(block) != next || b.widthOf(block) != width {
			t.Errorf("block %d: %d replicas from %d on, want %d from %d", block, b.widthOf(block), b.firstReplica(block), width, next)
		}
		next += width
	}
	if got := b.within(2, 4); got != 3+2+3+3 {
		t.Errorf("blocks 2 to 5 have %d replicas", got)
	}
}
