package npy

import "strings"

// parseDictionary splits the literal of a flat Python dictionary into its three values,
// each of which it has once.
func parseDictionary(text string) (map[string]string, bool) {
	text = strings.TrimSpace(text)
	text, open := strings.CutPrefix(text, "{")
	text, closed := strings.CutSuffix(text, "}")
	fields := make(map[string]string)
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		key, rest, ok := strings.Cut(text, ":")
		key, quoted := unquote(strings.TrimSpace(key))
		if _, twice := fields[key]; !ok || !quoted || twice {
			return nil, false
		}
		fields[key], text = cutValue(strings.TrimSpace(rest))
	}
	for _, key := range []string{"descr", "fortran_order", "shape"} {
		if _, ok := fields[key]; !ok {
			return nil, false
		}
	}
	return fields, open && closed && len(fields) == 3
}

// unquote returns a Python string without the marks around it.
func unquote(text string) (string, bool) {
	if len(text) < 2 || (text[0] != '\'' && text[0] != '"') || text[len(text)-1] != text[0] {
		return "", false
	}
	return text[1 : len(text)-1], true
}

// cutValue returns the text up to the comma that ends a value, ignoring commas inside
// brackets or quotation marks, and the rest.
func cutValue(text string) (value, rest string) {
	depth, quoted := 0, byte(0)
	for i := range len(text) {
		switch c := text[i]; {
		case quoted != 0:
			if c == quoted {
				quoted = 0
			}
		case c == '\'' || c == '"':
			quoted = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == ',' && depth == 0:
			return strings.TrimSpace(text[:i]), text[i+1:]
		}
	}
	return strings.TrimSpace(text), ""
}
