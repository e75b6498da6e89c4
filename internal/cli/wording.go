package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lockstep/internal/diag"
)

// errNoFolder is why a file is not read as a project.
var errNoFolder = errors.New("is not a folder")

// plainly says what went wrong, where, and what can be done, in place of what the system says of
// a file.
func plainly(err error) string {
	said := err.Error()
	var one *fs.PathError
	var two *os.LinkError
	switch {
	case errors.As(err, &one):
		return strings.Replace(said, one.Error(), fileTold(one.Op, one.Path, one.Err), 1)
	case errors.As(err, &two):
		return strings.Replace(said, two.Error(), fileTold("write", two.New, two.Err), 1)
	}
	return said
}

// fileTold says what is wrong with a file.
func fileTold(op, path string, err error) string {
	path = cmp.Or(path, `""`)
	writing := op == "write" || op == "mkdir"
	switch {
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, errNoFolder):
		return path + " is not a folder; give the folder that holds the *.hcl files"
	case errors.Is(err, syscall.EISDIR), errors.Is(err, errIsFolder):
		return path + " is a folder; name a file"
	case errors.Is(err, fs.ErrNotExist) && writing:
		return fmt.Sprintf("%s cannot be written: there is no folder %s", path, filepath.Dir(path))
	case errors.Is(err, fs.ErrNotExist):
		return "there is no file or folder " + path
	case errors.Is(err, fs.ErrPermission) && writing:
		return path + " may not be written: permission denied; choose another place"
	case errors.Is(err, fs.ErrPermission):
		return path + " may not be read: permission denied"
	case errors.Is(err, syscall.ELOOP):
		return path + " is a symbolic link that leads in a circle"
	case errors.Is(err, syscall.ENOSPC):
		return path + " was not written: the disk is full"
	case errors.Is(err, syscall.EROFS):
		return path + " may not be written: the disk is read-only"
	}
	return (&fs.PathError{Op: op, Path: path, Err: err}).Error()
}

// wrongFlag says what is wrong with a flag, with the nearest one that there is.
func wrongFlag(command *cobra.Command, err error) error {
	var missing *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &missing) && missing.GetSpecifiedShortnames() == "":
		name := "--" + missing.GetSpecifiedName()
		return misuse("there is no flag %s.%s %s --help lists the flags", name,
			diag.DidYouMean(name, flagNames(command)), command.CommandPath())
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "int":
		return misuse("--%s takes a whole number, not %q", invalid.GetFlag().Name,
			invalid.GetValue())
	}
	return misuse("%w; %s --help lists the flags", err, command.CommandPath())
}

func flagNames(command *cobra.Command) []string {
	var names []string
	command.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, "--"+f.Name) })
	return names
}

var (
	exclusive = regexp.MustCompile(`flags in the group \[(.*)\] are set none`)
	nameless  = regexp.MustCompile(`^unknown command "(.*)" for "(.*)"`)
)

// reworded is an error of the command line's library in our words.
func reworded(root *cobra.Command, err error) error {
	if m := exclusive.FindStringSubmatch(err.Error()); m != nil {
		flags := strings.Fields(m[1])
		return misuse("--%s cannot be given together; give one of them",
			strings.Join(flags, " and --"))
	}
	if m := nameless.FindStringSubmatch(err.Error()); m != nil {
		at, _, found := root.Find(strings.Fields(m[2])[1:])
		if found != nil {
			at = root
		}
		return unknownCommand(at, m[1])
	}
	return misuse("%w", err)
}

// unknownCommand says that a command has no such command below it.
func unknownCommand(at *cobra.Command, name string) error {
	var names []string
	for _, below := range at.Commands() {
		if below.IsAvailableCommand() {
			names = append(names, below.Name())
		}
	}
	nearest := diag.DidYouMean(name, names)
	at.SuggestionsMinimumDistance = 2 // more than for ids, since commands are few and far apart
	if near := at.SuggestionsFor(name); nearest == "" && len(near) > 0 {
		nearest = fmt.Sprintf(" Did you mean %q?", near[0])
	}
	return misuse("unknown command %q for %s.%s %s --help lists the commands", name,
		at.CommandPath(), nearest, at.CommandPath())
}
