package main

import (
	"net"
	"os"
	"strings"

	"doelenboom/internal/mail"
)

// mailFlags say how letters are sent.
type mailFlags struct {
	SMTP             string `name:"smtp" env:"DOELENBOOM_SMTP" placeholder:"HOST:POORT" help:"Mailserver voor uitnodigingen en andere brieven."`
	SMTPUser         string `name:"smtp-user" env:"DOELENBOOM_SMTP_USER" placeholder:"NAAM" help:"Gebruiker bij de mailserver; het wachtwoord staat in DOELENBOOM_SMTP_PASSWORD of in een bestand."`
	SMTPPasswordFile string `name:"smtp-password-file" placeholder:"BESTAND" help:"Bestand met het wachtwoord bij de mailserver."`
	SMTPPlain        bool   `name:"smtp-plain" help:"Sta toe dat brieven onversleuteld naar de mailserver gaan."`
	MailFrom         string `env:"DOELENBOOM_MAIL_FROM" placeholder:"ADRES" help:"Afzender van brieven."`
	WorkplaceURL     string `name:"workplace-url" env:"DOELENBOOM_WORKPLACE_URL" placeholder:"URL" help:"Adres van de werkplek, voor links in brieven (zonder: dat van --addr)."`
}

// sender is the mail server; nil when none was named.
func (f mailFlags) sender() (mail.Sender, error) {
	if _, err := hostAddress("--workplace-url", f.WorkplaceURL); err != nil {
		return nil, err
	}
	if f.SMTP == "" {
		return nil, nil
	}
	if f.MailFrom == "" {
		return nil, wrongUsage{"--smtp: noem ook de afzender, met --mail-from"}
	}
	s := mail.SMTP{Host: f.SMTP, User: f.SMTPUser, Password: os.Getenv("DOELENBOOM_SMTP_PASSWORD"), From: f.MailFrom, Plain: f.SMTPPlain}
	if f.SMTPPasswordFile != "" {
		text, err := os.ReadFile(f.SMTPPasswordFile)
		if err != nil {
			return nil, err
		}
		s.Password = strings.TrimRight(string(text), "\r\n")
	}
	if err := s.Check(); err != nil {
		return nil, wrongUsage{"--smtp: " + err.Error()}
	}
	return s, nil
}

// workplace is the address of the workplace as people know it.
func (f mailFlags) workplace(l net.Listener) string {
	if f.WorkplaceURL != "" {
		return strings.TrimRight(f.WorkplaceURL, "/")
	}
	return "http://" + l.Addr().String()
}
