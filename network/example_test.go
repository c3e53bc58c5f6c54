package network_test

import (
	"fmt"

	"golang.org/x/exp/rand"

	"noiseprune/network"
)

func ExampleParseGenerator() {
	generator, err := network.ParseGenerator("clustered:sizes=60/2x20,long=50")
	if err != nil {
		fmt.Println(err)
		return
	}
	weights, err := generator.Generate(rand.NewSource(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(generator)
	fmt.Println(weights.Order(), "neurons")
	// Output:
	// clustered:sizes=60/2x20,density=0.6,long=50,symmetric=true,normalize=false
	// 100 neurons
}

func ExampleParseGenerator_error() {
	_, err := network.ParseGenerator("path:n=100,wieght=2")
	fmt.Println(err)
	// Output:
	// generator path has no parameter "wieght"; it has n or weight
}

func ExampleGenerators() {
	for _, help := range network.Generators() {
		fmt.Printf("%-10s %s\n%10s %s\n%10s %s\n", help.Name, help.Summary, "", help.Parameters, "", help.Example)
	}
	// Output:
	// clustered  the paper's clusters with long-range links between them
	//            sizes=neurons of each cluster, as 1000/200/800 or 9000/10x100; density=share of connected pairs within a cluster [0.6]; long=number of long-range pairs (the paper's code: 2500); symmetric=true or false [true]; normalize=true divides by 1.1 × the largest eigenvalue [false]
	//            clustered:sizes=100/20/80,long=250
	// connectome heavy-tailed degrees and weights, modules, and Dale's law, like FlyWire's brain
	//            n=neurons; synapses=exact number of synapses; where symmetric, that of the directed network; in=standard deviation of ln in-degree [1.1]; out=standard deviation of ln out-degree [1.1]; modules=number of modules of consecutive neurons; auto is one for each 500 neurons, at most 78 [auto]; inside=share of the synapses within modules [0.7]; minimum=smallest absolute weight of the Pareto distribution, an integer [5]; shape=exponent of the Pareto distribution's tail [1.3]; maximum=largest absolute weight [2400]; inhibitory=share of the neurons whose outgoing weights are negative [0.3]; symmetric=true replaces W by (W + Wᵀ)/2 [false]
	//            connectome:n=500,synapses=1e4
	// random     sparse random graph with normally distributed weights
	//            n=neurons; degree=mean number of synapses onto a neuron; mean=of the weights [1]; sd=standard deviation of the weights [1]; symmetric=true or false [true]
	//            random:n=300,degree=10
	// path       chain of neurons
	//            n=neurons; weight=of every synapse [1]
	//            path:n=100
	// ring       circulant network: every neuron has the same surroundings
	//            n=neurons; forward=weights from the neurons before, by distance, as 1/0.5 [1]; backward=weights from the neurons after; same for those of forward [same]
	//            ring:n=100,forward=1/0.5
	// star       hub connected with all other neurons
	//            n=neurons; weight=of every synapse [1]
	//            star:n=50
	// complete   every neuron connected with every other
	//            n=neurons; weight=of every synapse [1]
	//            complete:n=50
	// two        two neurons, each acting on the other
	//            forward=weight from neuron 0 onto neuron 1 [1]; backward=weight from neuron 1 onto neuron 0 [1]
	//            two:forward=1,backward=-1
}

func ExampleLeakRule_Apply() {
	weights, err := network.NewCSR(2, []network.Entry{
		{Target: 0, Source: 1, Weight: 4},
		{Target: 1, Source: 0, Weight: -2},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, text := range []string{"dominant", "dominant:1", "3.2"} {
		rule, err := network.ParseLeak(text)
		if err != nil {
			fmt.Println(err)
			return
		}
		_, leak, err := rule.Apply(weights)
		fmt.Println(rule, leak, err)
	}
	// Output:
	// dominant [4.3 2.3] <nil>
	// dominant:1 [5 3] <nil>
	// 3.2 [3.2 3.2] <nil>
}

func ExampleNetwork_Stability() {
	weights, err := network.Path{Neurons: 3, Weight: 1}.Generate(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, leak := range []float64{1, 1.5, 3} {
		net, err := network.New(network.Parts{Weights: weights, Leak: network.UniformLeak(3, leak)})
		if err != nil {
			fmt.Println(err)
			return
		}
		s := net.Stability()
		scales, err := s.TimeScales()
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("stable by %v: slowest rate %v, largest step %.3f\n", s.Method, scales.Slow, scales.LargestStep)
	}
	// Output:
	// network is unstable: its rightmost eigenvalue is 0.414, which is not below 0; add 0.55 to every leak, or use --leak dominant
	// stable by eigenvalues: slowest rate 0.0858, largest step 0.686
	// stable by Gershgorin: slowest rate 1, largest step 0.400
}

func ExampleMatchLabels() {
	weights, err := network.NewCSR(2, []network.Entry{{Target: 0, Source: 1, Weight: 5}})
	if err != nil {
		fmt.Println(err)
		return
	}
	pruned, err := network.New(network.Parts{Weights: weights, Leak: []float64{6, 1}, Labels: []string{"AVAR", "AVAL"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	order, _, err := network.MatchLabels([]string{"AVAL", "AVAR"}, pruned.Labels())
	if err != nil {
		fmt.Println(err)
		return
	}
	pruned = pruned.Permuted(order)
	fmt.Println(order, pruned.Labels(), pruned.Leak(), pruned.Weights().Entries())

	_, _, err = network.MatchLabels([]string{"AVAL", "AVAR"}, []string{"AVAL", "AVBL"})
	fmt.Println(err)
	// Output:
	// [1 0] [AVAL AVAR] [1 6] [{1 0 5}]
	// the networks do not have the same neurons: "AVAR" is only in the first, "AVBL" is only in the second; compare networks of the same neurons, or remove the labels of one to compare by position
}
