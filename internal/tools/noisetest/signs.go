package main

import (
	"context"
	"fmt"
	"math"

	"noiseprune/noise"
)

const (
	signNeurons  = 512 // four blocks of signs
	signReplicas = 64
)

// signBalance draws random signs and returns how balanced they are: all together, for
// each neuron, which has its own bit in the blocks, and the products of neighbours.
func signBalance(ctx context.Context, f fill, key noise.Key, steps int) (drawn float64, all []statistic, err error) {
	const rectangle = signNeurons * signReplicas
	now, before := make([]float64, rectangle), make([]float64, rectangle)
	sums := make([]float64, signNeurons)
	var agreeSteps, agreeNeurons, agreeReplicas float64
	for t := range steps {
		if ctx.Err() != nil {
			return 0, nil, ctx.Err()
		}
		f(key, now, uint64(t), 0, signNeurons, 0, signReplicas)
		for i := range sums {
			row := now[i*signReplicas:][:signReplicas]
			for r, v := range row {
				sums[i] += v
				agreeSteps += v * before[i*signReplicas+r]
				agreeReplicas += v * row[(r+1)%signReplicas]
				if i > 0 {
					agreeNeurons += v * now[(i-1)*signReplicas+r]
				}
			}
		}
		now, before = before, now
	}
	n := float64(steps)
	total, squares := 0.0, 0.0
	perNeuron := n * signReplicas
	scores := make([]float64, 0, signNeurons)
	for _, s := range sums {
		total += s
		squares += s * s / perNeuron
		scores = append(scores, s/math.Sqrt(perNeuron))
	}
	all = []statistic{
		score("balance", total, n*rectangle),
		{"balance of the neurons, χ²", chiSquaredTail(squares, signNeurons), fmt.Sprintf("χ² = %.1f of %d", squares, signNeurons)},
		largestScore("balance of the neurons, largest", scores, normalLaw{}),
		score("agreement of consecutive steps", agreeSteps, (n-1)*rectangle),
		score("agreement of consecutive neurons", agreeNeurons, n*(signNeurons-1)*signReplicas),
		score("agreement of consecutive replicas", agreeReplicas, n*rectangle),
	}
	return n * rectangle, all, nil
}

// score tests a sum of that many values of mean 0 and variance 1.
func score(name string, sum, count float64) statistic {
	z := sum / math.Sqrt(count)
	return statistic{name, upperTail(z), fmt.Sprintf("%+.2f standard errors", z)}
}
