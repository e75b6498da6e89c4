package pages

import (
	"embed"
	"io/fs"
)

//go:embed static
var static embed.FS

// Static are the style sheet, the script and the icon, by name.
func Static() fs.FS {
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // static is a folder of this package
	}
	return files
}
