package web

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"doelenboom/internal/dutch"
	"doelenboom/internal/ui"
)

// present is how long after the last typing somebody counts as being at it.
const present = 3 * time.Minute

// clock is the time of the day: "21.04".
func clock(t time.Time) string { return t.In(dutch.Zone()).Format("15.04") }

// moment is a day with the time: "4 mei 2026, 21.04".
func moment(t time.Time) string {
	local := t.In(dutch.Zone())
	return dutch.NewDate(local.Year(), local.Month(), local.Day()).Format() + ", " + clock(t)
}

// presence says who else is typing.
func presence(others []typist) string {
	if len(others) == 0 {
		return ""
	}
	names := make([]string, len(others))
	for i, o := range others {
		names[i] = o.Name + " (" + o.Since + ")"
	}
	verb := "schrijft"
	if len(others) > 1 {
		verb = "schrijven"
	}
	return ui.And(names) + " " + verb + " ook in dit stuk. Wie het laatst bewaart, ziet beide teksten en kiest."
}

// answerJSON answers a script.
func answerJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	w.Write(body)
	return nil
}
