package check

import (
	"testing"

	"doelenboom/internal/cycle"
)

const decided = `Met het investeringsbesluit "TecBase Twente" (PS/2016/486) zetten wij in op de maakindustrie. ` +
	`Samen met de recente besluitvorming over XL Businesspark Twente (PS/2016/985) helpt dat. De HMO is ook betrokken (zie ook PS/2016/586).`

func TestWaitsForTaken(t *testing.T) {
	tests := []struct{ name, action, progress, want string }{
		{"the action waits for what was decided", "In afwachting van het investeringsvoorstel TecBase Twente (zie prestatie 8.1.5).", decided, "PS/2016/486"},
		{"the second decision can be the one", "Wij wachten op het besluit over XL Businesspark Twente.", decided, "PS/2016/985"},
		{"a shared region is not the same subject", "In afwachting van het voorstel Kennispark Twente.", decided, ""},
		{"a region alone says too little", "In afwachting van het voorstel Twente.", decided, ""},
		{"an action that waits for nothing", "Wij voeren het besluit TecBase Twente uit.", decided, ""},
		{"a proposal is no decision", "In afwachting van het voorstel TecBase Twente.", "Wij schreven het investeringsvoorstel TecBase Twente (PS/2016/486).", ""},
		{"a decision still to be taken", "In afwachting van het voorstel TecBase Twente.", "Wij bereiden een besluit over TecBase Twente (PS/2016/486) voor.", ""},
		{"a decision only pointed at", "In afwachting van het voorstel TecBase Twente.", "TecBase Twente, zie PS/2016/486.", ""},
		{"a decision of another sentence", "In afwachting van het voorstel TecBase Twente.", "Het besluit over TecBase Twente komt. Zie PS/2016/486.", ""},
		{"consent is a decision", "In afwachting van het voorstel Haven Oost.", "PS hebben ingestemd met Haven Oost (PS/2025/12).", "PS/2025/12"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := WaitsForTaken([]Action{{Number: 1, Text: tt.action}}, TakenIn(tt.progress))
			got := ""
			if len(found) > 0 {
				got = found[0].Reference
			}
			if got != tt.want || len(found) > 1 {
				t.Errorf("got %v, want %q", found, tt.want)
			}
		})
	}
}

func TestDecisionOnRecordCountsToo(t *testing.T) {
	actions := []Action{{Number: 1, Text: "Wij gaan door."}, {Number: 2, Text: "Dit wacht op het raadsvoorstel Nieuwe Haven."}}
	found := WaitsForTaken(actions, []Taken{{"RV/2024/12", "Nieuwe Haven"}})
	if len(found) != 1 || found[0] != (StillWaiting{Action: 2, For: "het raadsvoorstel Nieuwe Haven", Reference: "RV/2024/12"}) {
		t.Fatalf("got %v", found)
	}
	if got := found[0].String(); got != "wacht op het raadsvoorstel Nieuwe Haven, maar daarover is al besloten: RV/2024/12" {
		t.Errorf("got %q", got)
	}
}

func TestWaitingInAReport(t *testing.T) {
	register := func(date cycle.Date) with {
		return func(in *Input) {
			in.Decisions = []cycle.Decision{{Reference: "PS/2025/112", Title: "Campus Zilverpark", State: cycle.DecisionTaken, Date: date}}
		}
	}
	checkRule(t, Waiting, []ruleCase{
		{"an action waits for what was decided in May", written(register("2025-05-21"), acting("geld", "In afwachting van het investeringsbesluit Campus Zilverpark.", "")), []string{"actions/geld"}},
		{"a milestone waits for it", written(register("2025-05-21"), due("geld", "Contract getekend; wacht op het investeringsbesluit Campus Zilverpark", "", "")), []string{"milestones/geld"}},
		{"a reason of a score shows that it was decided", written(explained("geld", cycle.Orange, "Na het besluit over Campus Zilverpark (PS/2025/112) steeg de rente.", "", ""), acting("geld", "In afwachting van het investeringsbesluit Campus Zilverpark.", "")), []string{"actions/geld"}},
		{"it was decided after the reference date", written(register("2025-09-24"), acting("geld", "In afwachting van het investeringsbesluit Campus Zilverpark.", "")), nil},
		{"a budget is asked too", written(in(cycle.Budget), register("2025-05-21"), acting("geld", "Wij wachten op het besluit over Campus Zilverpark.", "")), []string{"actions/geld"}},
	})
}
