package main

import (
	"net"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"doelenboom/internal/mail"
)

// mailFlags say how letters are sent.
type mailFlags struct {
	SMTP, SMTPUser, SMTPPasswordFile string
	SMTPPlain                        bool
	MailFrom, WorkplaceURL           string
}

func (f *mailFlags) bind(flags *pflag.FlagSet) {
	fromEnvironment(flags, &f.SMTP, "smtp", "DOELENBOOM_SMTP", "`HOST:POORT` Mailserver voor uitnodigingen en andere brieven.")
	fromEnvironment(flags, &f.SMTPUser, "smtp-user", "DOELENBOOM_SMTP_USER", "`NAAM` Gebruiker bij de mailserver; het wachtwoord staat in DOELENBOOM_SMTP_PASSWORD of in een bestand.")
	flags.StringVar(&f.SMTPPasswordFile, "smtp-password-file", "", "`BESTAND` Bestand met het wachtwoord bij de mailserver.")
	flags.BoolVar(&f.SMTPPlain, "smtp-plain", false, "Sta toe dat brieven onversleuteld naar de mailserver gaan.")
	fromEnvironment(flags, &f.MailFrom, "mail-from", "DOELENBOOM_MAIL_FROM", "`ADRES` Afzender van brieven.")
	fromEnvironment(flags, &f.WorkplaceURL, "workplace-url", "DOELENBOOM_WORKPLACE_URL", "`URL` Adres van de werkplek, voor links in brieven (zonder: dat van --addr).")
}

// sender is the mail server; nil when none was named.
func (f mailFlags) sender() (mail.Sender, error) {
	if _, err := hostAddress("--workplace-url", f.WorkplaceURL); err != nil {
		return nil, err
	}
	if f.SMTP == "" {
		return nil, nil
	}
	if strings.Contains(f.SMTP, "@") { // what stands before it may be a password
		return nil, wrongUsage{"--smtp: schrijf alleen de mailserver, zoals mail.voorbeeld.nl:587; de gebruiker hoort bij --smtp-user"}
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
