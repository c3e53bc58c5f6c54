package jobs

import "strings"

// quoted returns the text as one word of a POSIX shell.
func quoted(text string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./=:,+@", r)
	}
	if text != "" && strings.IndexFunc(text, func(r rune) bool { return !plain(r) }) < 0 {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}

// quotedAll returns the texts as words of a shell, each after a blank.
func quotedAll(texts []string) string {
	var b strings.Builder
	for _, text := range texts {
		b.WriteString(" " + quoted(text))
	}
	return b.String()
}
