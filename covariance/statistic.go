package covariance

import "noiseprune/internal/enum"

// Statistic is a quantity whose change in time a test of stationarity examines.
type Statistic uint8

// The statistics.
const (
	Mean     Statistic = iota // of a neuron's activity
	Variance                  // of a neuron's activity
	DiffCov                   // of an edge
	Overall                   // the mean over all neurons of the logarithm of the variance
)

func statistics() enum.Names[Statistic] {
	return enum.Of[Statistic]("statistic", "mean", "variance", "diff-cov", "overall")
}

// String returns "mean", "variance", "diff-cov" or "overall".
func (s Statistic) String() string { return statistics().Name(s) }

// MarshalText returns what String does, or an error for a value without a name.
func (s Statistic) MarshalText() ([]byte, error) { return statistics().Marshal(s) }

// UnmarshalText is the inverse of MarshalText.
func (s *Statistic) UnmarshalText(text []byte) error { return statistics().Unmarshal(s, text) }
