package integrator_test

import (
	"context"
	"fmt"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/noise"
)

// A recording loop of one's own: the activity of two coupled neurons in three replicas, every
// 50 steps.
func ExampleStepper() {
	weights, err := network.TwoNeurons{Forward: 0.8, Backward: 0.8}.Generate(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	net, err := network.New(network.Parts{Weights: weights, Leak: network.UniformLeak(2, 1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	const width = 3
	packed := integrator.Pack[float64](net, integrator.AutoKernel, width)
	stepper, err := integrator.New(integrator.EulerMaruyamaKind, net, packed, integrator.Drive{
		Strength: 1, StepSize: 0.01, Key: noise.Key{Seed: 1, Purpose: noise.Drive},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	block := integrator.NewBlock[float64](net.Neurons(), width, 0)
	for block.Step < 200 {
		if err := stepper.Advance(block); err != nil {
			fmt.Println(err)
			return
		}
		if block.Step%50 == 0 {
			x0, x1 := block.State[:width], block.State[width:]
			fmt.Printf("t = %.1f: x₀ = %5.2f, x₁ = %5.2f\n", float64(block.Step)*0.01, x0, x1)
		}
	}
	// Output:
	// t = 0.5: x₀ = [ 0.01 -0.28  0.17], x₁ = [-1.08 -0.09 -0.23]
	// t = 1.0: x₀ = [-0.64  0.35 -0.04], x₁ = [-1.09 -0.16 -0.69]
	// t = 1.5: x₀ = [-0.85 -0.41 -0.38], x₁ = [-0.52  0.83 -1.06]
	// t = 2.0: x₀ = [-1.09 -0.17 -0.27], x₁ = [-0.58 -0.31 -0.23]
}

// A cycle of three steps, after which samples of the stationary activity are nearly independent.
func ExamplePlanCycle() {
	weights, err := network.TwoNeurons{Forward: 0.8, Backward: 0.8}.Generate(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	net, err := network.New(network.Parts{Weights: weights, Leak: network.UniformLeak(2, 1)})
	if err != nil {
		fmt.Println(err)
		return
	}
	cycle, err := integrator.PlanCycle(net, 3, integrator.DefaultResidual)
	if err != nil {
		fmt.Println(err)
		return
	}
	const width = 4000
	inverses, err := integrator.Invert(context.Background(), net, cycle, integrator.Float64, 1, func() {})
	if err != nil {
		fmt.Println(err)
		return
	}
	packed := integrator.Pack[float64](net, integrator.AutoKernel, width).With(inverses)
	stepper, err := integrator.New(integrator.TrapezoidKind, net, packed, integrator.Drive{
		Strength: 1, StepSize: integrator.MeanStep(cycle), Cycle: cycle, Key: noise.Key{Seed: 1, Purpose: noise.Drive},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	block := integrator.NewBlock[float64](net.Neurons(), width, 0)
	for range 6 * len(cycle) {
		if err := stepper.Advance(block); err != nil {
			fmt.Println(err)
			return
		}
	}
	variance := 0.0
	for _, x := range block.State[:width] {
		variance += x * x / width
	}
	for _, step := range cycle {
		fmt.Printf("h = %.2f, solved by %v\n", step.Size, step.Solve)
	}
	fmt.Printf("variance %.1f, by −A⁻¹/2 %.1f\n", variance, 0.5/(1-0.8*0.8))
	// Output:
	// h = 6.93, solved by inverse
	// h = 3.33, solved by inverse
	// h = 1.60, solved by inverse
	// variance 1.4, by −A⁻¹/2 1.4
}
