package command

import (
	"fmt"
	"os"
	"strings"
)

// Rewrite replaces what stands on a page between the markers of a make target. It returns an error where the page or one
// of its markers is missing.
func Rewrite(path, target, text string) error {
	old, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	changed, err := Between(string(old), target, text)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, []byte(changed), 0o644)
}

// Between returns the page with the text between the markers of a make target.
func Between(page, target, text string) (string, error) {
	begin, end := Markers(target)
	before, rest, begins := strings.Cut(page, begin)
	_, after, ends := strings.Cut(rest, end)
	if !begins || !ends {
		return "", fmt.Errorf("the lines %q and %q are missing", strings.TrimSpace(begin), strings.TrimSpace(end))
	}
	return before + begin + "\n" + text + "\n" + end + after, nil
}

// Markers returns the lines between which a make target writes.
func Markers(target string) (begin, end string) {
	return fmt.Sprintf("<!-- written by make %s -->\n", target), fmt.Sprintf("<!-- end of what make %s writes -->\n", target)
}
