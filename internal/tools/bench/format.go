package main

import "fmt"

// amounts prints a duration and, unless the unit is a run, the amount of work a second; or products.
func (r row) amounts(answers []answer, amount float64) string {
	spent := r.median(answers)
	if r.counted || r.unit == "runs" {
		return r.cost(spent)
	}
	return fmt.Sprintf("%s (%s/s)", duration(spent), scaled(amount/spent, r.unit))
}

// scaled prints a large number with its unit.
func scaled(v float64, unit string) string {
	switch {
	case v >= 1e9:
		return fmt.Sprintf("%.4g G %s", v/1e9, unit)
	case v >= 1e6:
		return fmt.Sprintf("%.4g M %s", v/1e6, unit)
	default:
		return fmt.Sprintf("%.4g %s", v, unit)
	}
}

// duration prints seconds to three digits.
func duration(seconds float64) string {
	switch {
	case seconds >= 1:
		return fmt.Sprintf("%.3g s", seconds)
	case seconds >= 1e-3:
		return fmt.Sprintf("%.3g ms", 1e3*seconds)
	default:
		return fmt.Sprintf("%.3g µs", 1e6*seconds)
	}
}
