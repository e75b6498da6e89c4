package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path"
	"strings"
	"time"

	"lockstep/internal/pages"
)

// assets are the files that pages load. Each has an address with the hash of its content, so that
// a browser can keep it for good.
type assets struct {
	addresses map[string]string // by name
	files     map[string]asset  // by the last part of the address
}

type asset struct {
	kind string
	text []byte
}

// kinds of files, by how their names end.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func readAssets() (*assets, error) {
	a := &assets{map[string]string{}, map[string]asset{}}
	files, err := pages.Assets()
	if err != nil {
		return nil, err
	}
	for name, text := range files {
		hash, ending := sha256.Sum256(text), path.Ext(name)
		hashed := strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(hash[:6]) + ending
		a.addresses[name] = "/static/" + hashed
		a.files[hashed] = asset{kinds[ending], text}
	}
	return a, nil
}

// ServeHTTP serves one of them.
func (a *assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	file, known := a.files[r.PathValue("file")]
	if !known {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.kind)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(file.text))
}
