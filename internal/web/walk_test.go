package web_test

import (
	"bytes"
	"image/color"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/testkit"
	"doelenboom/internal/web"
)

// way is who may go along a route, and what they would send.
type way struct {
	author bool         // the author of the report, and who stands in for the author
	roles  []cycle.Role // whoever has the role there
	ready  func(w *walk) url.Values
	whole  bool         // a role on a branch is not enough
	branch []cycle.Role // but for these it is
	own    bool         // only for the author that the form is about
	lacks  bool         // without more in the address there is nothing to show: the answer says so
}

// Groups of roles that often go together.
var (
	readers    = []cycle.Role{cycle.RoleAuthor, cycle.RoleCoAuthor, cycle.RoleBudget, cycle.RoleAdviser, cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder, cycle.RoleClerk, cycle.RoleAuditor, cycle.RoleAdmin, cycle.RoleReader}
	commenters = []cycle.Role{cycle.RoleAuthor, cycle.RoleCoAuthor, cycle.RoleBudget, cycle.RoleAdviser, cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder}
	writers    = []cycle.Role{cycle.RoleBudget, cycle.RoleAdviser, cycle.RoleCoordinator}
	managers   = only(cycle.RoleAdmin)
	approvers  = only(cycle.RoleCoordinator, cycle.RoleHolder)
	adopters   = only(cycle.RoleCoordinator, cycle.RoleClerk)
	settlers   = only(cycle.RoleCoordinator, cycle.RoleAdmin)
	overseers  = only(cycle.RoleCoordinator, cycle.RoleAuditor, cycle.RoleAdmin)
	only       = func(roles ...cycle.Role) []cycle.Role { return roles }
)

// ways says of every route who may. A new route fails the test until it stands here.
var ways = map[string]way{
	"GET /werk/{organisatie}/{$}":                                              {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/rondes/{$}":                                       {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/{$}":                              {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/bestuur":                          {roles: approvers, ready: nothing},
	"POST /werk/{organisatie}/rondes/{editie}/bestuur/akkoord":                 {roles: approvers, ready: approving},
	"POST /werk/{organisatie}/rondes/{editie}/bestuur/portefeuille":            {roles: approvers, ready: choosing},
	"POST /werk/{organisatie}/rondes/{editie}/bestuur/vaststellen":             {roles: approvers, ready: allApproved, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/bestuur/heropenen":               {roles: only(cycle.RoleCoordinator), ready: established, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/voorbeeld/{pad...}":               {author: true, roles: readers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/aanbieden":                        {roles: only(cycle.RoleCoordinator), ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/aanbieden":                       {roles: only(cycle.RoleCoordinator), ready: offering, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/aanbieden/intrekken":             {roles: only(cycle.RoleCoordinator), ready: offeringLater, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/vaststellen":                      {roles: adopters, ready: offered, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/vaststellen":                     {roles: adopters, ready: adopting, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/verbeteren":                       {roles: only(cycle.RoleCoordinator), ready: offered, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/verbeteren":                      {roles: only(cycle.RoleCoordinator), ready: correcting, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/verbeteren/bestanden":            {roles: only(cycle.RoleCoordinator), ready: correcting, whole: true, lacks: true},
	"GET /werk/{organisatie}/rondes/{editie}/amendementen/{$}":                 {author: true, roles: readers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/{$}":       {roles: adopters, ready: amended, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/{$}":      {roles: adopters, ready: amended, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/verwerkt": {roles: adopters, ready: amended, whole: true},
	"POST /werk/{organisatie}/verantwoordingen/{report}/bestanden":             {author: true, roles: writers, ready: writing},
	"GET /werk/{organisatie}/bestanden/{hash}":                                 {author: true, roles: readers, ready: withFile},
	"POST /werk/{organisatie}/rondes/{editie}/herinneren":                      {roles: only(cycle.RoleCoordinator), ready: reminding},
	"GET /werk/{organisatie}/rondes/{editie}/herinneringen":                    {roles: settlers, ready: nothing, whole: true, branch: only(cycle.RoleCoordinator)},
	"POST /werk/{organisatie}/rondes/{editie}/herinneringen":                   {roles: settlers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/brieven/{$}":                                      {roles: settlers, ready: nothing, whole: true, branch: only(cycle.RoleCoordinator)},
	"GET /werk/{organisatie}/mensen/{$}":                                       {roles: settlers, ready: nothing, whole: true, branch: only(cycle.RoleCoordinator)},
	"GET /werk/{organisatie}/mensen/mensen.csv":                                {roles: managers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/mensen/mensen.xlsx":                               {roles: managers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/mensen/bewaren":                                   {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/bewaren":                                  {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/bewaren/weg":                              {roles: managers, ready: nothing, whole: true, lacks: true},
	"POST /werk/{organisatie}/mensen/{nummer}/houder":                          {roles: managers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/mensen/inlezen":                                   {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/inlezen":                                  {roles: managers, ready: nothing, whole: true, lacks: true},
	"GET /werk/{organisatie}/mensen/nieuw":                                     {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/nieuw":                                    {roles: managers, ready: somebodyNew, whole: true},
	"GET /werk/{organisatie}/mensen/{nummer}/{$}":                              {roles: settlers, ready: nothing, whole: true, branch: only(cycle.RoleCoordinator)},
	"POST /werk/{organisatie}/mensen/{nummer}/naam":                            {roles: managers, ready: renaming, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/rollen":                          {roles: managers, ready: granting, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/rollen/einde":                    {roles: managers, ready: ending, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/uitschakelen":                    {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/inschakelen":                     {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/uitnodigen":                      {roles: managers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/vervanging":                      {roles: managers, ready: standingIn, whole: true},
	"POST /werk/{organisatie}/mensen/{nummer}/vervanging/einde":                {roles: managers, ready: standsIn, whole: true},
	"POST /werk/{organisatie}/vervanging":                                      {author: true, roles: readers, ready: standingIn},
	"POST /werk/{organisatie}/vervanging/einde":                                {own: true, ready: ownStandsIn},
	"POST /werk/{organisatie}/berichten":                                       {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/verdeling.csv":                    {roles: only(cycle.RoleCoordinator), ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/verdeling.xlsx":                   {roles: only(cycle.RoleCoordinator), ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/verdelen":                         {roles: only(cycle.RoleCoordinator), ready: nothing},
	"POST /werk/{organisatie}/rondes/{editie}/verdelen":                        {roles: only(cycle.RoleCoordinator), ready: nothing, lacks: true},
	"GET /werk/{organisatie}/rondes/nieuw":                                     {roles: only(cycle.RoleCoordinator), ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/nieuw":                                    {roles: only(cycle.RoleCoordinator), ready: newRound, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/instellen":                        {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/instellen":                       {roles: settlers, ready: asOn("rondes/monitor-2026-1/instellen"), whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/bestanden":                       {roles: settlers, ready: asOn("rondes/monitor-2026-1/instellen"), whole: true, lacks: true},
	"GET /werk/{organisatie}/rondes/{editie}/instellingen":                     {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/instellingen":                    {roles: settlers, ready: asOn("rondes/monitor-2026-1/instellingen"), whole: true},
	"GET /werk/{organisatie}/inrichten/{$}":                                    {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/inrichten/{$}":                                   {roles: settlers, ready: asOn("inrichten/"), whole: true},
	"GET /werk/{organisatie}/inrichten/standaard":                              {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/inrichten/standaard":                             {roles: settlers, ready: asOn("inrichten/standaard"), whole: true},
	"GET /werk/{organisatie}/inrichten/huisstijl":                              {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/inrichten/huisstijl":                             {roles: settlers, ready: asOn("inrichten/huisstijl"), whole: true},
	"POST /werk/{organisatie}/inrichten/huisstijl/logo":                        {roles: settlers, ready: nothing, whole: true, lacks: true},
	"GET /werk/{organisatie}/logo/{naam}":                                      {author: true, roles: readers, ready: withLogo},
	"GET /werk/{organisatie}/inrichten/aanmelden":                              {roles: only(cycle.RoleAdmin), ready: nothing, whole: true},
	"POST /werk/{organisatie}/inrichten/aanmelden":                             {roles: only(cycle.RoleAdmin), ready: asOn("inrichten/aanmelden"), whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/boom/{$}":                         {roles: settlers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/boom/stap":                        {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/boom/stap":                       {roles: settlers, ready: naming, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/boom/weg":                        {roles: settlers, ready: unplanning, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/boom/samenvoegen":                 {roles: settlers, ready: nothing, whole: true, lacks: true},
	"GET /werk/{organisatie}/rondes/{editie}/boom/omzetten":                    {roles: settlers, ready: nothing, whole: true},
	"POST /werk/{organisatie}/rondes/{editie}/boom/doorvoeren":                 {roles: settlers, ready: planned, whole: true},
	"GET /werk/{organisatie}/rondes/{editie}/bevindingen":                      {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/rondes/{editie}/verloop":                          {author: true, roles: readers, ready: nothing},
	"GET /werk/{organisatie}/geschiedenis.csv":                                 {roles: overseers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/rechten.csv":                                      {roles: overseers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/rechten.xlsx":                                     {roles: overseers, ready: nothing, whole: true},
	"GET /werk/{organisatie}/verantwoordingen/{report}/geschiedenis":           {author: true, roles: readers, ready: nothing},
	"POST /werk/{organisatie}/rondes/{editie}/wijzigen":                        {roles: only(cycle.RoleCoordinator), ready: assigning},
	"POST /werk/{organisatie}/rondes/{editie}/akkoord":                         {roles: only(cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder), ready: tickedHandedIn},
	"GET /werk/{organisatie}/verantwoordingen/{report}/{$}":                    {author: true, roles: readers, ready: nothing},

	"POST /werk/{organisatie}/verantwoordingen/{report}/heropenen":   {roles: only(cycle.RoleCoordinator), ready: backWithReason},
	"POST /werk/{organisatie}/verantwoordingen/{report}/indienen":    {author: true, roles: only(cycle.RoleCoordinator), ready: written},
	"POST /werk/{organisatie}/verantwoordingen/{report}/controleren": {roles: only(cycle.RoleChecker), ready: handedIn},
	"POST /werk/{organisatie}/verantwoordingen/{report}/akkoord":     {roles: only(cycle.RoleCoordinator, cycle.RoleHolder), ready: checked},
	"POST /werk/{organisatie}/verantwoordingen/{report}/terugsturen": {roles: only(cycle.RoleChecker, cycle.RoleCoordinator, cycle.RoleHolder), ready: backWithReason},
	"POST /werk/{organisatie}/verantwoordingen/{report}/bevindingen": {author: true, roles: append(only(cycle.RoleChecker), writers...), ready: dismissing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/oordeel":     {roles: only(cycle.RoleChecker), ready: judging},
	"POST /werk/{organisatie}/verantwoordingen/{report}/opmerkingen": {author: true, roles: commenters, ready: remarking},

	"GET /werk/{organisatie}/verantwoordingen/{report}/bewijs":                               {roles: overseers, ready: nothing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/bewijs":                              {roles: overseers, ready: nothing, lacks: true},
	"POST /werk/{organisatie}/verantwoordingen/{report}/opmerkingen/{opmerking}/afgehandeld": {author: true, roles: commenters, ready: remarked},

	"GET /werk/{organisatie}/verantwoordingen/{report}/schrijven":    {author: true, roles: writers, ready: nothing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/schrijven":   {author: true, roles: writers, ready: writing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/kiezen":      {author: true, roles: writers, ready: writing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/concept":     {author: true, roles: writers, ready: writing},
	"POST /werk/{organisatie}/verantwoordingen/{report}/concept/weg": {author: true, roles: readers, ready: nothing}, // their own
	"POST /werk/{organisatie}/verantwoordingen/{report}/overnemen":   {author: true, roles: writers, ready: carrying},
}

// walk is a world with a neighbour, and with everybody who must stay out.
type walk struct {
	*world
	remark    cycle.CommentID // at 5.1.1
	neighbour cycle.Organisation
	theirs    cycle.ReportID // of the neighbour
	key       string         // of an amendment
	hash      string         // of a file at 5.1.1
	logo      string         // what the logo is called
}

func TestEveryRouteSaysWhoMay(t *testing.T) {
	routes := web.Routes()
	for _, pattern := range routes {
		if _, told := ways[pattern]; !told {
			t.Errorf("who may %s? Say it in ways", pattern)
		}
	}
	for pattern := range ways {
		if !slices.Contains(routes, pattern) {
			t.Errorf("there is no %s any more", pattern)
		}
	}
}

// The pages of an account are for who is signed in.
func TestThePagesOfAnAccountAreForWhoIsSignedIn(t *testing.T) {
	each(t, func(w *world) {
		for _, pattern := range web.OwnRoutes() {
			method, path, _ := strings.Cut(pattern, " ")
			path = strings.NewReplacer("{$}", "", "{sessie}", "1").Replace(path)
			got := w.get("", path)
			if method == "POST" {
				got = w.post("", path, url.Values{"naam": {"Een ander"}})
			}
			if got.status != 401 {
				w.Errorf("%s by nobody: %d", pattern, got.status)
			}
		}
	})
}

// Each route with each role: who may not gets 404 and changes nothing, wherever the right of somebody like them lies:
// on another branch, in another organisation, in another time.
func TestEveryRouteWithEveryRole(t *testing.T) {
	for _, pattern := range web.Routes() {
		if ways[pattern].ready == nil {
			continue // the test above says so
		}
		t.Run(strings.ReplaceAll(pattern, "/", " "), func(t *testing.T) {
			t.Parallel()
			each(t, func(w *world) {
				k := &walk{world: w}
				k.fill()
				k.along(pattern, ways[pattern])
			})
		})
	}
}

func (k *walk) along(pattern string, may way) {
	method, path, _ := strings.Cut(pattern, " ")
	form := may.ready(k)
	here := k.fillIn(path, k.org.Slug, k.reports["5.1.1"])
	there := k.fillIn(path, k.neighbour.Slug, k.reports["5.1.1"])
	both := k.fillIn(path, k.neighbour.Slug, k.theirs)
	concerns5 := strings.Contains(path, "{report}") || strings.Contains(path, "{hash}") || form.Has("stuk")
	k.refused("", 401, method, here, form)
	var let []string
	for _, role := range cycle.Roles() {
		allowed := slices.Contains(may.roles, role)
		if allowed {
			let = append(let, "rol-"+string(role))
		} else {
			k.refused("rol-"+string(role), 404, method, here, form)
		}
		anywhere := !may.whole || slices.Contains(may.branch, role)
		if allowed && anywhere {
			let = append(let, "tak5-"+string(role))
		} else {
			k.refused("tak5-"+string(role), 404, method, here, form)
		}
		if concerns5 || !anywhere {
			k.refused("tak6-"+string(role), 404, method, here, form)
		}
		for _, out := range []string{"gisteren-", "morgen-", "uit-", "buur-"} {
			k.refused(out+string(role), 404, method, here, form)
		}
		if concerns5 {
			k.refused("buur-"+string(role), 404, method, there, form)
		}
		if form.Has("stuk") || form.Has("antwoord-op") || strings.Contains(path, "{opmerking}") {
			k.refused("buur-"+string(role), 404, method, both, form)
		}
	}
	k.refused("vervanger-tot-gisteren", 404, method, here, form)
	k.refused("vervanger-van-niemand", 404, method, here, form)
	if may.own {
		let = []string{"auteur-zelf"}
		k.refused("vervanger", 404, method, here, form)
	} else if may.author {
		let = append([]string{"auteur-zelf", "vervanger"}, let...)
	} else {
		k.refused("auteur-zelf", 404, method, here, form)
		k.refused("vervanger", 404, method, here, form)
	}
	k.madeUp(method, path, form)
	for i, who := range let {
		switch got := k.send(who, method, here, form); {
		case got.status == 404 || got.status == 401 || got.status >= 500:
			k.Errorf("%s may %s, and gets %d", who, pattern, got.status)
		case i == 0 && !may.lacks && got.status != 200 && got.status != 303:
			k.Errorf("%s is the first to %s, and gets %d: %s", who, pattern, got.status, got.text())
		}
	}
}

// madeUp asks for what is not there as somebody who may everything.
func (k *walk) madeUp(method, path string, form url.Values) {
	for _, id := range []string{"bestaat-niet", "0", "%00", "%ff", "..%2f..", "%27%20or%201=1--", strings.Repeat("a", 5000)} {
		for _, part := range []string{"{report}", "{editie}", "{opmerking}", "{sleutel}", "{hash}", "{nummer}", "{naam}"} {
			if !strings.Contains(path, part) {
				continue
			}
			address := k.fillIn(strings.Replace(path, part, id, 1), k.org.Slug, k.reports["5.1.1"])
			k.refused("alles", 404, method, address, form)
		}
	}
	other := map[string]string{"GET": "POST", "POST": "GET"}[method]
	if !slices.Contains(web.Routes(), other+" "+path) {
		k.refused("alles", 404, other, k.fillIn(path, k.org.Slug, k.reports["5.1.1"]), form)
	}
	k.refused("alles", 404, method, k.fillIn(path, k.org.Slug, k.reports["5.1.1"])+"verder/", form)
}

// refused sends what must be refused, and looks whether anything was written.
func (k *walk) refused(who string, status int, method, path string, form url.Values) {
	k.Helper()
	before := k.heads()
	if got := k.send(who, method, path, form); got.status != status {
		k.Errorf("%s, %s %.120s: %d, want %d: %.200s", who, method, path, got.status, status, got.text())
	}
	if after := k.heads(); after != before {
		k.Errorf("%s, %s %s, was refused and yet wrote: %v, then %v", who, method, path, before, after)
	}
}

func (k *walk) send(who, method, path string, form url.Values) answered {
	k.Helper()
	if method == "GET" {
		return k.get(who, path)
	}
	return k.post(who, path, form)
}

// heads are the ends of both histories.
func (k *walk) heads() [2]string {
	k.Helper()
	var all [2]string
	for i, org := range []cycle.OrganisationID{k.org.ID, k.neighbour.ID} {
		h, err := k.db.Read(org).Head(ctx)
		k.must(err)
		all[i] = strconv.FormatInt(h.Line, 10) + " " + h.Hash
	}
	return all
}

// fillIn makes an address of a pattern.
func (k *walk) fillIn(path, slug string, report cycle.ReportID) string {
	return strings.NewReplacer("{$}", "", "{organisatie}", slug, "{report}", string(report), "{editie}", k.monitor.Slug, "{opmerking}", string(k.remark), "{pad...}", k.monitor.Slug+"/", "{sleutel}", k.key, "{hash}", k.hash, "{naam}", k.logo, "{nummer}", strconv.Itoa(int(k.people["anna"].Number))).Replace(path)
}

// fill adds the neighbour, and all who walk: each role for all, on branch 5 and on branch 6, until yesterday, from
// tomorrow, disabled, and next door; the author, and who stands in.
func (k *walk) fill() {
	k.Helper()
	k.must(k.do.AddComment(ctx, k.org.ID, k.people["carla"], cycle.Comment{Report: k.reports["5.1.1"], Text: "Welke kavel?"}))
	comments, err := k.db.Read(k.org.ID).Comments(ctx, k.reports["5.1.1"])
	k.must(err)
	k.remark = comments[0].ID
	k.fillNeighbour()
	for _, role := range cycle.Roles() {
		k.person(k.org, "rol-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role}}})
		k.person(k.org, "tak5-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role, Branch: k.nodes["5"]}}})
		k.person(k.org, "tak6-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role, Branch: k.nodes["6"]}}})
		k.person(k.org, "gisteren-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role, Until: "2026-05-03"}}})
		k.person(k.org, "morgen-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role, From: "2026-05-05"}}})
		k.person(k.org, "uit-"+string(role), cycle.User{Disabled: true, Grants: []cycle.Grant{{Role: role}}})
		k.person(k.neighbour, "buur-"+string(role), cycle.User{Grants: []cycle.Grant{{Role: role}}})
	}
	k.person(k.org, "alles", cycle.User{Grants: cycle.Granted(cycle.Roles()...)})
	k.person(k.org, "auteur-zelf", cycle.User{Grants: cycle.Granted(cycle.RoleAuthor)})
	author := k.people["auteur-zelf"].Number
	k.must(k.do.AssignReports(ctx, k.org.ID, k.people["dirk"], []cycle.ReportID{k.reports["5.1.1"]}, cycle.Assignment{Author: &author}, cycle.ThemeTurn{}))
	k.person(k.org, "vervanger", cycle.User{Deputies: []cycle.Deputyship{{For: author, From: "2026-05-01", Until: "2026-05-04"}}})
	k.person(k.org, "vervanger-tot-gisteren", cycle.User{Deputies: []cycle.Deputyship{{For: author, Until: "2026-05-03"}}})
	k.person(k.org, "vervanger-van-niemand", cycle.User{Deputies: []cycle.Deputyship{{For: 9999}, {For: k.people["uit-coordinator"].Number}}})
}

func (k *walk) person(org cycle.Organisation, name string, u cycle.User) {
	k.Helper()
	u.ID, u.Name, u.Account = name+"@example.nl", name+" (verzonnen)", "account-"+name
	added, err := k.do.AddUser(ctx, org.ID, cycle.System, u)
	k.must(err)
	k.people[name] = added
}

// fillNeighbour makes another organisation with a round of the same name.
func (k *walk) fillNeighbour() {
	k.Helper()
	var err error
	k.neighbour, err = k.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, "waterland-west", "Provincie Waterland-West (verzonnen)"))
	k.must(err)
	e, err := k.do.AddEdition(ctx, k.neighbour.ID, cycle.System, cycle.Edition{Kind: cycle.Monitor, Slug: k.monitor.Slug, Name: k.monitor.Name, Year: 2026, Sequence: 1})
	k.must(err)
	placed, err := k.do.SetTree(ctx, k.neighbour.ID, cycle.System, e.ID, []change.Placing{{Number: "5", Title: "Economie"}, {Number: "5.1", Title: "Havens", ParentNumber: "5"}})
	k.must(err)
	reports, err := k.do.OpenReports(ctx, k.neighbour.ID, cycle.System, e.ID, []change.Assignment{{Node: placed[1].Node}})
	k.must(err)
	k.theirs = reports[0].ID
}

// What is sent along a route, with the report as far as the route needs it.

func nothing(*walk) url.Values { return url.Values{} }

// at is a form that goes on from the report as it is now.
func (k *walk) at(fields ...string) url.Values {
	form := url.Values{"versie": {strconv.Itoa(k.report("5.1.1").Version)}}
	for i := 0; i+1 < len(fields); i += 2 {
		form.Add(fields[i], fields[i+1])
	}
	return form
}

func writing(k *walk) url.Values {
	return k.at("kernzin", "De eerste kavel is verkocht.", "rubriek.financien", "Geen afwijking.")
}

func written(k *walk) url.Values {
	k.writes("auteur-zelf", "5.1.1", "De eerste kavel is verkocht.", false)
	return k.at()
}

// asOn is the form of a page as whoever may everything finds it.
func asOn(page string) func(k *walk) url.Values {
	return func(k *walk) url.Values { return k.get("alles", page).ok(200).form(page) }
}

func newRound(k *walk) url.Values {
	return url.Values{"soort": {"monitor"}, "jaar": {"2027"}, "volgnummer": {"1"}, "zeker": {"ja"}, "naam": {"Monitor 2027-I"}, "adres": {"monitor-2027-1"}}
}

// allApproved brings every report as far as the executive's own decision.
func allApproved(k *walk) url.Values {
	var ids []cycle.ReportID
	for number, author := range map[string]string{"5.1.1": "auteur-zelf", "5.1.2": "anna", "6.1.1": "bram"} {
		k.writes(author, number, "De aanleg loopt.", true)
		ids = append(ids, k.reports[number])
	}
	k.must(k.do.CheckReports(ctx, k.org.ID, k.people["carla"], ids))
	k.must(k.do.ApproveReports(ctx, k.org.ID, k.people["eva"], ids))
	return url.Values{}
}

func established(k *walk) url.Values {
	allApproved(k)
	k.must(k.do.EstablishEdition(ctx, k.org.ID, k.people["eva"], k.monitor.ID))
	return url.Values{}
}

func approving(k *walk) url.Values {
	checked(k)
	r := k.report("5.1.1")
	return url.Values{"alleen": {string(r.ID)}, "versie." + string(r.ID): {strconv.Itoa(r.Version)}}
}

func choosing(*walk) url.Values { return url.Values{"van": {""}} }

func offering(k *walk) url.Values {
	established(k)
	return k.get("dirk", "rondes/monitor-2026-1/aanbieden").ok(200).form("/aanbieden")
}

func offeringLater(k *walk) url.Values {
	form := offering(k)
	form.Set("wanneer", "later")
	form.Set("tijd", "23:30")
	k.post("dirk", "rondes/monitor-2026-1/aanbieden", form).ok(303)
	return url.Values{}
}

func offered(k *walk) url.Values {
	established(k)
	_, err := k.do.PublishEdition(ctx, k.org.ID, k.people["dirk"], k.monitor.ID, cycle.Release{State: cycle.StateOffered, Date: "2026-05-04"})
	k.must(err)
	return url.Values{}
}

func adopting(k *walk) url.Values {
	offered(k)
	form := k.get("greet", "rondes/monitor-2026-1/vaststellen").ok(200).form("/vaststellen")
	form.Set("besluit", "PS/2026/300")
	return form
}

func correcting(k *walk) url.Values {
	offered(k)
	form := k.get("dirk", "rondes/monitor-2026-1/verbeteren").ok(200).form("/verbeteren")
	form.Set("inleiding", "De aanleg loopt op schema.")
	form.Set("soort", string(cycle.SlipOfThePen))
	form.Set("reden", "Er stond nog geen inleiding.")
	return form
}

// amended is an offered edition with an amendment that was carried.
func amended(k *walk) url.Values {
	offered(k)
	form := amendment(cycle.VoteAdopted, k.nodes["5.1.1"])
	form.Set("voor", "23")
	form.Set("tegen", "20")
	k.post("greet", amendments+"nieuw/", form).ok(303)
	k.key = k.stage().Amendments[0].Key
	return form
}

func withFile(k *walk) url.Values {
	u, err := k.do.AddFile(ctx, k.org.ID, k.people["auteur-zelf"], k.reports["5.1.1"], "kaart.png", bytes.NewReader(testkit.Picture(20, 10)))
	k.must(err)
	k.hash = u.Blob
	return url.Values{}
}

func withLogo(k *walk) url.Values {
	l, err := k.do.SetLogo(ctx, k.org.ID, cycle.System, bytes.NewReader(testkit.Logo(960, 320, color.Black)), true, nil)
	k.must(err)
	k.logo = l.FileName()
	return url.Values{}
}

func reminding(k *walk) url.Values {
	return url.Values{"stuk": {string(k.reports["5.1.1"])}, "zeker": {"ja"}}
}

func somebodyNew(*walk) url.Values {
	return url.Values{"adres": {"nieuw@example.nl"}, "naam": {"Nieuw (verzonnen)"}, "rol": {string(cycle.RoleReader)}}
}

func renaming(*walk) url.Values { return url.Values{"naam": {"Anders (verzonnen)"}} }

func granting(*walk) url.Values { return url.Values{"rol": {string(cycle.RoleReader)}} }

func ending(k *walk) url.Values {
	u, err := k.db.Read(k.org.ID).User(ctx, k.people["anna"].Number)
	k.must(err)
	return url.Values{"versie": {strconv.Itoa(u.Version)}, "rij": {"0"}, "laatste-dag": {"2026-05-31"}}
}

// standingIn lets Bram stand in, of whom the address or the account tells.
func standingIn(k *walk) url.Values {
	return url.Values{"wie": {strconv.Itoa(int(k.people["bram"].Number))}, "vanaf": {"2026-05-04"}, "tot-en-met": {"2026-05-31"}}
}

func standsIn(k *walk) url.Values { return k.standsInFor("anna") }

func ownStandsIn(k *walk) url.Values { return k.standsInFor("auteur-zelf") }

func (k *walk) standsInFor(who string) url.Values {
	form := standingIn(k)
	whom := k.people[who].Number
	k.must(k.do.AddDeputy(ctx, k.org.ID, k.people[who], k.people["bram"].Number, cycle.Deputyship{For: whom, From: "2026-05-04", Until: "2026-05-31"}))
	form.Set("voor", strconv.Itoa(int(whom)))
	return form
}

// naming is a step in the plan of a tree.
func naming(k *walk) url.Values {
	return url.Values{"versie": {"0"}, "knoop": {string(k.nodes["5.1"])}, "soort": {"hernoemen"}, "hernoemen.titel": {"Terreinen"}}
}

// planned is a plan with a step in it, as somebody saw it.
func planned(k *walk) url.Values {
	k.post("alles", "rondes/monitor-2026-1/boom/stap", naming(k)).ok(303)
	return url.Values{"versie": {"1"}}
}

func unplanning(k *walk) url.Values {
	form := planned(k)
	form.Set("stap", "0")
	return form
}

func handedIn(k *walk) url.Values {
	k.writes("auteur-zelf", "5.1.1", "De eerste kavel is verkocht.", true)
	return k.at()
}

func checked(k *walk) url.Values {
	handedIn(k)
	k.must(k.do.CheckReports(ctx, k.org.ID, k.people["carla"], []cycle.ReportID{k.reports["5.1.1"]}))
	return k.at()
}

func backWithReason(k *walk) url.Values {
	form := handedIn(k)
	form.Set("reden", "Welke kavel?")
	return form
}

func tickedHandedIn(k *walk) url.Values {
	handedIn(k)
	return url.Values{"stuk": {string(k.reports["5.1.1"])}}
}

func assigning(k *walk) url.Values {
	return url.Values{"stuk": {string(k.reports["5.1.1"])}, "dag": {"2026-06-01"}, "zeker": {"ja"}}
}

func dismissing(k *walk) url.Values {
	return k.at("bevinding", "lengte.voortgang", "reden.lengte.voortgang", "Het is zo kort.")
}

func judging(k *walk) url.Values { handedIn(k); return k.at("oordeel", "Te rooskleurig.") }

func remarking(k *walk) url.Values {
	return k.at("tekst", "De kavel aan de haven.", "antwoord-op", string(k.remark))
}

func remarked(k *walk) url.Values { return k.at() }

// carrying: the budget tells of the node too, so there is a text to carry.
func carrying(k *walk) url.Values {
	_, err := k.do.OpenReports(ctx, k.org.ID, k.people["dirk"], k.budget.ID, assigned(k.world, "5.1.1", "anna"))
	k.must(err)
	before, err := k.db.Read(k.org.ID).ReportOf(ctx, k.budget.ID, k.nodes["5.1.1"])
	k.must(err)
	text := before
	text.Sections = sections(cycle.FinanceNote, "Geen afwijking.")
	k.must(k.do.WriteReport(ctx, k.org.ID, k.people["anna"], before.ID, before.Version, text))
	return k.at("overnemen", cycle.FinanceNote)
}
