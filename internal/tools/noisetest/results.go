package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// statistic is a test statistic of a part, with its p-value under the hypothesis that the noise
// is independent and has its documented distribution.
type statistic struct {
	Name   string  `json:"name"`
	P      float64 `json:"p"`                // probability of a larger value
	Detail string  `json:"detail,omitempty"` // found and expected values, as text
}

// result is that of one attempt at a part.
type result struct {
	Part       string      `json:"part"`
	Attempt    int         `json:"attempt"`   // 0, or 1 where the first was suspicious
	Generator  string      `json:"generator"` // fingerprint
	Program    string      `json:"program,omitempty"`
	Drawn      float64     `json:"drawn"` // words or normals
	Statistics []statistic `json:"statistics"`
}

// store keeps the results of finished parts, a line each, in one file for each group, so
// that a later run continues a battery that takes hours.
type store struct {
	folder    string // empty: kept in memory only
	generator string
	results   map[string]result // by part and attempt
}

func resultKey(part string, attempt int) string { return fmt.Sprintf("%s#%d", part, attempt) }

// openStore reads all results of this generator. Lines of another generator and lines
// that a kill cut off are skipped.
func openStore(folder, generator string) (*store, error) {
	s := &store{folder: folder, generator: generator, results: map[string]result{}}
	if folder == "" {
		return s, nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.jsonl"))
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		lines := bufio.NewScanner(bytes.NewReader(data))
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			var r result
			if json.Unmarshal(lines.Bytes(), &r) == nil && r.Generator == generator && len(r.Statistics) > 0 {
				s.results[resultKey(r.Part, r.Attempt)] = r
			}
		}
		if err := lines.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	return s, nil
}

func (s *store) find(part string, attempt int) (result, bool) {
	r, ok := s.results[resultKey(part, attempt)]
	return r, ok
}

// add keeps a result, on disk before it returns.
func (s *store) add(group string, r result) error {
	r.Generator = s.generator
	s.results[resultKey(r.Part, r.Attempt)] = r
	if s.folder == "" {
		return nil
	}
	line, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("%s: %w", r.Part, err)
	}
	if err := os.MkdirAll(s.folder, 0o755); err != nil {
		return err
	}
	return appendLine(filepath.Join(s.folder, group+".jsonl"), line)
}

// appendLine writes a line in one piece, so that several programs may do so at once. A
// line that was cut off is ended first.
func appendLine(name string, line []byte) error {
	file, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // synced below
	info, err := file.Stat()
	if err != nil {
		return err
	}
	last := []byte{'\n'}
	if size := info.Size(); size > 0 {
		if _, err := file.ReadAt(last, size-1); err != nil {
			return err
		}
	}
	text := append(bytes.Clone(line), '\n')
	if last[0] != '\n' {
		text = append([]byte{'\n'}, text...)
	}
	if _, err := file.Write(text); err != nil {
		return err
	}
	return file.Sync()
}
