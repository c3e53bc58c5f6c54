package sim_test

import (
	"fmt"
	"os"
	"path/filepath"

	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/network/netio"
	"noiseprune/noise"
	"noiseprune/recording"
	"noiseprune/timeseries"
)

// The loop of simulate record, in the hands of a program: a stepper advances a network, package recording keeps the frames, and package
// timeseries estimates from them on the way. Memory does not grow with the duration. The exact values are 0.559 and 0.566.
func Example_record() {
	folder, err := os.MkdirTemp("", "record")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = os.RemoveAll(folder) }()
	if err := recordRing(filepath.Join(folder, "frames.npy")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 2000 frames of 10 neurons
	// variance of neuron 0: 0.560 ± 0.032, after one time unit 0.595 of it are left
}

// recordRing records a ring of ten neurons under noise of strength 1 for 1000 time units, in steps of 0.05, of which every tenth
// is a frame.
func recordRing(path string) error {
	const h, every, frames = 0.05, 10, 2000
	loaded, err := netio.Load(network.Definition{Source: "ring:n=10"}, 1, netio.DefaultLimits())
	if err != nil {
		return err
	}
	net := loaded.Network
	stepper, err := integrator.New(integrator.ExponentialKind, net, integrator.Pack[float64](net, integrator.AutoKernel, 1),
		integrator.Drive{Strength: 1, StepSize: h, Key: noise.Key{Seed: 1, Purpose: noise.Trajectory}})
	if err != nil {
		return err
	}
	w, err := recording.Create(path, net.Neurons(), recording.Float64)
	if err != nil {
		return err
	}
	lagged := timeseries.NewLagged(make([]float64, net.Neurons()), 2, 32, nil) // up to a lag of two frames
	state := integrator.NewBlock[float64](net.Neurons(), 1, 0)                 // at rest
	for step := range every * frames {
		if step%every == 0 {
			if err := w.Append(state.State); err != nil {
				return err
			}
			lagged.Add(state.State)
		}
		if err := stepper.Advance(state); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	e := lagged.Estimate()
	fmt.Println(w.Frames(), "frames of", net.Neurons(), "neurons")
	fmt.Printf("variance of neuron 0: %.3f ± %.3f, after one time unit %.3f of it are left\n", e.Auto[0][0], e.AutoErrors[0][0],
		e.Auto[0][2]/e.Auto[0][0])
	return nil
}
