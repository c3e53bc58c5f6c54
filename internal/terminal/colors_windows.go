package terminal

import (
	"io"
	"os"

	"golang.org/x/sys/windows"
)

// enableColors has the console read escape sequences, which older ones do not by themselves. It reports whether it does.
func enableColors(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	var mode uint32
	console := windows.Handle(file.Fd())
	if windows.GetConsoleMode(console, &mode) != nil {
		return false
	}
	return windows.SetConsoleMode(console, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
}
