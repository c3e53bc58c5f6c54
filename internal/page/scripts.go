package page

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"
)

//go:embed script/*.js
var ownScripts embed.FS

//go:embed assets/uplot.js
var uplotScript string

//go:embed assets/uplot.css
var uplotStyle string

//go:embed assets/echarts.js
var echartsScript string

// scriptOrder lists our own scripts; each is a part of one function's body.
func scriptOrder() []string {
	return []string{
		"values", "theme", "save", "reading", "zoom", "svg", "curves", "raster",
		"chartzoom", "chart", "matrix", "points", "distributions", "figures", "tables",
	}
}

// scriptsOf returns the scripts that the figures need, libraries first; tables need our own alone. What follows comes last.
func scriptsOf(figures []*Figure, follow string) []template.JS {
	var all []template.JS
	uplot, echarts := follow != "", false
	for _, f := range figures {
		switch f.Chart.(type) {
		case *Curves, *Raster:
			uplot = true
		default:
			echarts = true
		}
	}
	if uplot {
		all = append(all, template.JS(uplotScript)) //nolint:gosec // embedded
	}
	if echarts {
		all = append(all, template.JS(echartsScript)) //nolint:gosec // embedded
	}
	var own strings.Builder
	own.WriteString("(() => {\n'use strict';\n")
	for _, name := range scriptOrder() {
		text, err := ownScripts.ReadFile("script/" + name + ".js")
		if err != nil {
			panic("page: " + err.Error())
		}
		own.Write(text)
	}
	own.WriteString(follow)
	own.WriteString("})();\n")
	return append(all, template.JS(own.String())) //nolint:gosec // embedded
}

// policy returns a Content-Security-Policy that allows these scripts and no others, and no request but, where the page fetches,
// to where it came from.
func policy(scripts []template.JS, fetches bool) string {
	var hashes strings.Builder
	for _, script := range scripts {
		sum := sha256.Sum256([]byte(script))
		fmt.Fprintf(&hashes, " 'sha256-%s'", base64.StdEncoding.EncodeToString(sum[:]))
	}
	requests := ""
	if fetches {
		requests = "; connect-src 'self'"
	}
	return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src" + hashes.String() + requests
}

// encodeFigures returns the data of the figures as JSON, which encoding/json makes safe inside a script element.
func encodeFigures(figures []*Figure) (template.JS, error) {
	type entry struct {
		ID    string `json:"id"`
		Kind  string `json:"kind"`
		Chart Chart  `json:"chart"`
	}
	all := make([]entry, len(figures))
	for k, f := range figures {
		all[k] = entry{f.ID, f.Chart.kind(), f.Chart}
	}
	text, err := json.Marshal(all)
	if err != nil {
		return "", fmt.Errorf("the figures of a page: %w", err)
	}
	return template.JS(text), nil //nolint:gosec // escaped by encoding/json
}
