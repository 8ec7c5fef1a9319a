package web_test

import (
	"net/url"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/store"
)

const executive = "rondes/monitor-2026-1/bestuur"

// holder makes somebody the portfolio holder of a name, and gives the id.
func (w *world) holder(person, name string) cycle.HolderID {
	w.Helper()
	rows, err := w.do.AddRegisters(ctx, w.org.ID, w.people["dirk"], change.Registers{Holders: []cycle.PortfolioHolder{{Name: name}}})
	w.must(err)
	id := rows.Holders[0].ID
	if person == "" {
		return id
	}
	w.must(w.db.Write(ctx, w.org.ID, func(tx *store.Tx) error {
		u, err := tx.User(ctx, w.people[person].Number)
		if err != nil {
			return err
		}
		u.Holder = id
		return tx.SaveUser(ctx, u)
	}))
	return id
}

// ready brings reports as far as the last akkoord.
func (w *world) ready(numbers ...string) {
	w.Helper()
	var ids []cycle.ReportID
	for _, n := range numbers {
		author := "anna"
		if n == "6.1.1" {
			author = "bram"
		}
		w.writes(author, n, "De aanleg loopt.", true)
		ids = append(ids, w.reports[n])
	}
	w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], ids))
}

func (w *world) held(number string, by cycle.HolderID) {
	w.Helper()
	w.must(w.do.AssignReports(ctx, w.org.ID, w.people["dirk"], []cycle.ReportID{w.reports[number]}, cycle.Assignment{Holders: &[]cycle.HolderID{by}}, cycle.ThemeTurn{}))
}

func TestTheExecutivesOwnPortfolioComesFirst(t *testing.T) {
	each(t, func(w *world) {
		w.held("5.1.1", w.holder("", "Aad Aalders (verzonnen)"))
		w.held("6.1.1", w.holder("eva", "Eva Evers (verzonnen)"))
		w.ready("6.1.1")
		page := w.get("eva", executive).ok(200).has("p", "3 verantwoordingen: bij 0 gaat iets anders dan afgesproken, 1 wacht op uw akkoord.")
		heads := page.all("h2")
		if len(heads) != 3 || heads[0] != "Eva Evers (verzonnen) (uw portefeuille)" || heads[1] != "Aad Aalders (verzonnen)" || heads[2] != "Zonder portefeuillehouder" {
			t.Errorf("%q", heads)
		}
		w.get("anna", executive).ok(404)
		w.get("carla", executive).ok(404)
		w.get("dirk", executive).ok(200).has("li", "6.1.1 Veilige fietsroutes")
	})
}

func TestAPortfolioHolderSaysWhichIsTheirs(t *testing.T) {
	each(t, func(w *world) {
		id := w.holder("", "Aad Aalders (verzonnen)")
		w.held("6.1.1", id)
		w.get("dirk", executive).lacks("button", "Dit is mijn portefeuille")
		w.get("eva", executive).has("button", "Dit is mijn portefeuille")
		w.post("eva", executive+"/portefeuille", url.Values{"van": {"bestaat-niet"}}).ok(404)
		w.post("carla", executive+"/portefeuille", url.Values{"van": {string(id)}}).ok(404)
		w.post("eva", executive+"/portefeuille", url.Values{"van": {string(id)}}).ok(303)
		w.get("eva", executive).has("h2", "Aad Aalders (verzonnen) (uw portefeuille)").lacks("button", "Dit is mijn portefeuille")
	})
}

func TestTheControllersJudgementStandsBesideTheScore(t *testing.T) {
	each(t, func(w *world) {
		r := w.report("5.1.1")
		text := r
		text.Headline = "De kavels komen later."
		text.Scores = []cycle.Score{{Aspect: "geld", Value: cycle.Green}, {Aspect: "inhoud", Value: cycle.Orange, Cause: "De grond is nat.", Measure: "Wij pompen."}}
		w.must(w.do.WriteReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version, text))
		w.must(w.do.SubmitReport(ctx, w.org.ID, w.people["anna"], r.ID, r.Version+1))
		w.must(w.do.JudgeReport(ctx, w.org.ID, w.people["carla"], r.ID, r.Version+2, cycle.Judgement{Note: "De rekening van maart ontbreekt.", Scores: []cycle.Score{{Aspect: "geld", Value: cycle.Red}}}))
		page := w.get("eva", executive).ok(200).has("li", "Inhoud: aandacht Oorzaak: De grond is nat. Maatregel: Wij pompen.")
		page.has("li", "Geld: op schema controle: bijsturen").has("p", "Oordeel van Carla (verzonnen): De rekening van maart ontbreekt.")
		// It is kept when the executive lets the author's own score pass.
		w.must(w.do.CheckReports(ctx, w.org.ID, w.people["carla"], []cycle.ReportID{r.ID}))
		w.post("eva", executive+"/akkoord", w.get("eva", executive).with("alleen", string(r.ID))).ok(303)
		w.get("eva", executive).has("li", "Geld: op schema controle: bijsturen").has("li", "akkoord")
	})
}

func TestAkkoordByPortfolioAndEstablishing(t *testing.T) {
	each(t, func(w *world) {
		w.held("5.1.1", w.holder("eva", "Eva Evers (verzonnen)"))
		w.held("5.1.2", w.person("eva").Holder)
		w.ready("5.1.1", "5.1.2", "6.1.1")
		form := w.get("eva", executive).with("portefeuille", string(w.person("eva").Holder))
		stale := w.get("eva", executive).with("alleen", string(w.reports["6.1.1"]))
		w.post("eva", executive+"/akkoord", form).ok(303)
		for number, want := range map[string]cycle.ReportStage{"5.1.1": cycle.Approved, "5.1.2": cycle.Approved, "6.1.1": cycle.Checked} {
			if stage := w.report(number).Stage; stage != want {
				t.Errorf("%s is %s", number, stage)
			}
		}
		w.get("eva", executive).has("summary", "Wat nog ontbreekt voor vaststellen (1)").lacks("button", "Vaststellen")
		w.post("eva", executive+"/vaststellen", nil).ok(409)
		stale.Set("versie."+string(w.reports["6.1.1"]), "1")
		w.post("eva", executive+"/akkoord", stale).ok(409).has("p", "6.1.1 veranderde terwijl u las")
		w.post("eva", executive+"/akkoord", url.Values{}).ok(409)
		w.post("eva", executive+"/akkoord", w.get("eva", executive).with("alleen", string(w.reports["6.1.1"]))).ok(303)
		w.get("eva", executive).has("button", "Vaststellen")
		w.post("carla", executive+"/vaststellen", nil).ok(404)
		w.post("eva", executive+"/vaststellen", nil).ok(303)
		w.get("dirk", executive).has("span", "Vastgesteld door Gedeputeerde Staten, nog niet aangeboden.")
		w.post("eva", executive+"/heropenen", nil).ok(404)
		w.post("dirk", executive+"/heropenen", nil).ok(303)
	})
}

// The executive sends a report back, its text changes, and the controller sees what, before passing it again.
func TestTheControllerSeesWhatChangedAfterTheCheck(t *testing.T) {
	each(t, func(w *world) {
		w.ready("5.1.1")
		at := w.reading("5.1.1")
		w.get("carla", at).lacks("h2", "Veranderd sinds uw akkoord")
		r := w.report("5.1.1")
		w.must(w.do.SendBackReport(ctx, w.org.ID, w.people["eva"], r.ID, r.Version, "noem de kavels"))
		w.writes("anna", "5.1.1", "De aanleg van vier kavels loopt.", true)
		w.get("carla", at).has("h2", "Veranderd sinds uw akkoord").has("ins", "van vier kavels")
		w.get("eva", at).lacks("h2", "Veranderd sinds uw akkoord")
		w.post("carla", at+"controleren", w.get("carla", at).form("/controleren")).ok(303)
		w.get("carla", at).lacks("h2", "Veranderd sinds uw akkoord")
	})
}
