package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"lockstep/bench/drive"
	"lockstep/internal/lang"
	"lockstep/internal/pages"
)

// starts is how often the program is started to measure how long it takes.
const starts = 11

// start measures the time from the start of the process to the end of its first page.
func (l *load) start() error {
	dir, err := l.project("start", l.program)
	if err != nil {
		return err
	}
	var times, taken []time.Duration
	for range starts {
		cpu, err := l.serving(dir, func(s *drive.Server) error {
			times = append(times, s.FirstPage)
			return nil
		})
		if err != nil {
			return err
		}
		taken = append(taken, cpu)
	}
	slices.Sort(times)
	slices.Sort(taken)
	fmt.Printf("\nFrom the start of the process to its first page, of %d starts: median %s, slowest "+
		"%s; %s of processors\n", starts, millis(times[starts/2]), millis(times[starts-1]),
		millis(taken[starts/2]))
	return nil
}

// days are those that are asked about: a few, as people do.
var days = []string{"2021-06-01", "2021-12-30", "2020-11-15"}

// mostOfOnePage is how many of a page's addresses are read: of 600 commitments not each.
const mostOfOnePage = 3

// paths are the addresses of every page of a project, and what programs ask for.
func paths(dir string) ([]string, error) {
	project, err := lang.Load(dir)
	if err != nil {
		return nil, err
	}
	var all []string
	for _, p := range pages.All() {
		own := p.Addresses(project.Agreement)
		for i := range min(len(own), mostOfOnePage) {
			all = append(all, own[i*(len(own)-1)/max(1, mostOfOnePage-1)])
		}
	}
	all = append(all, pages.Record.Path, "/api/v1/status", "/calendar.ics")
	slices.Sort(all)
	return slices.Compact(all), nil
}

// read measures the first byte of every page under many readers.
func (l *load) read() error {
	return l.reading("read", "nothing changes", func(*drive.Server, <-chan struct{}) error {
		return nil
	})
}

// change measures the same while somebody records an event every second.
func (l *load) change() error {
	return l.reading("change", "somebody records every second", func(
		s *drive.Server, over <-chan struct{},
	) error {
		for i := 0; ; i++ {
			select {
			case <-over:
				return nil
			case <-time.After(time.Second):
			}
			one := drive.Writers{Number: 1, Each: 1, Event: func(int, int) drive.Event {
				return told(99, i)
			}}
			if _, err := one.Write(s.URL); err != nil {
				return err
			}
		}
	})
}

// reading reads every page while something else is done until the readers are over.
func (l *load) reading(
	name, meanwhile string, also func(*drive.Server, <-chan struct{}) error,
) error {
	dir, err := l.project(name, l.program)
	if err != nil {
		return err
	}
	all, err := paths(dir)
	if err != nil {
		return err
	}
	answers := 0
	cpu, err := l.serving(dir, func(s *drive.Server) error {
		one := drive.Readers{Number: 1, Rounds: len(days), Paths: all, Days: days, Seed: 2}
		first, err := one.Read(s.URL)
		if err != nil {
			return err
		}
		tell("\nEvery page for the first time, by one reader", first)
		readers := drive.Readers{Number: l.readers, Rounds: l.rounds, Paths: all, Days: days, Seed: 1}
		over, other := make(chan struct{}), make(chan error, 1)
		go func() { other <- also(s, over) }()
		began := time.Now()
		readings, err := readers.Read(s.URL)
		took := time.Since(began)
		close(over)
		if failed := <-other; failed != nil {
			return failed
		}
		if err != nil {
			return err
		}
		answers = len(readings)
		fmt.Printf("\n%d readers, while %s: %d answers in %.1f s\n\n", l.readers, meanwhile,
			answers, took.Seconds())
		return table(drive.Summarise(readings))
	})
	if err == nil {
		fmt.Printf("The server took %.1f s of processors, start and end included, %s for an answer.\n",
			cpu.Seconds(), millis(cpu/time.Duration(answers)))
	}
	return err
}

// tell prints a line on readings of any page.
func tell(what string, readings []drive.Reading) {
	all := drive.Summarise(readings)[0]
	fmt.Printf("%s: median %s, slowest %s of %d\n", what, millis(all.Median), millis(all.Longest),
		all.Number)
}

// table prints summaries.
func table(rows []drive.Summary) error {
	var out bytes.Buffer
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "median\tp99\tslowest\twire\tanswers\t \n")
	for _, r := range rows {
		path := r.Path
		if path == "" {
			path = "all"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d KB\t%d\t %s\n", millis(r.Median), millis(r.P99),
			millis(r.Longest), (r.Wire+1023)/1024, r.Number, path)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := out.WriteTo(os.Stdout)
	return err
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000)
}
