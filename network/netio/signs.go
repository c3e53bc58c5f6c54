package netio

import "strings"

// parseSign reads a sign: +, -, +1, -1, E, I, exc, inh, excitatory, inhibitory, true or false.
func parseSign(text string) (sign float64, ok bool) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "+", "1", "+1", "1.0", "e", "exc", "excitatory", "true":
		return 1, true
	case "-", "−", "-1", "-1.0", "i", "inh", "inhibitory", "false":
		return -1, true
	}
	return 0, false
}
