package cli

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"lockstep/internal/accounts"
	"lockstep/internal/books"
	"lockstep/internal/desk"
	"lockstep/internal/lang"
	"lockstep/internal/web"
)

type serveFlags struct {
	address     string
	shared      bool
	ledger      bool
	cert, key   string
	behindProxy bool
	provider    providerFlags
}

// check refuses flags that do not go together.
func (f *serveFlags) check() error {
	switch {
	case (f.cert == "") != (f.key == ""):
		return misuse("--cert and --key go together")
	case f.cert != "" && f.behindProxy:
		return misuse("--behind-proxy is for a proxy that encrypts, --cert for doing so here")
	case f.provider != (providerFlags{}) && !f.shared:
		return misuse("people sign in by a provider on a dashboard that is --shared")
	case f.cert != "" && !f.shared, f.behindProxy && !f.shared:
		return misuse("--cert, --key and --behind-proxy are for a dashboard that is --shared")
	}
	return nil
}

// encrypted reports whether browsers come over TLS.
func (f *serveFlags) encrypted() bool { return f.cert != "" || f.behindProxy }

// scheme is how browsers reach the server itself.
func (f *serveFlags) scheme() string {
	if f.cert != "" {
		return "https"
	}
	return "http"
}

// watchEvery is how often serve looks whether somebody else has changed the project.
const watchEvery = 500 * time.Millisecond

func serveCommand(c *console) *cobra.Command {
	var flags serveFlags
	command := &cobra.Command{
		Use:   "serve DIR",
		Short: "The dashboard, for a browser on this machine",
		Long: "Serve opens the dashboard of a project and answers until it is interrupted. Each page\n" +
			"stands under a day and a known-at day, which are in its address. Who has the page open\n" +
			"sees within a second what somebody else records or edits. It reaches out to nothing.\n\n" +
			"With --shared it lets in those who have an account (see lockstep accounts), and only\n" +
			"them. Others can reach it where --address says so and passwords travel encrypted: by\n" +
			"--cert and --key, or by a proxy in front, which --behind-proxy says is there.\n\n" +
			"With --oidc-issuer and --oidc-client people can sign in by a provider of OpenID Connect,\n" +
			"whose secret for this program is taken from " + secretVariable + ". Nobody comes in\n" +
			"that way who is not linked with an account: see lockstep accounts link. The provider is\n" +
			"the only thing that the server ever asks.",
		Example: "  lockstep serve examples/doha-2020\n" +
			"  lockstep serve DIR --shared --address :8443 --cert cert.pem --key key.pem",
		Args: cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			return c.serve(command.Context(), args[0], flags)
		},
	}
	command.Flags().StringVar(&flags.address, "address", "127.0.0.1:8080",
		"where to listen; port 0 takes a free one")
	f := command.Flags()
	f.BoolVar(&flags.ledger, "ledger", false, "make the project's ledger where it has none, as "+
		"lockstep ledger init does, so that pages can record")
	f.BoolVar(&flags.shared, "shared", false, "let in those who have accounts, and only them")
	f.StringVar(&flags.cert, "cert", "", "certificate for TLS, a PEM file")
	f.StringVar(&flags.key, "key", "", "its private key, a PEM file")
	f.BoolVar(&flags.behindProxy, "behind-proxy", false,
		"a proxy in front encrypts, and adds readers' addresses to X-Forwarded-For")
	flags.provider.add(command)
	return command
}

func (c *console) serve(ctx context.Context, dir string, flags serveFlags) error {
	ctx, stop := signal.NotifyContext(cmp.Or(ctx, context.Background()), syscall.SIGINT,
		syscall.SIGTERM)
	defer stop()
	if err := flags.check(); err != nil {
		return err
	}
	project, err := c.load(dir, false)
	if err != nil {
		return err
	}
	if flags.ledger {
		if err := c.withLedger(ctx, dir, project); err != nil {
			return err
		}
	}
	listener, err := flags.listen(ctx)
	if err != nil {
		return err
	}
	served, log := make(chan error, 1), slog.New(slog.NewTextHandler(c.err, nil))
	site := &site{dir: dir, project: project, flags: &flags, door: web.NewDoor(log), log: log,
		at: flags.scheme() + "://" + listener.Addr().String(), served: served}
	go func() {
		served <- site.door.Serve(ctx, listener)
		close(served)
	}()
	err = c.open(ctx, site)
	stop()
	if ending := <-served; err == nil && ending != nil {
		err = unreadable(ending)
	}
	return err
}

// A site is what is served and where.
type site struct {
	dir     string
	project *lang.Project
	flags   *serveFlags
	door    *web.Door
	log     *slog.Logger
	at      string       // address
	served  <-chan error // how serving ended
}

// whileReading is how far memory may grow, in per cent of what is in use, before it is looked
// through for what can be given back: while a project is read that is hardly anything.
const whileReading = 400

// open reads the project, opens the door to it and waits until nothing is served any more.
func (c *console) open(ctx context.Context, s *site) error {
	usual := debug.SetGCPercent(whileReading)
	opened, err := desk.Open(ctx, s.dir, s.project)
	switch {
	case err != nil && ctx.Err() != nil:
		return nil // somebody ended it before it was read
	case err != nil:
		return c.orRefuse(s.project, books.PlainFile, err, false)
	}
	defer opened.Close()
	server, err := web.New(opened, time.Now, s.log)
	if err != nil {
		return unreadable(err)
	}
	server.Offer(programAnswers())
	if s.flags.shared {
		kept, err := c.openAccounts(ctx, s.dir)
		if err != nil {
			return err
		}
		defer kept.Close()
		provider, err := s.flags.provider.open(s.at)
		if err != nil {
			return err
		}
		server.Share(web.Sharing{Accounts: kept, Encrypted: s.flags.encrypted(),
			Proxied: s.flags.behindProxy, Provider: provider, ProviderName: s.flags.provider.name})
	}
	server.Warm()
	debug.SetGCPercent(usual)
	s.door.Open(server)
	fmt.Fprintf(c.err, "The dashboard of %s is at %s/ until you press Ctrl-C.\n",
		s.project.Agreement.ID, s.at)
	go opened.Watch(ctx, watchEvery)
	if err := <-s.served; err != nil {
		return unreadable(err)
	}
	return nil
}

// withLedger makes the ledger of a project, with its plain evidence in it, where it has none.
func (c *console) withLedger(ctx context.Context, dir string, p *lang.Project) error {
	kept, err := books.Open(ctx, dir, p.Agreement)
	if err != nil {
		return c.orRefuse(p, books.PlainFile, err, false)
	}
	sealed := kept.Sealed()
	if err := kept.Close(); err != nil {
		return unreadable(err)
	}
	if sealed {
		return nil
	}
	return c.ledgerInit(ctx, dir, ledgerInitFlags{})
}

// openAccounts opens the accounts of a project that must have some.
func (c *console) openAccounts(ctx context.Context, dir string) (*accounts.Accounts, error) {
	kept, err := accountsOf(ctx, dir)
	if err != nil {
		return nil, unreadable(err)
	}
	switch any, err := kept.Any(ctx); {
	case err != nil:
		return nil, unreadable(errors.Join(err, kept.Close()))
	case !any:
		kept.Close()
		return nil, misuse("--shared: nobody has an account yet; make a steward first: " +
			"lockstep accounts add DIR NAME --role steward")
	}
	return kept, nil
}

// listen opens the address, with TLS where there is a certificate. An address that others reach
// is refused where passwords would travel in the clear.
func (f *serveFlags) listen(ctx context.Context) (net.Listener, error) {
	listener, err := web.Listen(ctx, f.address, f.shared && f.encrypted())
	switch {
	case errors.Is(err, web.ErrNotLoopback) && f.shared:
		return nil, misuse("--address %s: passwords would travel in the clear: give --cert and "+
			"--key, or --behind-proxy where a proxy in front encrypts", f.address)
	case errors.Is(err, web.ErrNotLoopback):
		return nil, misuse("--address %s: %w", f.address, err)
	case err != nil:
		return nil, unreadable(err)
	case f.cert == "":
		return listener, nil
	}
	pair, err := tls.LoadX509KeyPair(f.cert, f.key)
	if err != nil {
		return nil, unreadable(errors.Join(fmt.Errorf("reading the certificate: %w", err),
			listener.Close()))
	}
	return tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{pair},
		MinVersion: tls.VersionTLS12, NextProtos: []string{"h2", "http/1.1"}}), nil
}
