package cycle

import "fmt"

// stageWords say how far an edition is, after "is".
var stageWords = map[EditionStage]string{
	Writing: "nog in de maak", Established: "al vastgesteld door het bestuur", Offered: "al aangeboden", Adopted: "al afgerond",
}

// Stands says how far the edition is.
func (e Edition) Stands() string { return e.Name + " is " + stageWords[e.Stage] }

// BeforeOffering tells whether the edition is still inside the organisation: it is being written, or waits to be offered.
func (e Edition) BeforeOffering() bool { return e.Stage == Writing || e.Stage == Established }

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
