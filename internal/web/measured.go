package web

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"lockstep/internal/desk"
	"lockstep/internal/ledger"
)

// A measured server counts and times what it answers, for Prometheus to fetch. Nothing is sent
// anywhere.
type measured struct {
	registry *prometheus.Registry
	times    *prometheus.HistogramVec
}

// newMeasured measures a server of this desk.
func newMeasured(d *desk.Desk) *measured {
	m := &measured{registry: prometheus.NewRegistry(), times: prometheus.NewHistogramVec(
		prometheus.HistogramOpts{
			Name:    "lockstep_http_request_duration_seconds",
			Help:    "Time to answer a request, by route, method and status.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10},
		}, []string{"route", "method", "code"})}
	gauge := func(name, help string, value func(*desk.Edition) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help},
			func() float64 { return value(d.For(ledger.Uncut)) })
	}
	m.registry.MustRegister(m.times, collectors.NewGoCollector(),
		gauge("lockstep_revision", "How often the project has changed since the start.",
			func(e *desk.Edition) float64 { return float64(e.Revision) }),
		gauge("lockstep_events", "Events of evidence that the agreement knows.",
			func(e *desk.Edition) float64 { return float64(len(e.Events)) }),
		gauge("lockstep_events_left_out", "Recorded events that the agreement does not know.",
			func(e *desk.Edition) float64 { return float64(len(e.LeftOut)) }),
		gauge("lockstep_lagging", "1 where the project folder cannot be read as it is now.",
			func(e *desk.Edition) float64 {
				if e.Lags != "" {
					return 1
				}
				return 0
			}))
	return m
}

// handler serves what was measured.
func (m *measured) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// around times a route.
func (m *measured) around(r route) http.Handler {
	times, err := m.times.CurryWith(prometheus.Labels{"route": r.pattern})
	if err != nil {
		panic(err) // the labels are those above
	}
	return promhttp.InstrumentHandlerDuration(times, r.serve)
}
