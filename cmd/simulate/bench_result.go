package main

// machineSpeed is the result of simulate bench. Rates are per second.
type machineSpeed struct {
	Program    string            `json:"program"`
	Processor  string            `json:"processor"`
	Workers    int               `json:"workers"`
	VectorUnit string            `json:"vector_unit"`
	LAPACK     string            `json:"lapack"`
	Limits     machineLimits     `json:"limits"`
	Steps      []stepSpeed       `json:"steps"`
	Normals    float64           `json:"normals"`
	Covariance []covarianceSpeed `json:"covariance"`
	Eigen      []eigenSpeed      `json:"eigenvectors"` // the library in use first
}

// machineLimits are floating-point operations and bytes per second.
type machineLimits struct {
	OneCore64 float64 `json:"flops_one_core_float64"`
	All64     float64 `json:"flops_float64"`
	OneCore32 float64 `json:"flops_one_core_float32"`
	All32     float64 `json:"flops_float32"`
	Bandwidth float64 `json:"bytes"`
}

// stepSpeed is the speed of a full step: noise, product and update.
type stepSpeed struct {
	Neurons        int     `json:"neurons"`
	Synapses       int     `json:"synapses"`
	Replicas       int     `json:"replicas"`
	Precision      string  `json:"precision"`
	Kernel         string  `json:"kernel"`
	Seconds        float64 `json:"seconds"` // of one step of all replicas
	NeuronSteps    float64 `json:"neuron_steps"`
	ShareOfFlops   float64 `json:"share_of_flops"`   // the product's operations alone
	ShareOfTraffic float64 `json:"share_of_traffic"` // each weight and each state once from memory
}

// covarianceSpeed is the speed of the accumulators.
type covarianceSpeed struct {
	Method   string  `json:"method"`
	Neurons  int     `json:"neurons"`
	Pairs    int     `json:"pairs"`   // whose covariance is kept
	Samples  float64 `json:"samples"` // each replica's state counts as one
	Products float64 `json:"products"`
}

// eigenSpeed is the speed of one library's symmetric eigenproblem, with vectors.
type eigenSpeed struct {
	LAPACK  string  `json:"lapack"`
	Order   int     `json:"order"`
	Seconds float64 `json:"seconds"`
}

// fillShares computes the steps' shares of the machine's limits.
func (s *machineSpeed) fillShares() {
	for k := range s.Steps {
		s.Steps[k].fillShares(s.Limits)
	}
}

// fillShares divides the operations and the memory traffic per second by their limits.
func (s *stepSpeed) fillShares(limits machineLimits) {
	peak, size := limits.All64, 8.0
	if s.Precision == "float32" {
		peak, size = limits.All32, 4
	}
	weights, weightSize := float64(s.Synapses), size+4 // with the index of its source
	if s.Kernel == "dense" {
		weights, weightSize = float64(s.Neurons)*float64(s.Neurons), size
	}
	traffic := weights*weightSize + 2*float64(s.Neurons*s.Replicas)*size
	s.ShareOfFlops = 2 * weights * float64(s.Replicas) / s.Seconds / peak
	s.ShareOfTraffic = traffic / s.Seconds / limits.Bandwidth
}
