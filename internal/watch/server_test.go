package watch

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// fixed is a Source that does not change.
type fixed struct {
	status Status
	stops  int
	err    error
}

func (f *fixed) Status() Status { return f.status }

func (f *fixed) Stop() error {
	f.stops++
	return f.err
}

// ask sends a request to the server without a network, and returns its answer and the text of it.
func ask(t *testing.T, s *Server, method, host, path string, header http.Header) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, "http://"+host+path, nil)
	for name := range header {
		r.Header.Set(name, header.Get(name))
	}
	w := httptest.NewRecorder()
	s.http.Handler.ServeHTTP(w, r)
	text, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Result(), string(text)
}

// TestRequestsAreRefused: what comes from elsewhere, without the token, or by another method; and only what is allowed stops.
func TestRequestsAreRefused(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "result.json"), []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		reason, method, host, path, origin string
		want                               int
	}{
		{"the page", "GET", "127.0.0.1:80", "/TOKEN/", "", 200},
		{"what is known", "GET", "127.0.0.1:80", "/TOKEN/status", "", 200},
		{"by the other name, through a forwarded port", "GET", "localhost:8080", "/TOKEN/status", "", 200},
		{"from its own page", "GET", "localhost:8080", "/TOKEN/status", "http://localhost:8080", 200},
		{"the stop of its own page", "POST", "127.0.0.1:80", "/TOKEN/stop", "http://127.0.0.1:80", 202},
		{"a stop from a terminal", "POST", "127.0.0.1:80", "/TOKEN/stop", "", 202},

		{"no token", "GET", "127.0.0.1:80", "/", "", 404},
		{"no token, and a name that is known", "GET", "127.0.0.1:80", "/status", "", 404},
		{"a token that is none", "GET", "127.0.0.1:80", "/AAAAAAAAAAAAAAAAAAAAAAAAAA/", "", 404},
		{"half a token", "GET", "127.0.0.1:80", "/HALF/", "", 404},
		{"the token in a query", "GET", "127.0.0.1:80", "/?/TOKEN/", "", 404},
		{"a stop without the token", "POST", "127.0.0.1:80", "/stop", "", 404},
		{"a name that points here", "GET", "attacker.example:80", "/TOKEN/", "", 403},
		{"a name that ends like ours", "GET", "localhost.attacker.example", "/TOKEN/", "", 403},
		{"another address of this machine", "GET", "192.168.0.2:80", "/TOKEN/", "", 403},
		{"another origin", "GET", "127.0.0.1:80", "/TOKEN/status", "https://attacker.example", 403},
		{"a stop by another origin", "POST", "127.0.0.1:80", "/TOKEN/stop", "https://attacker.example", 403},
		{"a stop by another port of this machine", "POST", "127.0.0.1:80", "/TOKEN/stop", "http://127.0.0.1:81", 403},
		{"a stop by a file", "POST", "127.0.0.1:80", "/TOKEN/stop", "null", 403},
		{"a stop by a link", "GET", "127.0.0.1:80", "/TOKEN/stop", "", 405},
		{"a write", "POST", "127.0.0.1:80", "/TOKEN/status", "", 405},
		{"a write of the page", "PUT", "127.0.0.1:80", "/TOKEN/", "", 405},
		{"a removal", "DELETE", "127.0.0.1:80", "/TOKEN/report.html", "", 405},
		{"a file that is not shown", "GET", "127.0.0.1:80", "/TOKEN/result.json", "", 404},
		{"a file above", "GET", "127.0.0.1:80", "/TOKEN/../result.json", "", 404},
		{"a page that is not there", "GET", "127.0.0.1:80", "/TOKEN/report.html", "", 404},
	} {
		source := &fixed{status: Status{State: Running}}
		s := newServer(source, Shown{Folder: dir, Pages: []string{"report.html"}}, 80)
		path := strings.NewReplacer("TOKEN", s.token, "HALF", s.token[:13]).Replace(row.path)
		header := http.Header{}
		if row.origin != "" {
			header.Set("Origin", row.origin)
		}
		reply, _ := ask(t, s, row.method, row.host, path, header)
		if reply.StatusCode != row.want {
			t.Errorf("%s: %d, want %d", row.reason, reply.StatusCode, row.want)
		}
		if stopped := source.stops > 0; stopped != (row.want == 202) {
			t.Errorf("%s: stopped %d times", row.reason, source.stops)
		}
		for name, want := range map[string]string{
			"Cache-Control": "no-store", "Referrer-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
			"X-Content-Type-Options": "nosniff",
		} {
			if got := reply.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", row.reason, name, got, want)
			}
		}
	}
}

// TestTokensDiffer: no two servers have the same.
func TestTokensDiffer(t *testing.T) {
	a, b := newServer(&fixed{}, Shown{}, 1), newServer(&fixed{}, Shown{}, 1)
	if len(a.token) < 26 || a.token == b.token {
		t.Errorf("%q and %q", a.token, b.token)
	}
}

// TestStopsThatCannotBe say why.
func TestStopsThatCannotBe(t *testing.T) {
	s := newServer(&fixed{err: errors.New("the run is not running")}, Shown{}, 80)
	reply, text := ask(t, s, "POST", "127.0.0.1", "/"+s.token+"/stop", nil)
	if want := "it cannot be stopped: the run is not running\n"; reply.StatusCode != http.StatusConflict || text != want {
		t.Errorf("%d, %q, want %q", reply.StatusCode, text, want)
	}
}

// TestServedPages: the page has the facts without a script, and may fetch; that of the results is served when the run has finished.
func TestServedPages(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "report.html"), []byte("the results"), 0o600); err != nil {
		t.Fatal(err)
	}
	source := &fixed{status: Status{
		State: Running, Command: "run", Network: "<b>", Progress: Progress{Phase: "covariance", Done: 1, Units: 4},
	}}
	s := newServer(source, Shown{Folder: dir, Pages: []string{"sweep.html", "report.html"}}, 80)
	_, text := ask(t, s, "GET", "127.0.0.1", "/"+s.token+"/", nil)
	for _, want := range []string{
		"connect-src &#39;self&#39;", "The run goes on.", "<b>25%</b>", "&lt;b&gt;", "<title>noise-prune: 25% covariance</title>",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	source.status.State = Finished
	_, text = ask(t, s, "GET", "127.0.0.1", "/"+s.token+"/status", nil)
	var v view
	if err := json.Unmarshal([]byte(text), &v); err != nil || v.Page != "report.html" || v.CanStop || v.Share != nil || v.State != "finished" {
		t.Errorf("%s, %v", text, err)
	}
	if _, text = ask(t, s, "GET", "127.0.0.1", "/"+s.token+"/"+v.Page, nil); text != "the results" {
		t.Errorf("the results are %q", text)
	}
}

// TestServe: over the network, at the address that is printed, until it is closed.
func TestServe(t *testing.T) {
	s, err := Serve(&fixed{}, Shown{Folder: "out"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	reply, err := http.Get(s.Address())
	if err != nil || reply.StatusCode != http.StatusOK {
		t.Fatal(reply, err)
	}
	_ = reply.Body.Close()
	if _, err := Serve(&fixed{}, Shown{}, s.port); err == nil {
		t.Error("a port was taken twice")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := http.Get(s.Address()); err == nil {
		t.Error("it answers after it is closed")
	}
}
