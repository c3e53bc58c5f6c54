package memory

import (
	"bufio"
	"io/fs"
	"math"
	"strconv"
	"strings"
)

// readNumber reads a file that contains one number. "max", which stands for no limit, is not a number.
func readNumber(root fs.FS, name string) (float64, bool) {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	return v, err == nil && !math.IsInf(v, 0)
}

// readField reads the number after the first word of a line.
func readField(root fs.FS, name, word string) (float64, bool) {
	file, err := root.Open(name)
	if err != nil {
		return 0, false
	}
	defer file.Close() //nolint:errcheck // a file that is only read
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		words := strings.Fields(lines.Text())
		if len(words) >= 2 && words[0] == word {
			v, err := strconv.ParseFloat(words[1], 64)
			return v, err == nil
		}
	}
	return 0, false
}
