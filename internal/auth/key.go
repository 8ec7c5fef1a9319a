package auth

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"doelenboom/internal/cycle"
)

// KeyFile is the name of the file with the key of the installation, in the data folder. It is no part of a backup: who
// has only the backup cannot read what is sealed.
const KeyFile = "sleutel"

const keySize = 32

// ErrKeyLost is something that was sealed with a key that is not here any more.
var ErrKeyLost error = cycle.Refusal{Text: "dit is versleuteld met een sleutel die er niet meer is (het bestand sleutel in de map met gegevens). " +
	"Zet dat bestand terug, of stel het opnieuw in: wie een tweede stap heeft met een herstelcode, en bij eigen aanmelden het geheim van de aanbieder"}

// Key seals what must be read back but must not lie about: secrets of second factors and of providers.
type Key struct {
	id   string
	aead cipher.AEAD
}

// OpenKey reads the key of a data folder, and makes one when there is none.
func OpenKey(dir string) (*Key, error) {
	path := filepath.Join(dir, KeyFile)
	secret, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if secret, err = makeKey(dir, path); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, err
	}
	if len(secret) != keySize {
		return nil, cycle.Refusal{Text: fmt.Sprintf("%s is geen sleutel: het bestand heeft %d bytes en niet %d; zet het goede terug", path, len(secret), keySize)}
	}
	return NewKey(secret)
}

// makeKey puts a new key in its place all at once: of two programs that begin together both get the same.
func makeKey(dir, path string) ([]byte, error) {
	secret := make([]byte, keySize)
	rand.Read(secret)
	f, err := os.CreateTemp(dir, ".sleutel-") // with 0600
	if err != nil {
		return nil, err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(secret)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(f.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return os.ReadFile(path)
}

// NewKey makes a Key of 32 secret bytes.
func NewKey(secret []byte) (*Key, error) {
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	sum := sha256.Sum256(append([]byte("doelenboom key id "), secret...))
	return &Key{hex.EncodeToString(sum[:4]), aead}, err
}

// Seal makes text unreadable without the key. It can be opened for the same purpose only, so that what was sealed for
// one account or organisation cannot be put in the row of another.
func (k *Key) Seal(purpose, text string) string {
	return k.id + "." + base64.RawURLEncoding.EncodeToString(k.aead.Seal(nil, nil, []byte(text), []byte(k.id+" "+purpose)))
}

// Open reads what was sealed for a purpose.
func (k *Key) Open(purpose, sealed string) (string, error) {
	id, body, _ := strings.Cut(sealed, ".")
	if id != k.id {
		return "", ErrKeyLost
	}
	raw, err := base64.RawURLEncoding.DecodeString(body)
	if err != nil {
		return "", fmt.Errorf("open what was sealed for %s: %w", purpose, err)
	}
	text, err := k.aead.Open(nil, nil, raw, []byte(k.id+" "+purpose))
	if err != nil {
		return "", fmt.Errorf("open what was sealed for %s: %w", purpose, err)
	}
	return string(text), nil
}
