// Package web serves the dashboard over HTTP.
//
// All routes stand in one table, in the function routes, each with the role that may use it; the
// router is built from that table and nothing else. A page of package pages needs no code here.
//
// Invariants. No answer lets a browser run a script, load a style or send a form that is not from
// here. A write from another site is refused. Requests are bounded in size and time. Without
// accounts nobody but this machine is served.
//
// What it refuses: to make a page, which is for package pages, and to reach out: it opens no
// connection of its own.
package web
