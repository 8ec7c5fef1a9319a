package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"doelenboom/internal/cycle"
)

func secretOf(org cycle.OrganisationID) string { return "client secret of " + string(org) }
func keyOf(org cycle.OrganisationID) string    { return "client key of " + string(org) }

const assertionLife = 2 * time.Minute

// SealSecret makes the secret that a provider gave ready to be kept.
func (s *Service) SealSecret(org cycle.OrganisationID, secret string) string {
	return s.key.Seal(secretOf(org), secret)
}

// NewClientKey makes a key for private_key_jwt: sealed, to be kept, and its public half as a JWK, for the provider. The
// private half never leaves this installation.
func (s *Service) NewClientKey(org cycle.OrganisationID) (sealed, public string, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", "", err
	}
	der, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return "", "", err
	}
	jwk, err := publicJWK(private)
	if err != nil {
		return "", "", err
	}
	text, err := json.Marshal(jwk)
	return s.SealKey(org, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))), string(text), err
}

// SealKey makes a private key (PEM, PKCS 8) that was made elsewhere ready to be kept.
func (s *Service) SealKey(org cycle.OrganisationID, text string) string {
	return s.key.Seal(keyOf(org), text)
}

// publicJWK is the public half; its id is its thumbprint (RFC 7638).
func publicJWK(private crypto.Signer) (jose.JSONWebKey, error) {
	jwk := jose.JSONWebKey{Key: private.Public(), Algorithm: string(algorithmOf(private)), Use: "sig"}
	sum, err := jwk.Thumbprint(crypto.SHA256)
	jwk.KeyID = base64.RawURLEncoding.EncodeToString(sum)
	return jwk, err
}

func algorithmOf(private crypto.Signer) jose.SignatureAlgorithm {
	if _, ok := private.(*ecdsa.PrivateKey); ok {
		return jose.ES256
	}
	return jose.RS256
}

// assertion says, signed and for two minutes, that it is us who ask.
func (p *OpenID) assertion(sealed string) (string, error) {
	text, err := p.s.key.Open(keyOf(p.org.ID), sealed)
	if err != nil {
		return "", err
	}
	private, err := parseKey(text)
	if err != nil {
		return "", err
	}
	jwk, err := publicJWK(private)
	if err != nil {
		return "", err
	}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithmOf(private), Key: private},
		(&jose.SignerOptions{}).WithType("JWT").WithHeader(jose.HeaderKey("kid"), jwk.KeyID))
	if err != nil {
		return "", err
	}
	now := p.s.kept.Now()
	return jwt.Signed(signer).Claims(jwt.Claims{
		Issuer: p.org.SignIn.Client, Subject: p.org.SignIn.Client, ID: newToken(), Audience: jwt.Audience{p.org.SignIn.Issuer},
		IssuedAt: jwt.NewNumericDate(now), Expiry: jwt.NewNumericDate(now.Add(assertionLife)),
	}).Serialize()
}

func parseKey(text string) (crypto.Signer, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil, errors.New("the key is not in PEM")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, errors.New("the key cannot sign")
	}
	return signer, nil
}
