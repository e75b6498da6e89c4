package desk

import (
	"context"
	"fmt"
	"os"
	"strings"

	"lockstep/internal/books"
)

// Marks tell one state of a project folder from another without reading it: names, sizes and
// times of its files, and the number of entries in its ledger.
type marks struct {
	text     string
	evidence string
}

// marksOf are those of a project now.
func marksOf(ctx context.Context, dir string, store *books.Ledger) (marks, error) {
	m, err := folderMarks(dir)
	if err != nil || store == nil {
		return m, err
	}
	n, err := store.Size(ctx)
	if err != nil {
		return marks{}, err
	}
	m.evidence = fmt.Sprint("ledger ", n)
	return m, nil
}

// folderMarks are those of the files of a project.
func folderMarks(dir string) (marks, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return marks{}, err
	}
	var m marks
	for _, entry := range entries {
		name := entry.Name()
		isText := strings.HasSuffix(name, ".hcl") || strings.HasSuffix(name, ".hcl.json")
		if entry.IsDir() || !isText && name != books.PlainFile {
			continue
		}
		info, err := entry.Info()
		if err != nil {
			return marks{}, err
		}
		mark := fmt.Sprintf("%s %d %d\n", name, info.Size(), info.ModTime().UnixNano())
		if isText {
			m.text += mark
		} else {
			m.evidence = mark
		}
	}
	return m, nil
}
