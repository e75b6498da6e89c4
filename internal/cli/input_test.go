package cli

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unicode/utf16"
)

const soundAgreement = `agreement "p" {
}

party "us" {
}

commitment "a" {
  by = us
}
`

// inUTF16 is a text as some editors save it.
func inUTF16(s string) string {
	text := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(s)) {
		text = append(text, byte(unit), byte(unit>>8))
	}
	return string(text)
}

// badProjects are folders that cannot be read, each with what every command must say of it.
func badProjects(t *testing.T) map[string]string {
	t.Helper()
	t.Chdir(t.TempDir())
	for path, text := range map[string]string{
		"file": soundAgreement, "only-json/a.json": "{}", "empty/.keep": "",
		"binary/a.hcl": "\x7fELF\x00\x01", "utf16/a.hcl": inUTF16(soundAgreement),
		"folder/a.hcl/inside": "", "latin1/a.hcl": "agreement \"T\xfcrkiye\" {\n}\n",
	} {
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o777),
			os.WriteFile(path, []byte(text), 0o666)); err != nil {
			t.Fatal(err)
		}
	}
	err := errors.Join(os.Symlink("circle", "circle"), os.Mkdir("inner-circle", 0o777),
		os.Symlink("a.hcl", "inner-circle/a.hcl"), os.Mkdir("dangling", 0o777),
		os.Symlink("nowhere", "dangling/a.hcl"), os.Mkdir("pipe", 0o777),
		syscall.Mkfifo("pipe/a.hcl", 0o666))
	if err != nil {
		t.Skipf("this system lacks links or pipes: %v", err)
	}
	return map[string]string{
		"missing":      "there is no file or folder missing",
		"file":         "file is not a folder; give the folder that holds the *.hcl files",
		"empty":        "there is no *.hcl or *.hcl.json file in it; `lockstep init`",
		"only-json":    "there is no *.hcl or *.hcl.json file in it; `lockstep init`",
		"folder":       "there is no *.hcl or *.hcl.json file in it; `lockstep init`",
		"binary":       "holds zero bytes, which no text does",
		"utf16":        "is in UTF-16 and was not read. Save it as UTF-8",
		"latin1":       "no character. Save the file as UTF-8",
		"circle":       "circle is a symbolic link that leads in a circle",
		"inner-circle": "a.hcl is a symbolic link that leads in a circle",
		"dangling":     "there is no file or folder dangling/a.hcl",
		"pipe":         "pipe/a.hcl is not a file",
	}
}

// run is what a command line gives, in process.
func run(args ...string) (status int, out, told string) {
	var stdout, stderr bytes.Buffer
	status = Main(args, Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr})
	return status, stdout.String(), stderr.String()
}

// TestBadProjects: every command that reads a project says what is wrong with it and where, and
// exits with 2.
func TestBadProjects(t *testing.T) {
	for dir, want := range badProjects(t) {
		for _, args := range [][]string{
			{"check"}, {"dates"}, {"blockers"}, {"exposure"}, {"graph"}, {"status"},
			{"figures", "level"}, {"export"}, {"ledger", "init"},
			{"record", "--kind=done", "--subject=a", "--at=2020-01-01"},
		} {
			status, out, told := run(append(args, dir)...)
			if status != exitInput || out != "" || !strings.Contains(unwrapped(told), want) {
				t.Errorf("lockstep %s %s: exit status %d, said %q, want %d and %q",
					strings.Join(args, " "), dir, status, told+out, exitInput, want)
			}
		}
	}
}

// unwrapped is a text on one line.
func unwrapped(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestOddProjects: a byte order mark and carriage returns mean nothing.
func TestOddProjects(t *testing.T) {
	_, want, _ := run("check", folderOf(t, soundAgreement))
	for name, text := range map[string]string{
		"byte order mark":  "\uFEFF" + soundAgreement,
		"carriage returns": strings.ReplaceAll(soundAgreement, "\n", "\r\n"),
	} {
		if status, got, told := run("check", folderOf(t, text)); status != 0 || got != want {
			t.Errorf("%s: exit status %d\n%s%s", name, status, got, told)
		}
	}
}

// folderOf is a project of one file.
func folderOf(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.hcl"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// A fullDisk takes nothing.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

// TestUnwritableOutput: what cannot be written is told, in one line, and exits with 2, whatever
// the command found.
func TestUnwritableOutput(t *testing.T) {
	dir := folderOf(t, soundAgreement+"commitment \"b\" {\n  after = [b]\n}\n")
	for _, args := range [][]string{
		{"check", dir}, {"check", "--json", dir}, {"check", "--sarif", dir}, {"dates", dir},
		{"graph", dir}, {"explain"}, {"version"}, {"--help"},
	} {
		var stderr bytes.Buffer
		status := Main(args, Streams{In: strings.NewReader(""), Out: fullDisk{}, Err: &stderr})
		want := "lockstep: writing the output: /dev/stdout was not written: the disk is full\n"
		if status != exitInput || stderr.String() != want {
			t.Errorf("lockstep %s: exit status %d, said %q", strings.Join(args, " "), status,
				stderr.String())
		}
	}
}

// TestUnwritableFiles: a file that cannot be written is named, and nothing of it is left.
func TestUnwritableFiles(t *testing.T) {
	dir := folderOf(t, soundAgreement)
	missing, device := filepath.Join(dir, "no", "x.svg"), os.DevNull
	tests := []struct {
		file, want string
		status     int
	}{
		{missing, missing + " cannot be written: there is no folder " + filepath.Dir(missing),
			exitInput},
		{dir, dir + " is a folder; name a file", exitInput},
		{device, "Wrote " + device, exitFine},
	}
	for _, tt := range tests {
		status, _, told := run("graph", "-o", tt.file, dir)
		if status != tt.status || !strings.Contains(told, tt.want) {
			t.Errorf("graph -o %s: exit status %d, said %q", tt.file, status, told)
		}
	}
	if info, err := os.Stat(device); err != nil || info.Mode().IsRegular() {
		t.Errorf("%s is no device any more: %v", device, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".lockstep-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// TestFormatKeepsLinks: a linked file is laid out where it lies, and the link stays one.
func TestFormatKeepsLinks(t *testing.T) {
	dir, elsewhere := t.TempDir(), folderOf(t, "agreement \"p\" {\n    zone=\"UTC\"\n}\n")
	link := filepath.Join(dir, "a.hcl")
	if err := os.Symlink(filepath.Join(elsewhere, "a.hcl"), link); err != nil {
		t.Skip(err)
	}
	if status, _, told := run("fmt", dir); status != exitFine {
		t.Fatal(told)
	}
	info, err := os.Lstat(link)
	text, _ := os.ReadFile(filepath.Join(elsewhere, "a.hcl"))
	if err != nil || info.Mode()&fs.ModeSymlink == 0 || !strings.Contains(string(text), "  zone = ") {
		t.Errorf("the link is gone or its file untouched: %v\n%s", info.Mode(), text)
	}
}

// TestPlainWords: what the system says of files, said so that people know what to do.
func TestPlainWords(t *testing.T) {
	tests := []struct {
		err  error
		want string
	}{
		{&fs.PathError{Op: "open", Path: "p", Err: syscall.EACCES},
			"p may not be read: permission denied"},
		{&fs.PathError{Op: "write", Path: "p", Err: syscall.EROFS},
			"p may not be written: the disk is read-only"},
		{&fs.PathError{Op: "mkdir", Path: "p", Err: syscall.EACCES},
			"p may not be written: permission denied; choose another place"},
		{&os.LinkError{Op: "rename", Old: "t", New: "p", Err: syscall.ENOSPC},
			"p was not written: the disk is full"},
		{&fs.PathError{Op: "seek", Path: "p", Err: syscall.EINVAL}, "seek p: invalid argument"},
	}
	for _, tt := range tests {
		if got := plainly(tt.err); got != tt.want {
			t.Errorf("%v: said %q, want %q", tt.err, got, tt.want)
		}
	}
}
