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
		{"GET /werk/{organisatie}/rondes/nieuw", cycle.MayRun, s.newRound},
		{"POST /werk/{organisatie}/rondes/nieuw", cycle.MayRun, s.openRound},
		{"GET /werk/{organisatie}/rondes/{editie}/instellen", cycle.MaySetUp, s.withRound(s.setUpRound)},
		{"POST /werk/{organisatie}/rondes/{editie}/instellen", cycle.MaySetUp, s.withRound(s.keepRound)},
		{"GET /werk/{organisatie}/rondes/{editie}/{$}", cycle.MayRead, s.withRound(s.showRound)},
		{"GET /werk/{organisatie}/rondes/{editie}/bevindingen", cycle.MayRead, s.withRound(s.roundFindings)},
		{"GET /werk/{organisatie}/rondes/{editie}/verloop", cycle.MayRead, s.withRound(s.showChart)},
		{"GET /werk/{organisatie}/rondes/{editie}/instellingen", cycle.MaySetUp, s.withRound(s.showSettings)},
		{"POST /werk/{organisatie}/rondes/{editie}/instellingen", cycle.MaySetUp, s.withRound(s.keepSettings)},
		{"GET /werk/{organisatie}/inrichten/{$}", cycle.MaySetUp, s.showOrganisation},
		{"POST /werk/{organisatie}/inrichten/{$}", cycle.MaySetUp, s.keepOrganisation},
		{"GET /werk/{organisatie}/inrichten/standaard", cycle.MaySetUp, s.showDefaults},
		{"POST /werk/{organisatie}/inrichten/standaard", cycle.MaySetUp, s.keepDefaults},
		{"GET /werk/{organisatie}/rondes/{editie}/boom/{$}", cycle.MaySetUp, s.withTree(s.showTree)},
		{"GET /werk/{organisatie}/rondes/{editie}/boom/stap", cycle.MaySetUp, s.withTree(s.showStep)},
		{"POST /werk/{organisatie}/rondes/{editie}/boom/stap", cycle.MaySetUp, s.withTree(s.planStep)},
		{"POST /werk/{organisatie}/rondes/{editie}/boom/weg", cycle.MaySetUp, s.withTree(s.unplanStep)},
		{"GET /werk/{organisatie}/rondes/{editie}/boom/samenvoegen", cycle.MaySetUp, s.withTree(s.showMerge)},
		{"GET /werk/{organisatie}/rondes/{editie}/boom/omzetten", cycle.MaySetUp, s.withTree(s.convertTree)},
		{"POST /werk/{organisatie}/rondes/{editie}/boom/doorvoeren", cycle.MaySetUp, s.withTree(s.applyTree)},
		{"POST /werk/{organisatie}/rondes/{editie}/wijzigen", cycle.MayRun, s.withRound(s.assign)},
		{"POST /werk/{organisatie}/rondes/{editie}/akkoord", cycle.MayRead, s.withRound(s.approveMany)},
		{"GET /werk/{organisatie}/rondes/{editie}/bestuur", cycle.MayApprove, s.withRound(s.showExecutive)},
		{"POST /werk/{organisatie}/rondes/{editie}/bestuur/akkoord", cycle.MayApprove, s.withRound(s.approveExecutive)},
		{"POST /werk/{organisatie}/rondes/{editie}/bestuur/portefeuille", cycle.MayEstablish, s.withRound(s.chooseHolder)},
		{"POST /werk/{organisatie}/rondes/{editie}/bestuur/vaststellen", cycle.MayEstablish, s.withRound(s.establish)},
		{"POST /werk/{organisatie}/rondes/{editie}/bestuur/heropenen", cycle.MayRun, s.withRound(s.reopenRound)},
		{"GET /werk/{organisatie}/rondes/{editie}/voorbeeld/{pad...}", cycle.MayRead, s.withRound(s.showPreview)},
		{"GET /werk/{organisatie}/rondes/{editie}/aanbieden", cycle.MayOffer, s.withRound(s.showOffer)},
		{"POST /werk/{organisatie}/rondes/{editie}/aanbieden", cycle.MayOffer, s.withRound(s.offer)},
		{"POST /werk/{organisatie}/rondes/{editie}/aanbieden/intrekken", cycle.MayOffer, s.withRound(s.unplan)},
		{"GET /werk/{organisatie}/rondes/{editie}/vaststellen", cycle.MayAdopt, s.withRound(s.showAdopt)},
		{"POST /werk/{organisatie}/rondes/{editie}/vaststellen", cycle.MayAdopt, s.withRound(s.adopt)},
		{"GET /werk/{organisatie}/rondes/{editie}/amendementen/{$}", cycle.MayRead, s.withRound(s.showAmendments)},
		{"GET /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/{$}", cycle.MayAdopt, s.withRound(s.writeAmendment)},
		{"POST /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/{$}", cycle.MayAdopt, s.withRound(s.saveAmendment)},
		{"POST /werk/{organisatie}/rondes/{editie}/amendementen/{sleutel}/verwerkt", cycle.MayAdopt, s.withRound(s.workIn)},
		{"POST /werk/{organisatie}/verantwoordingen/{report}/heropenen", cycle.MayRun, s.withReport(s.reopenReport)},
		{"GET /werk/{organisatie}/verantwoordingen/{report}/{$}", cycle.MayRead, s.withReport(s.showReport)},
		{"GET /werk/{organisatie}/verantwoordingen/{report}/geschiedenis", cycle.MayRead, s.withReport(s.showHistory)},
		{"GET /werk/{organisatie}/inrichten/huisstijl", cycle.MaySetUp, s.showHouseStyle},
		{"POST /werk/{organisatie}/inrichten/huisstijl", cycle.MaySetUp, s.saveHouseStyle},
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
