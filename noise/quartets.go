package noise

//go:generate go -C ../internal/_generate run ./noise -out ../../noise/quartets_amd64.s -stubs ../../noise/quartets_amd64.go -pkg noise

// writeQuartets writes the normals of complete blocks, those of the neurons 4q to
// 4(q+quartets)−1, neuron 4q+i to dst[i*width:]. A vector unit, where there is one, gives
// the same bits as portableQuartets.
func writeQuartets[T Float](c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	if u := fastest(); u != 0 {
		vectorQuartets(u, c, dst, q, quartets, firstReplica, width)
	} else {
		portableQuartets(c, dst, q, quartets, firstReplica, width)
	}
}

// portableQuartets is the specification.
func portableQuartets[T Float](c *counter, dst []T, q uint32, quartets int, firstReplica uint32, width int) {
	var low, high [strip]uint64
	var rows [4][strip]float64
	for i := range quartets {
		for done := 0; done < width; done += strip {
			n := min(strip, width-done)
			c.words(low[:n], high[:n], firstReplica+uint32(done), q+uint32(i))
			transform(rows[0][:n], rows[1][:n], low[:n])
			transform(rows[2][:n], rows[3][:n], high[:n])
			for k := range rows {
				row := dst[(4*i+k)*width+done:][:n]
				for r, z := range rows[k][:n] {
					row[r] = T(z)
				}
			}
		}
	}
}
