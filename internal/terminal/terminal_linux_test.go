package terminal

import (
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// pseudoTerminal opens a terminal of so many columns; the test is skipped where there is none.
func pseudoTerminal(t *testing.T, columns uint16) *os.File {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = master.Close() })
	fd := int(master.Fd())
	number, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		err = unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns})
	}
	if err != nil {
		t.Skip(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = slave.Close() })
	return slave
}

// TestScreenOfATerminal: its width within bounds; colours and plots, unless the environment says that it has none.
func TestScreenOfATerminal(t *testing.T) {
	for _, row := range []struct {
		why         string
		columns     uint16
		env         map[string]string
		color, plot When
		want        Screen
	}{
		{"of 80 columns", 80, nil, Auto, Auto, Screen{80, true, true}},
		{"wider than is read well", 200, nil, Auto, Auto, Screen{100, true, true}},
		{"narrower than tables can be", 40, nil, Auto, Auto, Screen{60, true, true}},
		{"that does not know its width", 0, nil, Auto, Auto, Screen{80, true, true}},
		{"NO_COLOR", 80, map[string]string{"NO_COLOR": "1"}, Auto, Auto, Screen{80, false, true}},
		{"colours all the same", 80, map[string]string{"NO_COLOR": "1"}, Always, Auto, Screen{80, true, true}},
		{"a dumb terminal", 80, map[string]string{"TERM": "dumb"}, Auto, Auto, Screen{80, false, false}},
		{"nothing wanted", 80, nil, Never, Never, Screen{80, false, false}},
	} {
		file := pseudoTerminal(t, row.columns)
		if got := Of(file, row.color, row.plot, func(name string) string { return row.env[name] }); got != row.want {
			t.Errorf("%s: %+v, want %+v", row.why, got, row.want)
		}
	}
}
