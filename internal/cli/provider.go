package cli

import (
	"cmp"
	"context"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lockstep/internal/accounts"
	"lockstep/internal/lang"
	"lockstep/internal/oidc"
	"lockstep/internal/web"
)

// The variables of the environment that say by which provider people can sign in, where no flag
// does. The secret stands there alone, so that it is in no command line.
const (
	issuerVariable = "LOCKSTEP_OIDC_ISSUER"
	clientVariable = "LOCKSTEP_OIDC_CLIENT"
	secretVariable = "LOCKSTEP_OIDC_SECRET"
)

// providerFlags say by which provider people can sign in.
type providerFlags struct{ issuer, client, name, public string }

func (f *providerFlags) add(command *cobra.Command) {
	flags := command.Flags()
	flags.StringVar(&f.issuer, "oidc-issuer", "",
		"a provider of OpenID Connect by which people can sign in, its https address; "+
			"also in "+issuerVariable)
	flags.StringVar(&f.client, "oidc-client", "",
		"the id of this program there; also in "+clientVariable)
	flags.StringVar(&f.name, "oidc-name", "", "what people call the provider; without it, its host")
	flags.StringVar(&f.public, "public-url", "",
		"the address of the dashboard as browsers see it; the provider sends them back there")
}

// open makes the provider, nil where none is named. reached is the address of the server where no
// other one is public.
func (f *providerFlags) open(reached string) (*oidc.Provider, error) {
	issuer := cmp.Or(f.issuer, os.Getenv(issuerVariable))
	client := cmp.Or(f.client, os.Getenv(clientVariable))
	if issuer == "" && client == "" {
		return nil, nil
	}
	public := strings.TrimSuffix(cmp.Or(f.public, reached), "/")
	provider, err := oidc.New(oidc.Config{Issuer: issuer, Client: client,
		Secret: os.Getenv(secretVariable), Redirect: public + web.BackPath})
	if err != nil {
		return nil, misuse("--oidc-issuer, --oidc-client, --public-url: %w", err)
	}
	return provider, nil
}

// An identityFlag is how a provider names somebody.
type identityFlag struct{ accounts.Identity }

func (f *identityFlag) add(command *cobra.Command) {
	command.Flags().StringVar(&f.Issuer, "issuer", "", "the address of the provider")
	command.Flags().StringVar(&f.Subject, "subject", "", "how the provider names the person")
}

// isGiven reports whether any of it was given.
func (f *identityFlag) isGiven() bool { return f.Identity != accounts.Identity{} }

func accountsLinkCommand(c *console) *cobra.Command {
	var who identityFlag
	command := &cobra.Command{
		Use:   "link DIR NAME",
		Short: "Let somebody sign in by a provider as an account",
		Long: "Whom the provider names so signs in as the account. The subject is the provider's own\n" +
			"name for a person, which it never gives to another; who signs in there without being\n" +
			"linked is told theirs.",
		Example: "  lockstep accounts link DIR asha --issuer https://id.example.org --subject 4711",
		Args:    cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				return c.told(a.Link(ctx, "", args[1], who.Identity), "%s signs in as %s of %s.", args[1],
					visible(who.Subject), visible(who.Issuer))
			})
		},
	}
	who.add(command)
	return command
}

func accountsUnlinkCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "unlink DIR NAME",
		Short: "Let an account sign in with its password alone",
		Args:  cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				return c.told(a.Unlink(ctx, "", args[1]),
					"%s signs in with its password alone. Where it was signed in, it is no longer.", args[1])
			})
		},
	}
}

// addAccount makes an account, with a password from the input or, where an identity is given,
// without one.
func (c *console) addAccount(
	ctx context.Context, a *accounts.Accounts, p accounts.Person, who identityFlag,
) error {
	if who.isGiven() {
		return a.AddWithoutPassword(ctx, "", p, who.Identity)
	}
	password, err := c.password()
	if err != nil {
		return err
	}
	return a.Add(ctx, "", p, password)
}

// isExit reports whether an error says already how the program ends.
func isExit(err error) bool {
	var exit *exitError
	return errors.As(err, &exit)
}
