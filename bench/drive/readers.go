package drive

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync"
	"time"
)

// Readers are many who read at the same time, each one page after the other without a pause, in
// an order of their own.
type Readers struct {
	Number int
	Rounds int      // how often each goes through all paths
	Paths  []string // what is read
	Days   []string // the days that are asked about, one in each round, by turns
	Seed   uint64
}

// A Reading is one answer that a reader got.
type Reading struct {
	Path      string
	FirstByte time.Duration // from the request to the first byte of the answer
	Whole     time.Duration // to its last
	Wire      int64         // bytes of the body as they travelled, compressed
}

// Read reads everything from a server. It ends with the first answer that is not as it should be.
func (r Readers) Read(url string) ([]Reading, error) {
	all := make([][]Reading, r.Number)
	errs := make([]error, r.Number)
	var reading sync.WaitGroup
	for i := range r.Number {
		reading.Go(func() { all[i], errs[i] = r.one(url, i) })
	}
	reading.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(all...), nil
}

// one is what the reader of that number reads.
func (r Readers) one(url string, number int) ([]Reading, error) {
	random := rand.New(rand.NewPCG(r.Seed, uint64(number)))
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	var all []Reading
	for round := range r.Rounds {
		for _, i := range random.Perm(len(r.Paths)) {
			path := r.Paths[i]
			if len(r.Days) > 0 {
				path += "?asof=" + r.Days[(number+round)%len(r.Days)]
			}
			one, err := read(client, url+path)
			if err != nil {
				return nil, err
			}
			one.Path = r.Paths[i]
			all = append(all, one)
		}
	}
	return all, nil
}

// read asks for an address as a browser does.
func read(client *http.Client, address string) (Reading, error) {
	request, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return Reading{}, err
	}
	request.Header.Set("Accept-Encoding", "gzip")
	var one Reading
	began := time.Now()
	trace := &httptrace.ClientTrace{
		GotFirstResponseByte: func() { one.FirstByte = time.Since(began) },
	}
	answer, err := client.Do(request.WithContext(httptrace.WithClientTrace(request.Context(), trace)))
	if err != nil {
		return Reading{}, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return Reading{}, fmt.Errorf("%s is answered with %s", address, answer.Status)
	}
	one.Wire, err = io.Copy(io.Discard, answer.Body)
	one.Whole = time.Since(began)
	return one, err
}

// A Summary is what the readings of one path come to.
type Summary struct {
	Path                 string
	Number               int
	Median, P99, Longest time.Duration // of the first byte
	Wire                 int64         // the largest
}

// Summarise gives a summary for each path, by path, and one of all together, whose path is "".
func Summarise(all []Reading) []Summary {
	by := map[string][]Reading{}
	for _, r := range all {
		by[r.Path] = append(by[r.Path], r)
	}
	rows := []Summary{summary("", all)}
	for path, readings := range by {
		rows = append(rows, summary(path, readings))
	}
	slices.SortFunc(rows, func(x, y Summary) int {
		switch {
		case x.Path < y.Path:
			return -1
		case x.Path > y.Path:
			return 1
		}
		return 0
	})
	return rows
}

func summary(path string, readings []Reading) Summary {
	s := Summary{Path: path, Number: len(readings)}
	times := make([]time.Duration, len(readings))
	for i, r := range readings {
		times[i] = r.FirstByte
		s.Wire = max(s.Wire, r.Wire)
	}
	if len(times) == 0 {
		return s
	}
	slices.Sort(times)
	s.Median, s.Longest = times[len(times)/2], times[len(times)-1]
	s.P99 = times[(len(times)*99+99)/100-1]
	return s
}
