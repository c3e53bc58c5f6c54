package stepbias

import (
	"fmt"
	"strings"

	"noiseprune/internal/paper/experiment"
	"noiseprune/internal/paper/figure"
)

// describeSteps puts tables and numbers into the outcome.
func describeSteps(o *figure.Outcome, studies []*study) {
	for _, s := range studies {
		for k, one := range s.steppers {
			var mean, rms, plans, ratio, low, high []float64
			for _, e := range s.exact[k] {
				r := s.ratio(e.epsV)
				mean, rms, plans = append(mean, e.meanD), append(rms, e.rmsD), append(plans, e.rmsP)
				ratio, low, high = append(ratio, r.Value), append(low, r.Low), append(high, r.High)
			}
			stepper := strings.ReplaceAll(one.String(), "-", "_")
			name := s.kind() + "-" + stepper
			o.Tables = append(o.Tables, figure.Columns(name, []string{"fraction_of_largest_step", "mean_bias_d", "rms_bias_d", "rms_bias_p",
				"eps_v_ratio", "eps_v_ratio_low", "eps_v_ratio_high"},
				s.fractions, mean, rms, plans, ratio, low, high), s.measuredTable(name, k))
			for n, f := range s.fractions {
				base := fmt.Sprintf("%s_%s_step%g_", s.kind(), stepper, f)
				o.AddNumber(base+"mean_bias_d", mean[n])
				o.AddNumber(base+"rms_bias_p", plans[n])
				o.AddInterval(base+"eps_v_ratio", figure.Interval{Value: ratio[n], Low: low[n], High: high[n]})
			}
			o.AddNumber(s.kind()+"_"+stepper+"_order", s.exponent(k))
		}
		for _, r := range figure.Controls() {
			o.AddInterval(s.kind()+"_"+r.Name()+"_eps_v_ratio", s.ratio(s.unbiased[r]))
		}
		o.AddNumber(s.kind()+"_own_step", s.ownStep())
	}
}

// measuredTable lists the measured points of a stepper.
func (s *study) measuredTable(name string, stepper int) figure.Table {
	var exact, mean, low, high []float64
	for k, p := range s.measured[stepper] {
		exact = append(exact, s.at(stepper, s.measuredSteps[k]).meanD)
		i := experiment.MeanInterval(p.equation)
		mean, low, high = append(mean, i.Value), append(low, i.Low), append(high, i.High)
	}
	return figure.Columns(name+"-measured", []string{"fraction_of_largest_step", "mean_bias_d_exact", "mean_bias_d_measured", "low", "high"},
		s.measuredSteps, exact, mean, low, high)
}

// ownStep returns the step that this program takes unless told otherwise.
func (s *study) ownStep() float64 { return s.own / s.largest }
