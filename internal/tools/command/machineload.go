package command

import (
	"os"
	"strings"
)

// MachineLoad says how busy the machine is: the numbers of processes that ran or waited, on average over one, five and 15 minutes, as Linux
// tells them; elsewhere it is unknown.
func MachineLoad() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	return strings.Join(strings.Fields(string(text))[:3], " ")
}
