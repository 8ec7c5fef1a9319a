package cycle

import (
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
	MayOffer:        "u mag deze editie niet aanbieden, verbeteren of intrekken",
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

// ErrNotTheWriter is the no to who writes in a report that is not theirs.
var ErrNotTheWriter error = Forbidden{"u schrijft dit stuk niet; vraag de coördinator om u als schrijver aan te wijzen"}

// errNoPerson is the no to the system account where a person must decide.
var errNoPerson error = Forbidden{"een akkoord geeft een mens; doe dit met --as en uw eigen adres"}
