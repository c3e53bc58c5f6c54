package sim

import (
	"gonum.org/v1/gonum/mat"

	"noiseprune/compare"
	"noiseprune/covariance"
	"noiseprune/integrator"
	"noiseprune/network"
	"noiseprune/rules"
)

// Measured is what a run or a sweep is, and what it found before it pruned.
type Measured struct {
	Program    string           `json:"program"`    // name and version of this program
	Complete   bool             `json:"complete"`   // false where something is missing that was asked for
	Incomplete *string          `json:"incomplete"` // what is, and why
	Libraries  Libraries        `json:"libraries"`
	Spec       Spec             `json:"spec"` // resolved: no auto is left; of a sweep, with the largest share as its budget
	Network    NetworkFacts     `json:"network"`
	Schedule   Schedule         `json:"schedule"`
	Covariance *CovarianceFacts `json:"covariance"`
}

// Result is all that a run found. Every number in it is finite; a number that could not
// be had is nil, and a note says why. MeasureCovariance fills no Plan, Pruned and Rules,
// Compare no Covariance, Plan and Pruned.
type Result struct {
	Measured

	Plan   *PlanFacts             `json:"plan"`             // of the noise-prune rule
	Pruned *PrunedFacts           `json:"pruned"`           // the noise-pruned network
	Target *TargetFacts           `json:"target,omitempty"` // of the search for prune.target_error; nil without one
	Rules  map[string]RuleOutcome `json:"rules"`            // by rule: noise and the controls; of Compare, "pruned"
	Notes  []string               `json:"notes"`            // what a reader must know before trusting a number

	Data Data `json:"-"`
}

// Libraries names what computed the spectra and factorizations, which agree between
// libraries to rounding only.
type Libraries struct {
	LAPACK string `json:"lapack"`
}

// NetworkFacts describes the network that went in, and whether the theory's conditions
// hold for it: A = W − D is symmetric, diagonally dominant and stable.
type NetworkFacts struct {
	Neurons              int      `json:"neurons"`
	Edges                int      `json:"edges"`    // pairs in a symmetric network, synapses in any other
	Synapses             int      `json:"synapses"` // stored weights off the diagonal
	Density              float64  `json:"density"`  // edges over possible edges
	Activation           string   `json:"activation"`
	Symmetric            bool     `json:"symmetric"`
	DiagonallyDominant   bool     `json:"diagonally_dominant"`
	Normal               bool     `json:"normal"`
	Stable               bool     `json:"stable"`
	StableBy             string   `json:"stable_by"`             // how that was decided
	LambdaMax            *float64 `json:"lambda_max"`            // largest real part of A's eigenvalues
	LambdaMin            *float64 `json:"lambda_min"`            // smallest real part
	LambdaBy             string   `json:"lambda_by"`             // exact, or bound
	EigenvectorCondition *float64 `json:"eigenvector_condition"` // κ₂ of the unit right eigenvectors; nil where not known or not finite
	LargestStep          float64  `json:"largest_stable_step"`   // h of Euler–Maruyama: |1 + hλ| < 1 below it
	RateSlow             float64  `json:"rate_slow"`             // lower bound or estimate of −Re λ_max
	RateTypical          float64  `json:"rate_typical"`          // median of −A_ii
	NegativeWeightShare  float64  `json:"negative_weight_share"` // fraction of synapses with negative weight

	SlowModes *SlowModeFacts `json:"slow_modes"` // with compare.spectra krylov; otherwise nil
}

// Schedule is the resolved timetable of the covariance run and of the trajectories. Each replica
// takes BurnInSteps + SamplesPerReplica·IntervalSteps steps, each run of the comparison
// TrajectorySteps. Where the covariance's stepper takes a cycle of steps, StepSize is the mean of its sizes, and
// the counts of the covariance's steps are multiples of its length.
type Schedule struct {
	StepSize           float64              `json:"step_size"` // h of the covariance, in units of time
	Cycle              []integrator.Substep `json:"cycle,omitempty"`
	BurnInSteps        int                  `json:"burn_in_steps"`
	IntervalSteps      int                  `json:"interval_steps"`
	SamplesPerReplica  int                  `json:"samples_per_replica"`
	TrajectoryStepSize float64              `json:"trajectory_step_size"`
	TrajectorySteps    int                  `json:"trajectory_steps"`
	ObservationSteps   int                  `json:"observation_steps"` // steps between two compared times
	Steppers           []StepperCost        `json:"steppers"`          // among which that of the covariance was chosen
}

// CovarianceFacts says how the covariance was obtained and how good it is. Effective samples and
// their error bars are those of covariance.Precision, and nil where there are none; the errors
// relative to exact values are over all edges, and nil unless ExactAvailable. CorrelationTime is the
// integrated autocorrelation time ∫₀^∞ ρ(t) dt of (x_i − s x_j)², measured by the pilot run;
// StepBias is relative to the differential equation; PrecisionError is that of float32 states.
type CovarianceFacts struct {
	Method                  covariance.Method  `json:"method"`                    // edges, dense, exact or solve
	Samples                 int64              `json:"samples"`                   // replicas × times, of all batches; 0 for exact
	EffectiveSamples        *float64           `json:"effective_samples"`         // S, median over the edges
	EffectiveLeast          *float64           `json:"effective_samples_least"`   // minimum over them
	ErrorGroups             int                `json:"error_groups"`              // independent groups of replicas behind the errors
	CorrelationTime         *float64           `json:"correlation_time"`          // median over the pilot's edges
	ExpectedCorrelationTime *float64           `json:"expected_correlation_time"` // of an uncoupled neuron, 1/(2·rate_typical)
	RelativeError           *float64           `json:"relative_error"`            // relative standard error of diff-cov, median over edges
	RelativeErrorLargest    *float64           `json:"relative_error_largest"`    // root mean square over the twentieth with the largest
	ExactAvailable          bool               `json:"exact_available"`
	MaxAbsError             *float64           `json:"max_abs_error"`      // of diff-cov on the edges, against the exact value of the stepper
	MaxRelativeError        *float64           `json:"max_relative_error"` // the same, relative
	RMSRelativeError        *float64           `json:"rms_relative_error"` // its root mean square
	MaxEquationError        *float64           `json:"max_equation_error"` // relative, against the exact value of the differential equation
	RMSEquationError        *float64           `json:"rms_equation_error"` // its root mean square
	StepBias                *float64           `json:"step_bias"`          // largest relative bias of the stepper's diff-cov
	StepBiasRMS             *float64           `json:"step_bias_rms"`      // its root mean square
	StepBiasTypical         *float64           `json:"step_bias_typical"`  // on a typical edge: the median of its magnitude; nil if unknown
	StepBiasBy              BiasSource         `json:"step_bias_by"`       // how it was found, and on which edges
	Stationarity            *StationarityFacts `json:"stationarity"`       // nil where there are too few replicas or samples for a test
	PrecisionError          *float64           `json:"precision_error"`    // ‖x₃₂ − x₆₄‖/‖x₆₄‖; nil for float64
	Solves                  *SolveFacts        `json:"solves"`             // of the method solve; nil for any other
	Errors                  []SampledError     `json:"errors"`             // against samples, ascending; nil where none are known
}

// PlanFacts describes the sampling probabilities p = min(1, K·score) of one rule.
type PlanFacts struct {
	Rule          string  `json:"rule"`
	K             float64 `json:"K"`
	ExpectedEdges float64 `json:"expected_edges"`
	Clipped       int     `json:"clipped"`   // edges with p = 1 by the clip
	Protected     int     `json:"protected"` // edges with p = 1 by request
}

// PrunedFacts describes a pruned network.
type PrunedFacts struct {
	Edges   int     `json:"edges"`
	Keep    float64 `json:"keep"`    // edges over the original's edges
	Density float64 `json:"density"` // edges over possible edges
	Weight  float64 `json:"weight"`  // Σ|w| over the original's
}

// ActiveSetFacts says how far (3) holds on the sets Γ of neurons above threshold, the noise in the
// bracket included, that a rectified network visited: in all runs, at all observations (Section 6 of
// the paper). Of few and small sets all are checked, otherwise a uniform sample without
// replacement. Where Estimated, more were visited than are held (4,096, or as many as take 16 MiB but at least
// 64), and Visited has a relative standard error of 1/√(number held − 2).
type ActiveSetFacts struct {
	Visited        int      `json:"visited"`           // different sets
	Estimated      bool     `json:"visited_estimated"` // rather than counted
	Checked        int      `json:"checked"`           // of them
	Sampled        bool     `json:"sampled"`           // those checked are a random sample
	Smallest       int      `json:"smallest"`          // neurons in the smallest set visited
	Largest        int      `json:"largest"`           // and in the largest
	EpsilonWorst   *float64 `json:"epsilon_worst"`     // smallest ε of (3) that holds on all sets checked; nil where none exists
	WithoutEpsilon int      `json:"without_epsilon"`   // sets checked on which no ε exists
}

// Data holds the arrays behind the numbers, of N neurons and the stored entries of the original's
// weights in their order. They are not part of the Result's JSON.
type Data struct {
	Original      *network.Network
	Local         network.LocalCovariance  // C_ii of each neuron, C_ij of each stored entry
	DiffCov       []float64                // d_ij = C_ii + C_jj − 2 sign(W_ij) C_ij of each stored entry
	DiffCovErrors []float64                // its standard errors; nil where there are none
	Covariance    *mat.SymDense            // C, N × N, where the method is dense or exact; nil otherwise
	Density       *compare.SpectralDensity // of the original, where compare.spectra is krylov; nil otherwise
	Rules         []RuleData               // noise first, then the controls in the Spec's order
	Times         []float64                // of the trajectory observations, from 0 on
	Traced        []int                    // neurons whose traces are kept
	Traces        [][]float64              // of the original: for each traced neuron, a value for each time
}

// RuleData holds the arrays of one rule. Those of measures that could not be had are nil.
type RuleData struct {
	Name              string
	Probabilities     []float64                // p of each stored entry; nil from Compare
	ProbabilityErrors []float64                // standard errors of p at given K, from those of d; nil where there are none
	Pruned            *network.Network         // of the first pruning
	Density           *compare.SpectralDensity // as Data.Density
	EpsRandom         []float64                // ε_v at random vectors, where compare.spectra is krylov
	EpsLambda         []float64                // ε_λ of each eigenvalue, in the order of compare.Eigendecomposition
	EpsV              []float64                // ε_v of each eigenvector, in the same order
	CosTheta          []float64                // cos θ, likewise
	SlowInputErrors   []float64                // of answers to the original's slowest eigenvectors, of a linear network; else nil
	ErrorMean         []float64                // ‖x − x̃‖/‖x‖ at each of Data.Times: mean over runs, and so over prunings
	ErrorSD           []float64                // and standard deviation
	ErrorByRun        []float64                // mean over time of each run
	ErrorByPruning    []float64                // mean over the runs of each pruning
	SignedErrorMean   []float64                // as ErrorMean, from starts of random signs
	SignedErrorSD     []float64                // as ErrorSD, likewise
	SignedErrorByRun  []float64                // as ErrorByRun, likewise
	Traces            [][]float64              // as Data.Traces, of the first pruning

	answers *answersFound // of the first pruning to inputs, by products; nil where they are not sought
	kind    rules.Kind
	plan    *rules.Plan // from which other prunings are drawn; nil where the network is given
}
