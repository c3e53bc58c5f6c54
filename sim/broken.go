package sim

// Broken says why the pruned network is compared with no other: "unstable", "diverged", or
// "unstable and diverged". It is empty for one that is compared: small
// errors of an unstable A say nothing about its activity, which has no stationary state.
func (o RuleOutcome) Broken() string {
	switch {
	case o.Stable && o.Diverged == nil:
		return ""
	case o.Diverged == nil:
		return "unstable"
	case o.Stable:
		return "diverged"
	}
	return "unstable and diverged"
}
