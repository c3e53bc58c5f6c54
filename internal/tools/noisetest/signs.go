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

// signSums are sums of random signs, and of products of neighbouring signs.
type signSums struct {
	neurons                              []float64 // sums of the signs of each neuron, which has its own bit in the blocks
	stepPairs, neuronPairs, replicaPairs float64   // sums of products of consecutive steps, neurons and replicas
}

// add adds the signs of a step, given those of the step before.
func (s *signSums) add(now, before []float64) {
	for i := range s.neurons {
		row := now[i*signReplicas:][:signReplicas]
		for r, v := range row {
			s.neurons[i] += v
			s.stepPairs += v * before[i*signReplicas+r]
			s.replicaPairs += v * row[(r+1)%signReplicas]
			if i > 0 {
				s.neuronPairs += v * now[(i-1)*signReplicas+r]
			}
		}
	}
}

// signBalance draws random signs and tests their balance, in total and for each neuron, and the
// products of neighbours.
func signBalance(ctx context.Context, f fill, key noise.Key, steps int) (drawn float64, all []statistic, err error) {
	const rectangle = signNeurons * signReplicas
	now, before := make([]float64, rectangle), make([]float64, rectangle)
	sums := signSums{neurons: make([]float64, signNeurons)}
	for t := range steps {
		if ctx.Err() != nil {
			return 0, nil, ctx.Err()
		}
		f(key, now, uint64(t), 0, signNeurons, 0, signReplicas)
		sums.add(now, before)
		now, before = before, now
	}
	return float64(steps) * rectangle, sums.statistics(float64(steps)), nil
}

// statistics returns the statistics after n steps.
func (s *signSums) statistics(n float64) []statistic {
	const rectangle = signNeurons * signReplicas
	total, squares := 0.0, 0.0
	perNeuron := n * signReplicas
	scores := make([]float64, 0, signNeurons)
	for _, sum := range s.neurons {
		total += sum
		squares += sum * sum / perNeuron
		scores = append(scores, sum/math.Sqrt(perNeuron))
	}
	detail := fmt.Sprintf("χ² = %.1f of %d", squares, signNeurons)
	return []statistic{
		score("balance", total, n*rectangle),
		{"balance of the neurons, χ²", chiSquaredTail(squares, signNeurons), detail},
		largestScore("balance of the neurons, largest", scores, normalLaw{}),
		score("agreement of consecutive steps", s.stepPairs, (n-1)*rectangle),
		score("agreement of consecutive neurons", s.neuronPairs, n*(signNeurons-1)*signReplicas),
		score("agreement of consecutive replicas", s.replicaPairs, n*rectangle),
	}
}

// score tests a sum of that many values of mean 0 and variance 1.
func score(name string, sum, count float64) statistic {
	z := sum / math.Sqrt(count)
	return statistic{name, upperTail(z), fmt.Sprintf("%+.2f standard errors", z)}
}
