package noise

//go:generate go run ./asm -out quartet_amd64.s -stubs quartet_amd64.go -pkg noise

// quartet writes the normals of the four neurons of block q for len(row0) replicas from
// firstReplica on: as many as possible by the vector unit, which repeats portableQuartet
// bit for bit.
func (c *counter) quartet(row0, row1, row2, row3 []float64, firstReplica, q uint32) {
	done := c.vectorQuartet(row0, row1, row2, row3, firstReplica, q)
	c.portableQuartet(row0[done:], row1[done:], row2[done:], row3[done:], firstReplica+uint32(done), q)
}

// portableQuartet is the specification. There are at most lanes replicas.
func (c *counter) portableQuartet(row0, row1, row2, row3 []float64, firstReplica, q uint32) {
	if len(row0) == 0 {
		return
	}
	var low, high [lanes]uint64
	n := len(row0)
	c.words(low[:n], high[:n], firstReplica, q)
	transform(row0, row1, low[:n])
	transform(row2, row3, high[:n])
}
