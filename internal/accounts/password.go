package accounts

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// The cost of a digest: 19 MiB and two passes on one lane, the least that OWASP's Password
// Storage Cheat Sheet (2023) names for Argon2id. It bounds what many sign-ins at once can take.
const (
	passes   = 2
	memory   = 19 * 1024 // KiB
	lanes    = 1
	saltSize = 16
	keySize  = 32
)

// The bounds on a password, in characters: NIST SP 800-63B asks for at least 8, and 15 where it
// is all there is. The upper one keeps a sign-in from being made to hash a book.
const (
	LeastPassword = 12
	MostPassword  = 256
)

// ErrPassword is returned for a password that is too short or too long to be taken.
var ErrPassword = fmt.Errorf("a password has from %d to %d characters", LeastPassword, MostPassword)

// digest is the Argon2id digest of a password in the PHC string format, with a salt of its own.
func digest(password string) (string, error) {
	n := utf8.RuneCountInString(password)
	if n < LeastPassword || n > MostPassword {
		return "", ErrPassword
	}
	salt := make([]byte, saltSize)
	rand.Read(salt)
	key := argon2.IDKey([]byte(password), salt, passes, memory, lanes, keySize)
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memory, passes,
		lanes, encode(salt), encode(key)), nil
}

// errDigest is of a digest that this program did not write.
var errDigest = errors.New("the digest of a password cannot be read")

// matches reports whether a password has that digest, in the same time for any password.
func matches(password, kept string) (bool, error) {
	if len(password) > MostPassword*utf8.UTFMax {
		return false, nil
	}
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, errDigest
	}
	var cost struct {
		memory, passes uint32
		lanes          uint8
	}
	_, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.memory, &cost.passes, &cost.lanes)
	if err != nil || cost.passes == 0 || cost.lanes == 0 {
		return false, errDigest
	}
	salt, saltErr := base64.RawStdEncoding.DecodeString(parts[4])
	key, keyErr := base64.RawStdEncoding.DecodeString(parts[5])
	if saltErr != nil || keyErr != nil || len(key) == 0 {
		return false, errDigest
	}
	got := argon2.IDKey([]byte(password), salt, cost.passes, cost.memory, cost.lanes,
		uint32(len(key)))
	return subtle.ConstantTimeCompare(got, key) == 1, nil
}
