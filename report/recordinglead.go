package report

import (
	"fmt"
	"strings"

	"noiseprune/sim"
)

// warnings says what is missing.
func (r *recorded) warnings() (all []string) {
	if !r.Complete {
		all = append(all, "This recording is incomplete.")
	}
	if n := len(r.names) - len(r.shown); n > 0 {
		all = append(all, fmt.Sprintf("Figures show the first %s networks; %s more are in the tables alone.", count(len(r.shown)), count(n)))
	}
	return all
}

// lead says what was recorded, what it is worth, which neurons did not vary, and how far its statistics are from exact ones.
func (r *recorded) lead() []string {
	all := []string{r.extentText() + " " + r.worthText()}
	for k, n := range r.Networks {
		for _, text := range []string{constantText(n.Statistics.Constant), exactText(n.Statistics)} {
			if text == "" {
				continue
			}
			if len(r.Networks) > 1 {
				text = r.names[k] + ": " + lowered(text)
			}
			all = append(all, text)
		}
	}
	return all
}

// constantText says how many neurons do not vary and what they lack; empty where there are none.
func constantText(neurons int) string {
	switch neurons {
	case 0:
		return ""
	case 1:
		return "One neuron is the same in all frames: it has the variance 0, no autocorrelation time, no correlation on edges, no coherence."
	}
	return count(neurons) + " neurons are the same in all frames: they have the variance 0, no autocorrelation time, " +
		"no correlation on edges, " +
		"no coherence."
}

// extentText says how much was recorded.
func (r *recorded) extentText() string {
	neurons := count(r.Neurons) + " of " + count(r.Networks[0].Network.Neurons)
	if r.Neurons == r.Networks[0].Network.Neurons {
		neurons = "All " + count(r.Neurons)
	}
	replicas := ""
	if n := r.Spec.Record.Replicas; n > 1 {
		replicas = " in each of " + count(n) + " replicas"
	}
	return fmt.Sprintf("%s neurons%s were recorded over a time of %s: %s frames%s, %s apart.", neurons,
		r.plural("", " of "+count(len(r.Networks))+" networks, under the same noise,"), number(r.Duration), count(r.Schedule.Frames),
		replicas, number(r.every()))
}

// worthText says how long the activity is remembered, and how many independent frames the recording is worth.
func (r *recorded) worthText() string {
	s := r.Networks[0].Statistics
	vary := r.Neurons - s.Constant
	switch {
	case vary == 0:
		return "No neuron varies, so that there are no autocorrelation times."
	case s.CorrelationTime == nil:
		return "Its autocorrelation times are not known: the lags do not reach far enough."
	}
	text := fmt.Sprintf("The autocorrelation time of a typical neuron is %s (%s to %s", number(s.CorrelationTime.Median),
		number(s.CorrelationTime.Least), number(s.CorrelationTime.Largest))
	if s.CorrelationOf < vary {
		text += ", of the " + count(s.CorrelationOf) + " neurons whose lags reach far enough"
	}
	text += ")"
	if s.EffectiveFrames != nil {
		text += ", so that for its mean the recording has as much information as " + number(*s.EffectiveFrames) + " independent frames"
	}
	return text + "."
}

// exactText says by how many standard errors the statistics differ from exact ones; empty where these are not known.
func exactText(s sim.StatisticsFacts) string {
	var parts []string
	for _, row := range []struct {
		what string
		z    *float64
	}{
		{"variances", s.VarianceZ}, {"lagged covariances", s.LaggedZ}, {"power spectra", s.SpectrumZ},
		{"covariances on edges", s.CovarianceOnEdge},
	} {
		if row.z != nil {
			parts = append(parts, row.what+" by "+number(*row.z))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	of := "the differential equation"
	if s.ExactOfStepper {
		of = "the stepper at its step size"
	}
	return "Statistics differ from the exact ones of " + of + ", in standard errors and as root mean squares: " + strings.Join(parts, ", ") +
		". Of correct ones about 1 is expected."
}

// lowered returns a sentence without its capital, to stand after a colon.
func lowered(sentence string) string { return strings.ToLower(sentence[:1]) + sentence[1:] }
