// Command lockstep tells the makers of an agreement, before anyone signs, where it waits for
// itself, who is missing, and which dates cannot hold. See package cli for its commands.
package main

import (
	"os"
	_ "time/tzdata" // zones must be known on machines that have no zone files

	"lockstep/internal/cli"
)

func main() {
	os.Exit(cli.Main(os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
