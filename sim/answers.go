package sim

import (
	"context"
	"sync"

	"noiseprune/compare"
	"noiseprune/integrator"
	"noiseprune/internal/resume"
	"noiseprune/network"
	"noiseprune/noise"
)

// answersPhase is the name of the phase in which answers to constant inputs are found by products.
const answersPhase = "answers to inputs"

// answersInputs reports whether that is done.
func (r *run) answersInputs() bool { return r.measured != nil && r.spec.answersInputs(sizeOf(r.net)) }

// answersInputs reports whether answers to inputs are sought by products where no exact ones are: of a linear network which
// white noise drives.
func (s Spec) answersInputs(size ProblemSize) bool {
	return s.Compare.Runs > 0 && !size.Rectified && s.Noise.Strength > 0 && s.Noise.Placement != integrator.OrnsteinUhlenbeck
}

// answerInputs finds the answers of the original and of the first networks pruned by each rule to constant inputs into chosen
// neurons, of random signs into all, and along the slow modes, if they are given.
func answerInputs(r *run, slow *compare.SlowModes) error {
	if !r.answersInputs() {
		return nil
	}
	rules := r.result.Data.Rules
	r.opt.Progress.Phase(answersPhase, int64(len(rules)))
	runner, threads := r.examining(len(rules))
	original := sync.OnceValues(func() (*solvedInputs, error) { return r.solveInputs(r.ctx, r.net, threads) })
	return resume.Each(r.ctx, runner, resume.Tasks[answersFound]{
		Name: "answers", Count: len(rules),
		Do: func(ctx context.Context, task int, _ *resume.Checkpoint) (answersFound, error) {
			before, err := original()
			if err != nil {
				return answersFound{}, err
			}
			after, err := r.solveInputs(ctx, rules[task].Pruned, threads)
			if err != nil {
				return answersFound{}, err
			}
			return newAnswersFound(prunedName(rules[task].Name), before, after, slow), nil
		},
		Encode: answersFound.encode, Decode: decodeAnswersFound,
	}, func(task int, found answersFound) {
		if rules[task].answers = &found; found.reason != "" {
			r.result.noteOnce("no answers to inputs, nor autocorrelation times: " + found.reason)
		}
	})
}

// solvedInputs are the answers of one network.
type solvedInputs struct {
	solver  *compare.Solver
	units   []solvedBlockOfInputs
	squares []float64 // of the chosen neurons' answers to random inputs, as in compare.RandomAnswers
	reason  string    // why there are none; otherwise empty
}

// solvedBlockOfInputs are answers side by side.
type solvedBlockOfInputs struct {
	answers []float64
	width   int
}

// solveInputs finds the answers of one network. It returns the context's error only.
func (r *run) solveInputs(ctx context.Context, net *network.Network, threads int) (*solvedInputs, error) {
	solver, err := compare.NewSolver(net, threads)
	if err != nil {
		return &solvedInputs{reason: err.Error()}, nil //nolint:nilerr // that there are no answers is what was found
	}
	s := &solvedInputs{solver: solver}
	n := net.Neurons()
	for first := 0; first < len(r.measured.inputs) && s.reason == ""; first += compare.SolverWidth {
		into := r.measured.inputs[first:min(first+compare.SolverWidth, len(r.measured.inputs))]
		inputs := make([]float64, n*len(into))
		for c, i := range into {
			inputs[i*len(into)+c] = 1
		}
		answers := s.solve(inputs, len(into))
		s.units = append(s.units, solvedBlockOfInputs{answers, len(into)})
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	s.squares = make([]float64, len(r.measured.Neurons)*probesOf(n))
	key, signs := noise.Key{Seed: r.spec.Seed, Purpose: noise.Measure}, make([]float64, n*compare.SolverWidth)
	for first := 0; first < probesOf(n) && s.reason == ""; first += compare.SolverWidth {
		key.FillRademacher(signs, 0, 0, n, first, compare.SolverWidth)
		s.addSquares(r.measured.Neurons, s.solve(signs, compare.SolverWidth), first, probesOf(n))
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return s, nil
}

// solve returns answers, or nil where there are none, and keeps the reason.
func (s *solvedInputs) solve(inputs []float64, width int) []float64 {
	answers, err := s.solver.Solve(inputs, width)
	if err != nil {
		s.reason = err.Error()
		return nil
	}
	return answers
}

// addSquares fills the squares of the answers of the chosen neurons to some of so many random inputs, from the first on.
func (s *solvedInputs) addSquares(neurons []int, answers []float64, first, probes int) {
	if answers == nil {
		return
	}
	for q, i := range neurons {
		for c, y := range answers[i*compare.SolverWidth:][:compare.SolverWidth] {
			s.squares[q*probes+first+c] = float64(y * y)
		}
	}
}
