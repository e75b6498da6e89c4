// Command lockstep tells the makers of an agreement, before anyone signs, where it waits for
// itself, who is missing, and which dates cannot hold. See package cli for its commands.
package main

import (
	"os"
	"runtime"
	_ "time/tzdata" // zones must be known on machines that have no zone files

	"lockstep/internal/cli"
)

// ballast is how much memory is held without ever being touched, which costs none: the collector
// waits until the heap is twice what is held, so that on a small agreement it does not run at
// all. It was a third of the time of a check.
const ballast = 16 << 20

func main() {
	held := make([]byte, ballast)
	code := cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
	runtime.KeepAlive(held)
	os.Exit(code)
}
