package main

import "math"

// growth is how our cost grows with one of the sizes.
type growth struct {
	name, title string
	sizes       []int
	task        func(size int) task
	turns       int
}

// grown is what it was.
type grown struct {
	growth
	seconds []float64
	failed  error
}

func growths(o order, cores int) []growth {
	step := func(neurons, degree, replicas int) task {
		return task{
			Work: "step", Neurons: neurons, Degree: degree, Replicas: replicas, Precision: "float64", Workers: cores, Seconds: o.seconds() / 2,
		}
	}
	return []growth{
		{"growth-neurons", "dense step against neurons, 64 replicas", []int{512, 1024, 2048, 4096}, func(n int) task { return step(n, 0, replicas) }, 3},
		{"growth-edges", "sparse step against synapses a neuron, N = 10⁴, 64 replicas", []int{25, 50, 100, 200}, func(d int) task { return step(10_000, d, replicas) }, 3},
		{"growth-sparse-neurons", "sparse step against neurons, 100 synapses each, 64 replicas", []int{2500, 5000, 10_000, 20_000}, func(n int) task { return step(n, 100, replicas) }, 3},
		{"growth-replicas", "dense step against replicas, N = 2,000", []int{32, 64, 128, 256}, func(r int) task { return step(2000, 0, r) }, 3},
		{"growth-samples", "covariance run against effective samples, N = 300 clustered", []int{5000, 10_000, 20_000, 40_000}, func(s int) task {
			return task{Work: "samples", Sizes: []int{150, 30, 120}, Long: 250, Samples: float64(s), Replicas: 128, Workers: cores}
		}, 3},
	}
}

// grow measures one growth.
func (c *crew) grow(g growth) grown {
	found := grown{growth: g}
	for _, size := range g.sizes {
		var turns []answer
		for range g.turns {
			a, err := c.ask(ours, g.task(size))
			if err != nil {
				found.failed = err
				return found
			}
			turns = append(turns, a)
		}
		found.seconds = append(found.seconds, seconds(turns))
		c.say("%s: %d %s", g.name, size, duration(seconds(turns)))
	}
	return found
}

// exponent is the slope of the logarithm of the cost against that of the size, by least
// squares.
func (g grown) exponent() float64 { return slope(g.sizes, g.seconds) }

func slope(sizes []int, costs []float64) float64 {
	var meanX, meanY, xy, xx float64
	n := float64(len(sizes))
	for k, size := range sizes {
		meanX += math.Log(float64(size)) / n
		meanY += math.Log(costs[k]) / n
	}
	for k, size := range sizes {
		x, y := math.Log(float64(size))-meanX, math.Log(costs[k])-meanY
		xy += x * y
		xx += x * x
	}
	return xy / xx
}
