// Package slurm starts a Slurm of three nodes on this machine for tests, by scripts/slurm.
package slurm

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"noiseprune/internal/testutil"
)

// Start starts it until the test ends, and has its commands in this process and its children ask it. Where Slurm is not installed, or
// the user is not root, which its daemons want, testutil.MissingOracle takes the test.
func Start(t *testing.T, root string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("Slurm runs on Linux")
	}
	for _, program := range []string{"slurmctld", "slurmd", "munged"} {
		if _, err := exec.LookPath(program); err != nil {
			testutil.MissingOracle(t, program+" is not installed; Debian has it in slurm-wlm or munge")
		}
	}
	if os.Getuid() != 0 {
		testutil.MissingOracle(t, "the daemons of Slurm are started by root only")
	}
	folder, err := os.MkdirTemp("", "slurm") // t.TempDir has names that are too long for sockets
	if err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(root, "scripts", "slurm")
	t.Cleanup(func() {
		_ = exec.Command(script, "stop", folder).Run()
		_ = os.RemoveAll(folder)
	})
	t.Setenv("SLURM_PORT", strconv.Itoa(freePort(t)))
	t.Setenv("SLURM_CONF", filepath.Join(folder, "slurm.conf"))
	if said, err := exec.Command(script, "start", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
}

// freePort returns a port at which nothing listens, so that tests side by side do not meet.
func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nothing was written
	return l.Addr().(*net.TCPAddr).Port
}

// Command runs a command and returns what it prints, without the last line break; the test fails where it does.
func Command(t *testing.T, name string, args ...string) string {
	t.Helper()
	said, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, said)
	}
	return strings.TrimSpace(string(said))
}

// Wait waits until the condition holds; the test fails when it takes too long, with what Slurm says then.
func Wait(t *testing.T, what string, most time.Duration, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(most); time.Now().Before(end); time.Sleep(200 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("%s: not within %v\n%s", what, most, Command(t, "squeue", "--array", "--states=all"))
}
