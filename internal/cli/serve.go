package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"lockstep/internal/books"
	"lockstep/internal/desk"
	"lockstep/internal/web"
)

type serveFlags struct{ address string }

// watchEvery is how often serve looks whether somebody else has changed the project.
const watchEvery = 500 * time.Millisecond

func serveCommand(c *console) *cobra.Command {
	var flags serveFlags
	command := &cobra.Command{
		Use:   "serve DIR",
		Short: "The dashboard, for a browser on this machine",
		Long: "Serve opens the dashboard of a project and answers until it is interrupted. Each page\n" +
			"stands under a day and a known-at day, which are in its address. Who has the page open\n" +
			"sees within a second what somebody else records or edits. It reaches out to nothing.",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.serve(command.Context(), args[0], flags)
		},
	}
	command.Flags().StringVar(&flags.address, "address", "127.0.0.1:8080",
		"where to listen; port 0 takes a free one")
	return command
}

func (c *console) serve(ctx context.Context, dir string, flags serveFlags) error {
	ctx, stop := signal.NotifyContext(cmp.Or(ctx, context.Background()), syscall.SIGINT,
		syscall.SIGTERM)
	defer stop()
	project, err := c.load(dir, false)
	if err != nil {
		return err
	}
	opened, err := desk.Open(ctx, dir, project)
	if err != nil {
		return c.orRefuse(project, books.PlainFile, err, false)
	}
	defer opened.Close()
	server, err := web.New(opened, time.Now, slog.New(slog.NewTextHandler(c.err, nil)))
	if err != nil {
		return unreadable(err)
	}
	listener, err := web.Listen(ctx, flags.address)
	if errors.Is(err, web.ErrNotLoopback) {
		return misuse("--address %s: %w", flags.address, err)
	}
	if err != nil {
		return unreadable(err)
	}
	fmt.Fprintf(c.err, "The dashboard of %s is at http://%s/ until you press Ctrl-C.\n",
		project.Agreement.ID, listener.Addr())
	go opened.Watch(ctx, watchEvery)
	if err := server.Serve(ctx, listener); err != nil {
		return unreadable(err)
	}
	return nil
}
