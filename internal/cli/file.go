package cli

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// writeFile writes a file beside its place and then puts it there, so that a full disk, an error
// of write or a kill leaves what was there before. A link stays a link, what is no ordinary file
// (a terminal, a pipe) is written to directly, and the mode of what was there stays.
func writeFile(path string, mode fs.FileMode, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return unreadable(&fs.PathError{Op: "write", Path: path, Err: errIsFolder})
	case err == nil && !info.Mode().IsRegular():
		return unwritten(path, writeThrough(path, write))
	case err == nil:
		mode = info.Mode().Perm()
	}
	return unwritten(path, writeBeside(path, mode, write))
}

// errIsFolder is why a folder is not written to.
var errIsFolder = errors.New("is a folder")

// writeThrough writes to what is there.
func writeThrough(path string, write func(io.Writer) error) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(buffered(file, write), file.Close())
}

// writeBeside writes another file and gives it the name.
func writeBeside(path string, mode fs.FileMode, write func(io.Writer) error) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".lockstep-*")
	if err != nil {
		return err
	}
	err = errors.Join(buffered(file, write), file.Chmod(mode), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

func buffered(file *os.File, write func(io.Writer) error) error {
	out := bufio.NewWriterSize(file, 1<<16)
	return cmp.Or(write(out), out.Flush())
}

// unwritten is the error of a file that could not be written; it names the file that was to be
// written, not the one beside it.
func unwritten(path string, err error) error {
	if err == nil {
		return nil
	}
	var exit *exitError
	if errors.As(err, &exit) {
		return err
	}
	if cause := causeOf(err); cause != nil {
		err = &fs.PathError{Op: "write", Path: path, Err: cause}
	}
	return unreadable(err)
}

// causeOf is what the system said of a file, nil where err is not about one.
func causeOf(err error) error {
	var one *fs.PathError
	var two *os.LinkError
	switch {
	case errors.As(err, &one):
		return one.Err
	case errors.As(err, &two):
		return two.Err
	}
	return nil
}

// writeWhole writes contents with writeFile.
func writeWhole(path string, contents []byte, mode fs.FileMode) error {
	return writeFile(path, mode, func(w io.Writer) error {
		_, err := w.Write(contents)
		return err
	})
}

// folder asks that a project's folder is one.
func folder(dir string) error {
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: dir, Err: errNoFolder}
	}
	if err != nil {
		return unreadable(err)
	}
	return nil
}
