package watch

import (
	"context"
	"crypto/rand"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync/atomic"
	"time"
)

// Server shows a Source on 127.0.0.1, to those who know its address.
type Server struct {
	source  Source
	shown   Shown
	token   string // 26 letters and digits, 130 random bits
	port    int
	http    *http.Server
	fetched atomic.Int64 // Unix time in nanoseconds of the last fetch by a page
	closing chan struct{}
}

// Shown is what a Server shows beside the Source.
type Shown struct {
	Folder string   // of the results; empty where nothing is written
	Pages  []string // the files of Folder that can be opened when the run has finished
}

// Serve begins to show a source at that port, or at a free one for 0. It returns an error where the port is taken.
func Serve(source Source, shown Shown, port int) (*Server, error) {
	listener, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	s := newServer(source, shown, listener.Addr().(*net.TCPAddr).Port)
	go func() { _ = s.http.Serve(listener) }() // it returns when it is closed
	return s, nil
}

func newServer(source Source, shown Shown, port int) *Server {
	s := &Server{source: source, shown: shown, token: rand.Text(), port: port, closing: make(chan struct{})}
	s.http = &http.Server{
		Handler: s.handler(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, MaxHeaderBytes: 1 << 14,
	}
	return s
}

// Address is where the page is.
func (s *Server) Address() string { return fmt.Sprintf("http://127.0.0.1:%d/%s/", s.port, s.token) }

// grace is how long a page may take from one fetch to the next.
const grace = interval / 10

// Close ends the server when open pages, if there are any, have been told how the run has ended, for which they wait. It is called
// once.
func (s *Server) Close() error {
	close(s.closing)
	if s.isWatched() {
		time.Sleep(grace)
	}
	ctx, cancel := context.WithTimeout(context.Background(), interval)
	defer cancel()
	_ = s.http.Shutdown(ctx) // a browser may hold a connection open on which it asks nothing
	return s.http.Close()
}

// isWatched reports whether a page has fetched within the last seconds.
func (s *Server) isWatched() bool {
	return time.Since(time.Unix(0, s.fetched.Load())) < 3*interval
}
