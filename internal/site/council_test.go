package site

import (
	"strings"
	"testing"
)

// The page of the edition tells what was carried, the page with changes also what was not, with its text.
func TestWhatTheCouncilDidWithAmendments(t *testing.T) {
	all := wholeSite(t)
	summary, changes := string(all["vlierland/jaarverslag-2025/"]), string(all["vlierland/jaarverslag-2025/wijzigingen/"])
	for _, want := range []string{"Wat Provinciale Staten veranderden", "A1 Eerst de schoolroutes", "aangenomen, 28 voor en 15 tegen", "250.000 meer lasten", `href="../besluit/ps-2024-320/"`, `href="3.2.1-veilige-fietsroutes/"`, "Van 2 amendementen is er 1 verwerkt"} {
		if !strings.Contains(summary, want) {
			t.Errorf("the summary does not say %q", want)
		}
	}
	if strings.Contains(summary, "Geen verlichting") || strings.Contains(summary, "Begin bij de scholen.") {
		t.Error("the summary tells of what was rejected, or at length")
	}
	for _, want := range []string{"Geen verlichting", "verworpen, 9 voor en 34 tegen", "640.000 minder lasten", ">Begin bij de scholen.</p>", ">Dek dat uit het resultaat.</p>"} {
		if !strings.Contains(changes, want) {
			t.Errorf("the page with changes does not say %q", want)
		}
	}
	if strings.Contains(string(all["vlierland/monitor-2025-2/"]), "veranderden") {
		t.Error("an edition without amendments tells of them")
	}
}
