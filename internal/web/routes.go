package web

import "doelenboom/internal/cycle"

// route is an address with the right that it asks.
type route struct {
	pattern string
	right   cycle.Right
	answer  answer
}

// routes are all addresses within an organisation. A test walks each of them with each role.
func (s *Workplace) routes() []route {
	return []route{
		{"GET /werk/{organisatie}/{$}", cycle.MayRead, s.myWork},
		{"GET /werk/{organisatie}/rondes/{$}", cycle.MayRead, s.showRounds},
		{"GET /werk/{organisatie}/rondes/{editie}/{$}", cycle.MayRead, s.withRound(s.showRound)},
		{"GET /werk/{organisatie}/rondes/{editie}/bevindingen", cycle.MayRead, s.withRound(s.roundFindings)},
		{"GET /werk/{organisatie}/rondes/{editie}/verloop", cycle.MayRead, s.withRound(s.showChart)},
		{"POST /werk/{organisatie}/rondes/{editie}/wijzigen", cycle.MayRun, s.withRound(s.assign)},
		{"POST /werk/{organisatie}/rondes/{editie}/akkoord", cycle.MayRead, s.withRound(s.approveMany)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/heropenen", cycle.MayRun, s.withReport(s.reopenReport)},
		{"GET /werk/{organisatie}/verantwoordingen/{report}/{$}", cycle.MayRead, s.withReport(s.showReport)},
		{"GET /werk/{organisatie}/verantwoordingen/{report}/geschiedenis", cycle.MayRead, s.withReport(s.showHistory)},
		{"GET /werk/{organisatie}/inrichten/aanmelden", cycle.MayManage, s.showProvider},
		{"POST /werk/{organisatie}/inrichten/aanmelden", cycle.MayManage, s.saveProvider},
		{"GET /werk/{organisatie}/geschiedenis.csv", cycle.MayAudit, s.exportHistory},
		{"GET /werk/{organisatie}/rechten.csv", cycle.MayRead, s.exportRights},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/indienen", cycle.MayRead, s.withReport(s.submitReport)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/controleren", cycle.MayCheck, s.withReport(s.checkReport)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/akkoord", cycle.MayApprove, s.withReport(s.approveReport)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/terugsturen", cycle.MayRead, s.withReport(s.sendBack)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/bevindingen", cycle.MayRead, s.withReport(s.dismiss)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/oordeel", cycle.MayCheck, s.withReport(s.judge)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/opmerkingen", cycle.MayComment, s.withReport(s.comment)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/opmerkingen/{opmerking}/afgehandeld", cycle.MayComment, s.withReport(s.resolve)},
		{"GET /werk/{organisatie}/verantwoordingen/{report}/schrijven", cycle.MayRead, s.withReport(s.writeReport)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/schrijven", cycle.MayRead, s.withReport(s.saveReport)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/bestanden", cycle.MayRead, s.withReport(s.addFiles)},
		{"GET /werk/{organisatie}/bestanden/{hash}", cycle.MayRead, s.showFile},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/kiezen", cycle.MayRead, s.withReport(s.saveChosen)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/concept", cycle.MayRead, s.withReport(s.saveDraft)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/concept/weg", cycle.MayRead, s.withReport(s.dropDraft)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/overnemen", cycle.MayRead, s.withReport(s.carry)},
	}
}
