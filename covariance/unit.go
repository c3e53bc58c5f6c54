package covariance

// A unit is what adds up: a vector unit of the processor, or plain Go. Each function of
// it equals the portable one bit for bit.
type unit struct {
	name         string
	side         int // of the square tiles of addProducts
	addDistances func(sums []float64, edges []uint32, rows []float64, target, stride int)
	addMoments   func(first, second, rows []float64, stride int)
	addProducts  func(tiles, a, b []float64, count, depth, stride int)
	addReplicas  func(first, second, target, source []float64, meanTarget, meanSource, sign float64) // of whole lanes
}

func portable() unit {
	return unit{
		name: "portable", side: portableSide,
		addDistances: addDistances, addMoments: addMoments, addProducts: addProducts, addReplicas: addReplicas,
	}
}
