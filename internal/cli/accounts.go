package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lockstep/internal/accounts"
	"lockstep/internal/books"
	"lockstep/internal/lang"
)

// accountsFile holds the accounts of a project's dashboard, beside its ledger.
const accountsFile = "accounts.db"

func accountsCommand(c *console) *cobra.Command {
	command := &cobra.Command{
		Use:   "accounts",
		Short: "Who may use the dashboard when it is shared, and what each may do",
		Long: "A dashboard that others can reach lets nobody in without an account. Accounts lie in\n" +
			accountsFile + " in the project folder, which only its owner can read, or beside the ledger\n" +
			"where that lies in PostgreSQL. Passwords are kept as digests. The roles: a reader sees,\n" +
			"a recorder enters evidence, an assessor rates, a delegate acts for one party, a steward\n" +
			"runs the books and the accounts.",
	}
	command.AddCommand(accountsAddCommand(c), accountsListCommand(c), accountsRoleCommand(c),
		accountsPasswordCommand(c), accountsSwitchCommand(c, true), accountsSwitchCommand(c, false),
		accountsTokenCommand(c), accountsLinkCommand(c), accountsUnlinkCommand(c))
	return command
}

// accountsOf opens the accounts of a project: in the database in which its ledger lies, so that all
// servers of the project share them, and otherwise in a file of its folder.
func accountsOf(ctx context.Context, dir string) (*accounts.Accounts, error) {
	file := filepath.Join(dir, accountsFile)
	database, err := books.DatabaseOf(dir)
	if err != nil {
		return nil, err
	}
	if database == nil {
		return accounts.OpenFile(ctx, file, accounts.Options{})
	}
	if _, err := os.Stat(file); err == nil {
		return nil, fmt.Errorf("there are accounts in %s, and the ledger lies in PostgreSQL, where "+
			"the accounts of its servers lie too: take the file away, and make the accounts anew", file)
	}
	return accounts.OpenPostgres(ctx, database.Secret(), accounts.Options{})
}

// withAccounts does something with the accounts of a project and explains what they refuse.
func (c *console) withAccounts(
	ctx context.Context, dir string, work func(*accounts.Accounts, *lang.Project) error,
) error {
	project, err := c.load(dir, false)
	if err != nil {
		return err
	}
	kept, err := accountsOf(ctx, dir)
	if err != nil {
		return unreadable(err)
	}
	err = work(kept, project)
	if closing := kept.Close(); err == nil && closing != nil {
		err = unreadable(closing)
	}
	return err
}

// A roleFlag is a role and whom a delegate acts for.
type roleFlag struct{ role, party string }

func (f *roleFlag) add(command *cobra.Command) {
	command.Flags().StringVar(&f.role, "role", "", "what the person is: "+
		strings.Join(accounts.RoleNames[1:], ", "))
	command.Flags().StringVar(&f.party, "party", "", "whom a delegate acts for")
}

// read gives the role and refuses a party that the agreement does not have.
func (f *roleFlag) read(p *lang.Project) (accounts.Role, error) {
	role, err := accounts.ParseRole(f.role)
	if err != nil {
		return role, misuse("--role: %w", err)
	}
	if f.party == "" {
		return role, nil
	}
	var ids []string
	for _, party := range p.Agreement.Parties {
		ids = append(ids, party.ID)
	}
	if !slices.Contains(ids, f.party) {
		return role, misuse("--party: there is no party %q; the parties are %s", f.party,
			strings.Join(ids, ", "))
	}
	return role, nil
}

func accountsAddCommand(c *console) *cobra.Command {
	var role roleFlag
	var display string
	var who identityFlag
	command := &cobra.Command{
		Use:   "add DIR NAME",
		Short: "Make an account; its password is the first line of the input",
		Long: "With --issuer and --subject the account has no password, and whom that provider names\n" +
			"so signs in as it.",
		Example: "  lockstep accounts add DIR asha --role steward < password.txt",
		Args:    cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, p *lang.Project) error {
				as, err := role.read(p)
				if err != nil {
					return err
				}
				person := accounts.Person{Name: args[1], Display: display, Role: as,
					Party: role.party}
				return c.told(c.addAccount(ctx, a, person, who), "Made the account %s, %s.",
					args[1], role.role)
			})
		},
	}
	role.add(command)
	who.add(command)
	command.Flags().StringVar(&display, "display", "", "the name that pages show")
	return command
}

// told says what was done, or explains why it was not.
func (c *console) told(err error, format string, args ...any) error {
	for _, known := range []error{accounts.ErrThere, accounts.ErrNotThere, accounts.ErrLastOne,
		accounts.ErrNoParty, accounts.ErrName, accounts.ErrPassword, accounts.ErrIdentity} {
		if errors.Is(err, known) {
			return misuse("%w", known)
		}
	}
	switch {
	case isExit(err):
		return err
	case err != nil:
		return unreadable(err)
	}
	fmt.Fprintf(c.out, format+"\n", args...)
	return nil
}

// password reads the first line of the input. It never stands in the command line, where others
// could see it.
func (c *console) password() (string, error) {
	if f, ok := c.in.(*os.File); ok && isTerminal(f) {
		fmt.Fprint(c.err, "Password (it shows as you type; to hide it, give it in a file): ")
	}
	line, err := bufio.NewReader(io.LimitReader(c.in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", unreadable(fmt.Errorf("reading the password: %w", err))
	}
	return strings.TrimRight(line, "\r\n"), nil
}

func accountsListCommand(c *console) *cobra.Command {
	var asJSON, changes bool
	command := &cobra.Command{
		Use:   "list DIR",
		Short: "Every account, or with --changes who changed what and when",
		Args:  cobra.ExactArgs(1),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				if changes {
					return c.listChanges(ctx, a, asJSON)
				}
				return c.listAccounts(ctx, a, asJSON)
			})
		},
	}
	command.Flags().BoolVar(&changes, "changes", false, "the record of changes instead")
	command.Flags().BoolVar(&asJSON, "json", false, "write JSON")
	return command
}

// An accountReport is the JSON of an account.
type accountReport struct {
	Name     string `json:"name"`
	Display  string `json:"display"`
	Role     string `json:"role"`
	Party    string `json:"party"`
	Disabled bool   `json:"disabled"`
}

func (c *console) listAccounts(ctx context.Context, a *accounts.Accounts, asJSON bool) error {
	all, err := a.List(ctx)
	if err != nil {
		return unreadable(err)
	}
	report := []accountReport{}
	for _, one := range all {
		report = append(report, accountReport{one.Name, one.Display, one.Role.String(), one.Party,
			one.Disabled})
	}
	if asJSON {
		return c.json(map[string]any{"accounts": report})
	}
	if len(report) == 0 {
		fmt.Fprintln(c.out, "No accounts. lockstep accounts add makes one; begin with a steward.")
	}
	for _, one := range report {
		state := one.Role
		if one.Party != "" {
			state += " of " + one.Party
		}
		if one.Disabled {
			state += ", disabled"
		}
		fmt.Fprintf(c.out, "%-20s %-24s %s\n", one.Name, state, visible(one.Display))
	}
	return nil
}

// A changeReport is the JSON of a change to an account.
type changeReport struct {
	At    string `json:"at"`
	By    string `json:"by"`
	About string `json:"about"`
	What  string `json:"what"`
}

func (c *console) listChanges(ctx context.Context, a *accounts.Accounts, asJSON bool) error {
	all, err := a.Changes(ctx)
	if err != nil {
		return unreadable(err)
	}
	report := []changeReport{}
	for _, one := range all {
		at := time.UnixMilli(one.At).UTC().Format(time.RFC3339)
		report = append(report, changeReport{at, one.By, one.About, one.What})
	}
	if asJSON {
		return c.json(map[string]any{"changes": report})
	}
	for _, one := range report {
		by := one.By
		if by == "" {
			by = "at the machine"
		}
		fmt.Fprintf(c.out, "%s  %s: %s, by %s\n", one.At, one.About, visible(one.What), by)
	}
	return nil
}

func accountsRoleCommand(c *console) *cobra.Command {
	var role roleFlag
	command := &cobra.Command{
		Use:   "role DIR NAME",
		Short: "Make an account something else; it signs in again",
		Args:  cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, p *lang.Project) error {
				as, err := role.read(p)
				if err != nil {
					return err
				}
				return c.told(a.SetRole(ctx, "", args[1], as, role.party), "%s is now a %s.", args[1],
					role.role)
			})
		},
	}
	role.add(command)
	return command
}

func accountsPasswordCommand(c *console) *cobra.Command {
	return &cobra.Command{
		Use:   "password DIR NAME",
		Short: "Give an account another password, the first line of the input",
		Args:  cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				password, err := c.password()
				if err != nil {
					return err
				}
				return c.told(a.SetPassword(ctx, "", args[1], password),
					"Changed the password of %s. Where it was signed in, it is no longer.", args[1])
			})
		},
	}
}

// accountsSwitchCommand is enable or disable.
func accountsSwitchCommand(c *console, on bool) *cobra.Command {
	verb, short, told := "disable", "Shut an account out at once; what it recorded stays",
		"%s is shut out."
	change := (*accounts.Accounts).Disable
	if on {
		verb, short, told = "enable", "Let a disabled account sign in again", "%s may sign in again."
		change = (*accounts.Accounts).Enable
	}
	return &cobra.Command{
		Use:   verb + " DIR NAME",
		Short: short,
		Args:  cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				return c.told(change(a, ctx, "", args[1]), told, args[1])
			})
		},
	}
}

func accountsTokenCommand(c *console) *cobra.Command {
	var label string
	var days int
	command := &cobra.Command{
		Use:   "token DIR NAME",
		Short: "Make a token that lets a program in with the rights of an account",
		Long: "The token is printed once and kept nowhere. A program sends it as\n" +
			"Authorization: Bearer TOKEN.",
		Args: cobra.ExactArgs(2),
		RunE: func(command *cobra.Command, args []string) error {
			ctx := command.Context()
			return c.withAccounts(ctx, args[0], func(a *accounts.Accounts, _ *lang.Project) error {
				if age := time.Duration(days) * 24 * time.Hour; days < 1 || age > accounts.MostTokenAge {
					return misuse("--days: a token counts from 1 to %d days",
						accounts.MostTokenAge/24/time.Hour)
				}
				token, err := a.AddToken(ctx, args[1], label, time.Duration(days)*24*time.Hour)
				return c.told(err, "%s", token)
			})
		},
	}
	command.Flags().StringVar(&label, "label", "", "what it is for")
	command.Flags().IntVar(&days, "days", 90, "how many days it counts")
	return command
}
