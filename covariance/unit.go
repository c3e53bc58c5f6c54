package covariance

// A unit holds the innermost loops, for a vector unit of the processor or in plain Go. Each
// function returns the same bits as the portable one.
type unit struct {
	name         string
	side         int // side of the square tiles of addProducts
	addDistances func(sums []float64, edges []uint32, rows []float64, target, stride int)
	addMoments   func(first, second, rows []float64, stride int)
	addProducts  func(tiles, a, b []float64, count, depth, stride int)
}

func portable() unit {
	return unit{
		name: "portable", side: portableSide,
		addDistances: addDistances, addMoments: addMoments, addProducts: addProducts,
	}
}
