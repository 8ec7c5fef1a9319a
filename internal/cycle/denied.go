package cycle

import (
	"fmt"
	"slices"
	"strings"
)

// Forbidden is a no to somebody who has not the right. Text is the Dutch sentence that says what it takes, for who works
// on the command line; a page answers that it is not there.
type Forbidden struct{ Text string }

func (f Forbidden) Error() string { return f.Text }

// Is makes a Forbidden an ErrForbidden.
func (f Forbidden) Is(target error) bool { return target == ErrForbidden }

// denials say of each right what somebody without it may not.
var denials = map[Right]string{
	MayRead:         "u mag dit stuk niet lezen",
	MayWrite:        "u mag dit stuk niet schrijven",
	MayWriteSection: "u mag niet meeschrijven aan dit stuk",
	MayComment:      "u mag hier geen opmerkingen maken",
	MayCheck:        "u mag dit stuk niet controleren",
	MayApprove:      "u mag op dit stuk geen akkoord geven",
	MayEstablish:    "u mag dit niet vaststellen namens het bestuur",
	MayOffer:        "u mag deze editie niet aanbieden",
	MayAdopt:        "u mag niet invoeren wat er is besloten",
	MayRun:          "u mag deze ronde niet leiden",
	MaySetUp:        "u mag de inrichting niet veranderen",
	MayManage:       "u mag mensen en hun rechten niet beheren",
	MayAudit:        "u mag dit niet narekenen",
}

// Denied is the no to somebody who has not a right at a spot, with who has.
func Denied(right Right, at Spot) error {
	where := "voor dit deel van de doelenboom"
	if len(at.Path) == 0 {
		where = "voor de hele organisatie"
	}
	return Forbidden{denials[right] + "; dat kan een " + right.givenBy() + " " + where}
}

// givenBy are the roles that give a right, in words.
func (r Right) givenBy() string {
	var all []string
	for _, role := range Roles() {
		if slices.Contains(gives[role], r) {
			all = append(all, role.Word())
		}
	}
	if n := len(all); n > 1 {
		return strings.Join(all[:n-1], ", ") + " of " + all[n-1]
	}
	return strings.Join(all, "")
}

// Word is a role as it is written on the screen.
func (r Role) Word() string {
	switch r {
	case RoleCoordinator:
		return "coördinator"
	case RoleCoAuthor:
		return "mede-auteur"
	}
	return string(r)
}

// ErrNotTheWriter is the no to who writes in a report that is not theirs.
var ErrNotTheWriter error = Forbidden{"u schrijft dit stuk niet; vraag de coördinator om u als schrijver aan te wijzen"}

// errNoPerson is the no to the system account where a person must decide.
var errNoPerson error = Forbidden{"een akkoord geeft een mens; doe dit met --as en uw eigen adres"}

// stageWords say how far an edition is, after "is".
var stageWords = map[EditionStage]string{
	Writing: "nog in de maak", Established: "al vastgesteld door het bestuur", Offered: "al aangeboden", Adopted: "al afgerond",
}

// Stands says how far the edition is.
func (e Edition) Stands() string { return e.Name + " is " + stageWords[e.Stage] }

// Closed refuses what cannot be done any more, and says what still can.
func (e Edition) Closed(consequence string) Refusal {
	way := "wat openbaar is, verandert alleen nog met een correctie"
	if e.Stage == Established {
		way = "vraag de coördinator om de ronde te heropenen"
	}
	return Refusal{fmt.Sprintf("%s, dus %s; %s", e.Stands(), consequence, way)}
}

// Stands says how far the report is.
func (r Report) Stands() string {
	switch r.Stage {
	case Drafting:
		return "de verantwoording is nog een concept"
	case Submitted:
		return "de verantwoording is ingediend en wacht op controle"
	case SentBack:
		return "de verantwoording is teruggestuurd naar de schrijver"
	case Checked:
		return "de verantwoording is gecontroleerd en wacht op het laatste akkoord"
	case Approved:
		return "de verantwoording heeft het laatste akkoord"
	}
	return "de verantwoording is overgenomen uit een eerdere publicatie"
}

// notOpen refuses to write in a report that its author handed in, or that was never written here.
func (r Report) notOpen() Refusal {
	if r.Stage == Imported {
		return Refusal{r.Stands() + "; verbeter haar met een correctie"}
	}
	return Refusal{r.Stands() + "; laat haar eerst terugsturen"}
}

// notNow refuses an akkoord that is given already, or that it is too early for.
func (r Report) notNow(to ReportStage) Refusal {
	switch {
	case r.Stage == Imported || r.Stage == Approved:
		return Refusal{r.Stands() + "; er is geen akkoord meer nodig"}
	case to == Checked && r.Stage == Checked:
		return Refusal{r.Stands() + "; er is niets meer te controleren"}
	case to == Checked:
		return Refusal{r.Stands() + "; controleren kan pas als de schrijver haar heeft ingediend"}
	}
	return Refusal{r.Stands() + "; het laatste akkoord kan pas als zij is gecontroleerd"}
}

// word says what an edition is to the public, after "is".
func (s PublicState) word() string {
	switch s {
	case StateOffered:
		return "aangeboden"
	case StateAdopted:
		return "vastgesteld"
	case StateNoted:
		return "voor kennisgeving aangenomen"
	}
	return "gepubliceerd zonder staat"
}
