//go:build amd64 && !noasm

package noise

import "golang.org/x/sys/cpu"

// vectorQuartet writes what the vector unit can, a multiple of four replicas, and returns
// how many that are.
func (c *counter) vectorQuartet(row0, row1, row2, row3 []float64, firstReplica, q uint32) int {
	n := len(row0) &^ 3
	if n == 0 || !cpu.X86.HasAVX2 || !cpu.X86.HasFMA {
		return 0
	}
	quartetAVX2(&row0[0], &row1[:n][0], &row2[:n][0], &row3[:n][0], n, firstReplica, q, c.c2, c.c3, c.keys[0][0], c.keys[0][1])
	return n
}
