package figure

// Needs are what a figure takes at full size, for estimates of memory and time.
type Needs struct {
	Neurons    int  // of its largest network
	Adjustable bool // Options.Most limits its networks

	// Bytes kept besides dense matrices, such as pruned networks of all trials; 0 where
	// they are few.
	Kept float64
	// Dense matrices of Neurons² numbers that each worker needs; 0 for the usual number.
	MatricesPerWorker float64

	Eigenproblems []Eigenproblems // those that take long
}

// Eigenproblems are the decompositions of one order that a figure needs.
type Eigenproblems struct {
	Order    int
	Directed bool
	Vectors  int // with eigenvectors
	Values   int // eigenvalues only
}
