package publication

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
	"doelenboom/internal/richtext"
)

// Every type here is read by its keys, in the order of its fields in types.go. A test fills every field there is and
// fails when one is not read here.

// lists are what is read of lists that have not ended.
type lists struct {
	texts            []string
	rows             [][]richtext.Cell
	decisions        []Decision
	blocks           []richtext.Block
	cells            []richtext.Cell
	actions          []Action
	amounts          []Amount
	amendments       []Amendment
	decisionMentions []DecisionMention
	findings         []Finding
	moneyLines       []MoneyLine
	links            []Link
	children         []Child
	milestones       []Milestone
	sectionTexts     []SectionText
	parents          []Parent
	holderNames      []HolderName
	relations        []Relation
	scores           []Score
	themeNames       []ThemeName
	lineageLinks     []LineageLink
	entries          []Entry
	items            []richtext.Item
	spans            []richtext.Span
	counts           []Count
	mentions         []Mention
	entryMilestones  []EntryMilestone
	files            []File
	attachments      []Attachment
	evidence         []Evidence
}

func (s *scanner) doc() richtext.Doc { return list(s, &s.blocks, (*scanner).block) }

func (s *scanner) register() []Decision { return list(s, &s.decisions, (*scanner).decision) }

func (s *scanner) row() []richtext.Cell { return list(s, &s.cells, (*scanner).cell) }

func (s *scanner) node() (v Node) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "acties":
			v.Actions = list(s, &s.actions, (*scanner).action)
		case "adres":
			v.Address = s.string()
		case "afgeleid":
			v.Derived = s.bool()
		case "bedragen":
			v.Amounts = list(s, &s.amounts, (*scanner).amount)
		case "begrotingswijziging":
			v.Amendments = list(s, &s.amendments, (*scanner).amendment)
		case "besluiten":
			v.Decisions = list(s, &s.decisionMentions, (*scanner).decisionMention)
		case "bestanden":
			v.Files = list(s, &s.files, (*scanner).file)
		case "bevindingen":
			v.Findings = list(s, &s.findings, (*scanner).finding)
		case "bijlagen":
			v.Attachments = list(s, &s.attachments, (*scanner).attachment)
		case "bron":
			v.Source = pointer(s, (*scanner).source)
		case "correctie":
			v.Correction = pointer(s, (*scanner).correction)
		case "diepte":
			v.Depth = int(s.number())
		case "geld":
			v.Money = list(s, &s.moneyLines, (*scanner).moneyLine)
		case "gemeenten":
			v.Places = list(s, &s.links, (*scanner).link)
		case "id":
			v.ID = cycle.NodeID(s.string())
		case "kernzin":
			v.Headline = s.string()
		case "kinderen":
			v.Children = list(s, &s.children, (*scanner).child)
		case "lijn":
			v.Line = s.string()
		case "looptijd":
			v.Term = pointer(s, (*scanner).term)
		case "mijlpalen":
			v.Milestones = list(s, &s.milestones, (*scanner).milestone)
		case "niveau":
			v.Level = cycle.LevelKind(s.string())
		case "niveauNaam":
			v.LevelLabel = s.string()
		case "nummer":
			v.Number = s.string()
		case "onderdelen":
			v.Sections = list(s, &s.sectionTexts, (*scanner).sectionText)
		case "ouders":
			v.Parents = list(s, &s.parents, (*scanner).parent)
		case "plaatshouder":
			v.Placeholder = s.bool()
		case "portefeuillehouders":
			v.Holders = list(s, &s.holderNames, (*scanner).holderName)
		case "reserve":
			v.Reserve = pointer(s, (*scanner).reserve)
		case "rol":
			v.Involvement = pointer(s, (*scanner).involvement)
		case "samenhang":
			v.Relations = list(s, &s.relations, (*scanner).relation)
		case "scores":
			v.Scores = list(s, &s.scores, (*scanner).score)
		case "themas":
			v.Themes = list(s, &s.themeNames, (*scanner).themeName)
		case "titel":
			v.Title = s.string()
		case "verwijstHierheen":
			v.ReferredBy = list(s, &s.relations, (*scanner).relation)
		case "verwijzingen":
			v.Links = list(s, &s.links, (*scanner).link)
		case "voorgangers":
			v.Lineage = list(s, &s.lineageLinks, (*scanner).lineageLink)
		case "websites":
			v.Websites = s.strings()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) tree() (v Tree) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "knopen":
			v.Entries = list(s, &s.entries, (*scanner).entry)
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) decision() (v Decision) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Slug = s.string()
		case "bron":
			v.Source = pointer(s, (*scanner).source)
		case "datum":
			v.Date = cycle.Date(s.string())
		case "id":
			v.ID = cycle.DecisionID(s.string())
		case "nummer":
			v.Reference = s.string()
		case "ookWel":
			v.Aliases = s.strings()
		case "orgaan":
			v.Body = s.string()
		case "soort":
			v.Kind = cycle.DecisionKind(s.string())
		case "stand":
			v.State = cycle.DecisionState(s.string())
		case "tekst":
			v.Text = s.string()
		case "titel":
			v.Title = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) block() (v richtext.Block) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "afbeelding":
			v.Image = pointer(s, (*scanner).image)
		case "genummerd":
			v.Ordered = s.bool()
		case "id":
			v.ID = s.string()
		case "onderdelen":
			v.Items = list(s, &s.items, (*scanner).item)
		case "rijen":
			v.Rows = list(s, &s.rows, (*scanner).row)
		case "soort":
			v.Kind = richtext.Kind(s.string())
		case "tekst":
			v.Spans = list(s, &s.spans, (*scanner).span)
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) cell() (v richtext.Cell) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "tekst":
			v.Spans = list(s, &s.spans, (*scanner).span)
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) action() (v Action) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "bewijs":
			v.Evidence = list(s, &s.evidence, (*scanner).released)
		case "nummer":
			v.Number = int(s.number())
		case "onderdelen":
			v.Parts = s.doc()
		case "sleutel":
			v.Key = s.string()
		case "stand":
			v.State = cycle.ActionState(s.string())
		case "tekst":
			v.Text = s.doc()
		case "toelichting":
			v.Note = s.doc()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) amount() (v Amount) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "centen":
			v.Cents = money.Cents(s.number())
		case "jaar":
			v.Year = int(s.number())
		case "kolom":
			v.Column = s.string()
		case "rij":
			v.Row = s.string()
		case "zoalsGeschreven":
			v.AsWritten = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) amendment() (v Amendment) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "besluit":
			v.Decision = pointer(s, (*scanner).link)
		case "nummer":
			v.Number = s.string()
		case "soort":
			v.Kind = cycle.AmendmentKind(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) decisionMention() (v DecisionMention) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Slug = s.string()
		case "blokken":
			v.Blocks = s.strings()
		case "nummer":
			v.Reference = s.string()
		case "titel":
			v.Title = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) finding() (v Finding) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "regel":
			v.Rule = s.string()
		case "tekst":
			v.Text = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) source() (v Source) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "bestand":
			v.File = s.string()
		case "gelezenOp":
			v.ReadAt = cycle.Date(s.string())
		case "zekerheid":
			v.Certainty = cycle.Certainty(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) correction() (v Correction) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "besluit":
			v.Decision = s.string()
		case "datum":
			v.Date = cycle.Date(s.string())
		case "reden":
			v.Reason = s.string()
		case "revisie":
			v.Revision = int(s.number())
		case "soort":
			v.Kind = cycle.RevisionKind(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) moneyLine() (v MoneyLine) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "besluit":
			v.Decision = s.string()
		case "centen":
			v.Cents = money.Cents(s.number())
		case "jaar":
			v.Year = int(s.number())
		case "knoop":
			v.Node = cycle.NodeID(s.string())
		case "kolom":
			v.Column = cycle.MoneyColumn(s.string())
		case "soort":
			v.Kind = cycle.MoneyKind(s.string())
		case "toelichting":
			v.Note = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) link() (v Link) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "id":
			v.ID = s.string()
		case "nummer":
			v.Number = s.string()
		case "soort":
			v.Kind = LinkKind(s.string())
		case "titel":
			v.Title = s.string()
		case "verwijzing":
			v.RefKind = richtext.RefKind(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) child() (v Child) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "id":
			v.ID = cycle.NodeID(s.string())
		case "kernzin":
			v.Headline = s.string()
		case "niveau":
			v.Level = cycle.LevelKind(s.string())
		case "nummer":
			v.Number = s.string()
		case "plaatshouder":
			v.Placeholder = s.bool()
		case "scores":
			v.Scores = list(s, &s.scores, (*scanner).score)
		case "tellingen":
			v.Counts = list(s, &s.counts, (*scanner).count)
		case "titel":
			v.Title = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) term() (v Term) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "soort":
			v.Kind = s.string()
		case "tot":
			v.Until = int(s.number())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) milestone() (v Milestone) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "besluiten":
			v.Decisions = list(s, &s.links, (*scanner).link)
		case "datum":
			v.Date = s.writtenDate()
		case "eerst":
			v.First = s.writtenDate()
		case "reden":
			v.Reason = list(s, &s.spans, (*scanner).span)
		case "sleutel":
			v.Key = s.string()
		case "stand":
			v.State = cycle.MilestoneState(s.string())
		case "tekst":
			v.Text = s.doc()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) sectionText() (v SectionText) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "afgekapt":
			v.CutOff = s.bool()
		case "naam":
			v.Label = s.string()
		case "sleutel":
			v.Key = s.string()
		case "tekst":
			v.Text = s.doc()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) parent() (v Parent) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "id":
			v.ID = cycle.NodeID(s.string())
		case "nummer":
			v.Number = s.string()
		case "plaatshouder":
			v.Placeholder = s.bool()
		case "titel":
			v.Title = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) holderName() (v HolderName) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Slug = s.string()
		case "naam":
			v.Name = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) reserve() (v Reserve) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "antwoord":
			v.Answer = s.string()
		case "naam":
			v.Name = s.string()
		case "toelichting":
			v.Note = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) involvement() (v Involvement) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "termen":
			v.Tags = s.strings()
		case "zin":
			v.Sentence = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) relation() (v Relation) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "actie":
			v.Action = int(s.number())
		case "soort":
			v.Kind = cycle.ReferenceKind(s.string())
		case "verwijzing":
			v.Link = s.link()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) score() (v Score) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "aspect":
			v.Aspect = s.string()
		case "bewijs":
			v.Evidence = list(s, &s.evidence, (*scanner).released)
		case "gevolg":
			v.Effect = list(s, &s.spans, (*scanner).span)
		case "maatregel":
			v.Measure = list(s, &s.spans, (*scanner).span)
		case "oorzaak":
			v.Cause = list(s, &s.spans, (*scanner).span)
		case "waarde":
			v.Value = s.string()
		case "woord":
			v.Word = s.string()
		case "zoalsGeschreven":
			v.AsWritten = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) themeName() (v ThemeName) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Slug = s.string()
		case "naam":
			v.Name = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) lineageLink() (v LineageLink) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "later":
			v.Later = s.bool()
		case "lijn":
			v.Line = s.string()
		case "nummer":
			v.Number = s.string()
		case "soort":
			v.Kind = cycle.LineageKind(s.string())
		case "titel":
			v.Title = s.string()
		case "toelichting":
			v.Note = s.string()
		case "voorstel":
			v.Proposal = s.bool()
		case "zekerheid":
			v.Certainty = cycle.Certainty(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) entry() (v Entry) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "afgeleid":
			v.Derived = s.bool()
		case "besluiten":
			v.Mentions = list(s, &s.mentions, (*scanner).mention)
		case "diepte":
			v.Depth = int(s.number())
		case "id":
			v.ID = cycle.NodeID(s.string())
		case "kernzin":
			v.Headline = s.string()
		case "lijn":
			v.Line = s.string()
		case "mijlpalen":
			v.Milestones = list(s, &s.entryMilestones, (*scanner).entryMilestone)
		case "niveau":
			v.Level = cycle.LevelKind(s.string())
		case "nummer":
			v.Number = s.string()
		case "ouder":
			v.Parent = cycle.NodeID(s.string())
		case "plaatshouder":
			v.Placeholder = s.bool()
		case "portefeuillehouders":
			v.Holders = s.strings()
		case "scores":
			v.Scores = list(s, &s.scores, (*scanner).score)
		case "tekst":
			v.Text = s.string()
		case "themas":
			v.Themes = s.strings()
		case "titel":
			v.Title = s.string()
		case "verwijzingen":
			v.Links = list(s, &s.links, (*scanner).link)
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) image() (v richtext.Image) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "alternatief":
			v.Alt = s.string()
		case "blob":
			v.Blob = s.string()
		case "sier":
			v.Decorative = s.bool()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) item() (v richtext.Item) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "genummerd":
			v.Ordered = s.bool()
		case "onderdelen":
			v.Items = list(s, &s.items, (*scanner).item)
		case "tekst":
			v.Spans = list(s, &s.spans, (*scanner).span)
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) span() (v richtext.Span) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "cursief":
			v.Italic = s.bool()
		case "link":
			v.Link = s.string()
		case "tekst":
			v.Text = s.string()
		case "verwijzing":
			v.Ref = pointer(s, (*scanner).ref)
		case "vet":
			v.Bold = s.bool()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) count() (v Count) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "aantal":
			v.Number = int(s.number())
		case "aspect":
			v.Aspect = s.string()
		case "waarde":
			v.Value = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) writtenDate() (v WrittenDate) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "tekst":
			v.Text = s.string()
		case "tot":
			v.To = cycle.Date(s.string())
		case "van":
			v.From = cycle.Date(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) mention() (v Mention) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "besluit":
			v.Decision = s.string()
		case "blok":
			v.Block = s.string()
		case "onderdeel":
			v.Where = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) entryMilestone() (v EntryMilestone) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "blok":
			v.Block = s.string()
		case "datum":
			v.Date = s.writtenDate()
		case "eerst":
			v.First = s.writtenDate()
		case "sleutel":
			v.Key = s.string()
		case "stand":
			v.State = cycle.MilestoneState(s.string())
		case "tekst":
			v.Text = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) ref() (v richtext.Ref) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "als":
			v.As = s.string()
		case "id":
			v.ID = s.string()
		case "soort":
			v.Kind = richtext.RefKind(s.string())
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) file() (v File) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "adres":
			v.Address = s.string()
		case "breedte":
			v.Width = int(s.number())
		case "grootte":
			v.Size = s.number()
		case "hoogte":
			v.Height = int(s.number())
		case "naam":
			v.Name = s.string()
		case "sha256":
			v.Sum = s.string()
		case "soort":
			v.Kind = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) attachment() (v Attachment) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "bestand":
			v.File = s.string()
		case "sleutel":
			v.Key = s.string()
		case "titel":
			v.Title = s.string()
		default:
			s.fail()
		}
	}
	return v
}

func (s *scanner) released() (v Evidence) {
	for key := s.object(); key != ""; key = s.member(key) {
		switch key {
		case "bestand":
			v.File = s.string()
		case "link":
			v.Link = s.string()
		case "sleutel":
			v.Key = s.string()
		case "titel":
			v.Title = s.string()
		case "toelichting":
			v.Note = s.string()
		default:
			s.fail()
		}
	}
	return v
}
