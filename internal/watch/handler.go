package watch

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// handler answers all requests: what is not allowed by guard is refused, and what is not known does not exist.
func (s *Server) handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if code := s.guard(r); code != http.StatusOK {
			http.Error(w, http.StatusText(code), code)
			return
		}
		_, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		switch {
		case name == "":
			s.writePage(w)
		case name == "status":
			s.fetched.Store(time.Now().UnixNano())
			if r.URL.Query().Has("wait") {
				s.wait(r)
			}
			s.writeView(w)
		case name == "stop":
			s.stop(w)
		case slices.Contains(s.shown.Pages, name) && exists(filepath.Join(s.shown.Folder, name)):
			http.ServeFile(w, r, filepath.Join(s.shown.Folder, name))
		default:
			http.NotFound(w, r)
		}
	})
}

// secure sets what browsers are to keep to: no other page shows or reads what is served, and no copy is kept.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Referrer-Policy", "same-origin") // the token stands in the address
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cache-Control", "no-store")
}

// guard returns the status by which a request is refused, or that it is not. The host must be this machine by a name that no one
// else can give it, since a page elsewhere may have its own name point here; the port may be another, forwarded one.
func (s *Server) guard(r *http.Request) int {
	host, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		host = r.Host
	}
	if host != "127.0.0.1" && host != "localhost" {
		return http.StatusForbidden
	}
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return http.StatusForbidden
	}
	token, name, found := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if !found || subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) != 1 {
		return http.StatusNotFound
	}
	method := http.MethodGet
	if name == "stop" {
		method = http.MethodPost
	}
	if r.Method != method {
		return http.StatusMethodNotAllowed
	}
	return http.StatusOK
}

// stop asks the run to stop.
func (s *Server) stop(w http.ResponseWriter) {
	if err := s.source.Stop(); err != nil {
		http.Error(w, "it cannot be stopped: "+err.Error(), http.StatusConflict)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// writePage writes the page, with what is known now for browsers that run no script.
func (s *Server) writePage(w http.ResponseWriter) {
	var text bytes.Buffer
	if err := pageOf(s.view()).Write(&text); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(text.Bytes()) // the browser may be gone
}

// wait returns when it is time for a page to be told again: after the interval, or as soon as the server is about to close.
func (s *Server) wait(r *http.Request) {
	select {
	case <-time.After(interval):
	case <-s.closing:
	case <-r.Context().Done():
	}
}

// writeView writes what the page's script shows.
func (s *Server) writeView(w http.ResponseWriter) {
	text, err := json.Marshal(s.view())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(text) // the browser may be gone
}
