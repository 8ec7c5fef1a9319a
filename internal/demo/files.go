package demo

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"sort"

	"github.com/goccy/go-yaml"

	"doelenboom/internal/cycle"
	"doelenboom/internal/money"
)

// files is one sample organisation as it stands in its folder.
type files struct {
	Organisation organisationFile
	Tree         treeFile
	Decisions    []decisionRow
	Editions     editionsFile
	Deliverables []deliverableFile
}

type organisationFile struct {
	Slug     string                 `yaml:"slug"`
	Name     string                 `yaml:"naam"`
	Kind     cycle.OrganisationKind `yaml:"soort"`
	NoIndex  bool                   `yaml:"noindex"`
	Invented bool                   `yaml:"verzonnen"`
	Notice   string                 `yaml:"mededeling"`
	Contact  string                 `yaml:"contact"`
	Style    struct {
		Accent string     `yaml:"kleur"`
		Font   cycle.Font `yaml:"lettertype"`
	} `yaml:"huisstijl"`
	Bodies struct {
		Council        string `yaml:"raad"`
		CouncilShort   string `yaml:"raadKort"`
		Executive      string `yaml:"bestuur"`
		ExecutiveShort string `yaml:"bestuurKort"`
	} `yaml:"organen"`
	Levels []struct {
		Kind   cycle.LevelKind `yaml:"soort"`
		Label  string          `yaml:"naam"`
		Plural string          `yaml:"meervoud"`
	} `yaml:"niveaus"`
	Aspects []struct {
		Key       string            `yaml:"sleutel"`
		Label     string            `yaml:"naam"`
		Questions map[string]string `yaml:"vraag"`
		Values    []struct {
			Key     string `yaml:"sleutel"`
			Word    string `yaml:"woord"`
			Explain string `yaml:"uitleg"`
		} `yaml:"waarden"`
		Judged bool `yaml:"beoordeeld"`
	} `yaml:"aspecten"`
	Sections []struct {
		Key   string `yaml:"sleutel"`
		Label string `yaml:"naam"`
	} `yaml:"onderdelen"`
	People []struct {
		Key   string     `yaml:"sleutel"`
		Name  string     `yaml:"naam"`
		Title string     `yaml:"functie"`
		Role  cycle.Role `yaml:"rol"`
	} `yaml:"mensen"`
	Holders []struct {
		Key   string `yaml:"sleutel"`
		Name  string `yaml:"naam"`
		Terms []struct {
			From      cycle.Date `yaml:"van"`
			Until     cycle.Date `yaml:"tot"`
			Portfolio string     `yaml:"portefeuille"`
		} `yaml:"periodes"`
	} `yaml:"portefeuillehouders"`
	Themes []struct {
		Key  string `yaml:"sleutel"`
		Name string `yaml:"naam"`
		List string `yaml:"lijst"`
	} `yaml:"themas"`
	Places []struct {
		Key     string          `yaml:"sleutel"`
		Name    string          `yaml:"naam"`
		Kind    cycle.PlaceKind `yaml:"soort"`
		Aliases []string        `yaml:"ookWel"`
	} `yaml:"gemeenten"`
}

type placing struct {
	Number string `yaml:"nummer"`
	Title  string `yaml:"titel"`
	Parent string `yaml:"ouder"`
	Ended  bool   `yaml:"beeindigd"`
}

type treeFile struct {
	Nodes []struct {
		Key    string              `yaml:"sleutel"`
		Kind   cycle.LevelKind     `yaml:"soort"`
		Parent string              `yaml:"ouder"`
		Places map[string]placing  `yaml:"plaatsen"`
		Texts  map[string]nodeText `yaml:"teksten"`
		Themes []string            `yaml:"themas"`
	} `yaml:"knopen"`
	Lineage []struct {
		From      []string          `yaml:"van"`
		To        []string          `yaml:"naar"`
		Kind      cycle.LineageKind `yaml:"soort"`
		Edition   string            `yaml:"editie"`
		Certainty cycle.Certainty   `yaml:"zekerheid"`
		Note      string            `yaml:"toelichting"`
		Source    string            `yaml:"bron"`
	} `yaml:"afkomst"`
	Mentions []struct {
		Key    string `yaml:"sleutel"`
		Number string `yaml:"nummer"`
		Year   int    `yaml:"jaar"`
		Title  string `yaml:"titel"`
		Source string `yaml:"bron"`
	} `yaml:"vermeldingen"`
}

type nodeText struct {
	Headline  string              `yaml:"kernzin"`
	Summary   string              `yaml:"samenvatting"`
	Context   string              `yaml:"context"`
	Progress  string              `yaml:"voortgang"`
	Finance   string              `yaml:"financien"`
	Judgement map[string]ownScore `yaml:"oordeel"`
	Themes    []string            `yaml:"themas"`
	Sources   []sourceRow         `yaml:"bronnen"`
}

type ownScore struct {
	Value  string `yaml:"waarde"`
	Reason string `yaml:"reden"`
}

type decisionRow struct {
	Key       string              `yaml:"sleutel"`
	Reference string              `yaml:"nummer"`
	Kind      cycle.DecisionKind  `yaml:"soort"`
	Title     string              `yaml:"titel"`
	Date      cycle.Date          `yaml:"datum"`
	Body      string              `yaml:"orgaan"`
	Aliases   []string            `yaml:"ookWel"`
	State     cycle.DecisionState `yaml:"stand"`
	Text      string              `yaml:"tekst"`
	Source    string              `yaml:"bron"`
}

type editionsFile struct {
	Editions []editionRow `yaml:"edities"`
	Money    []struct {
		Node     string            `yaml:"knoop"`
		Edition  string            `yaml:"editie"`
		Kind     cycle.MoneyKind   `yaml:"soort"`
		Column   cycle.MoneyColumn `yaml:"kolom"`
		Year     int               `yaml:"jaar"`
		Cents    money.Cents       `yaml:"cents"`
		Decision string            `yaml:"besluit"`
		Note     string            `yaml:"toelichting"`
	} `yaml:"geld"`
}

type editionRow struct {
	Slug      string            `yaml:"slug"`
	Kind      cycle.EditionKind `yaml:"soort"`
	Name      string            `yaml:"naam"`
	Year      int               `yaml:"jaar"`
	Sequence  int               `yaml:"volgnummer"`
	Date      cycle.Date        `yaml:"peildatum"`
	TakenOver bool              `yaml:"overgenomen"`
	Source    string            `yaml:"bron"`
	Intro     string            `yaml:"inleiding"`
	Decides   []struct {
		Text      string       `yaml:"tekst"`
		Amount    *money.Cents `yaml:"bedrag"`
		Explained string       `yaml:"uitleg"`
	} `yaml:"beslispunten"`
	Steps []struct {
		State    cycle.PublicState `yaml:"staat"`
		Date     cycle.Date        `yaml:"datum"`
		Meetings []cycle.Date      `yaml:"vergaderingen"`
		Decision string            `yaml:"besluit"`
	} `yaml:"stappen"`
	Amendments []amendmentRow    `yaml:"amendementen"` // between offering and what the council decided
	Unfinished map[string]string `yaml:"nietIngediend"`
}

type deliverableFile struct {
	Key      string               `yaml:"sleutel"`
	Parent   string               `yaml:"ouder"`
	Author   string               `yaml:"auteur"`
	Places   map[string]placing   `yaml:"plaatsen"`
	Themes   []themeRow           `yaml:"themas"`
	Where    []string             `yaml:"gemeenten"`
	Base     baseText             `yaml:"basis"`
	Editions map[string]changeRow `yaml:"edities"`
	file     string
}

type themeRow struct {
	Theme string     `yaml:"thema"`
	From  cycle.Date `yaml:"van"`
	Until cycle.Date `yaml:"tot"`
}

// UnmarshalYAML reads a theme by its key alone, or with the days between which it holds.
func (t *themeRow) UnmarshalYAML(b []byte) error {
	if err := yaml.Unmarshal(b, &t.Theme); err == nil {
		return nil
	}
	type plain themeRow
	return yaml.UnmarshalWithOptions(b, (*plain)(t), yaml.Strict())
}

type baseText struct {
	Headline    string          `yaml:"kernzin"`
	Summary     string          `yaml:"samenvatting"`
	Context     string          `yaml:"context"`
	Actions     []actionRow     `yaml:"acties"`
	Milestones  []milestoneRow  `yaml:"mijlpalen"`
	Holders     []string        `yaml:"portefeuillehouders"`
	Involvement *involvementRow `yaml:"rol"`
	Term        *termRow        `yaml:"looptijd"`
	Reserve     *reserveRow     `yaml:"reserve"`
	Websites    []string        `yaml:"websites"`
}

type involvementRow struct {
	Sentence string   `yaml:"zin"`
	Tags     []string `yaml:"termen"`
}

type termRow struct {
	Kind  string `yaml:"soort"`
	Until int    `yaml:"tot"`
}

type reserveRow struct {
	Answer string `yaml:"antwoord"`
	Note   string `yaml:"toelichting"`
	Name   string `yaml:"naam"`
}

type actionRow struct {
	Key   string            `yaml:"sleutel"`
	Text  string            `yaml:"tekst"`
	Parts []string          `yaml:"onderdelen"`
	State cycle.ActionState `yaml:"stand"`
	Note  string            `yaml:"toelichting"`
	Gone  bool              `yaml:"weg"`
}

type milestoneRow struct {
	Key    string               `yaml:"sleutel"`
	Text   string               `yaml:"tekst"`
	Date   string               `yaml:"datum"`
	State  cycle.MilestoneState `yaml:"stand"`
	Reason string               `yaml:"toelichting"`
	Gone   bool                 `yaml:"weg"`
}

type scoreRow struct {
	Value   string `yaml:"waarde"`
	Cause   string `yaml:"oorzaak"`
	Effect  string `yaml:"gevolg"`
	Measure string `yaml:"maatregel"`
}

type amountRow struct {
	Row       string      `yaml:"rij"`
	Column    string      `yaml:"kolom"`
	Year      int         `yaml:"jaar"`
	Cents     money.Cents `yaml:"cents"`
	AsWritten string      `yaml:"zoalsGeschreven"`
}

type sourceRow struct {
	Address   string          `yaml:"adres"`
	ReadAt    cycle.Date      `yaml:"gelezenOp"`
	Certainty cycle.Certainty `yaml:"zekerheid"`
}

type changeRow struct {
	Headline    string                  `yaml:"kernzin"`
	Summary     string                  `yaml:"samenvatting"`
	Context     string                  `yaml:"context"`
	Progress    string                  `yaml:"voortgang"`
	Finance     string                  `yaml:"financien"`
	Amounts     []amountRow             `yaml:"bedragen"`
	Scores      map[string]scoreRow     `yaml:"scores"`
	Actions     orderedActions          `yaml:"acties"`
	Milestones  map[string]milestoneRow `yaml:"mijlpalen"`
	Holders     []string                `yaml:"portefeuillehouders"`
	Involvement *involvementRow         `yaml:"rol"`
	Term        *termRow                `yaml:"looptijd"`
	Reserve     *reserveRow             `yaml:"reserve"`
	Websites    []string                `yaml:"websites"`
	Amendments  []struct {
		Kind     cycle.AmendmentKind `yaml:"soort"`
		Decision string              `yaml:"besluit"`
		Number   string              `yaml:"nummer"`
	} `yaml:"begrotingswijziging"`
	References []struct {
		Kind   cycle.ReferenceKind `yaml:"soort"`
		To     string              `yaml:"naar"`
		Line   string              `yaml:"regel"`
		Action string              `yaml:"actie"`
	} `yaml:"verwijzingen"`
	CutOff  []string    `yaml:"afgekapt"`
	Sources []sourceRow `yaml:"bronnen"`
}

// orderedActions keeps the actions of an edition in the order of the file, since new ones are numbered in that order.
type orderedActions []actionRow

// UnmarshalYAML reads a mapping from key to what changed of that action.
func (o *orderedActions) UnmarshalYAML(b []byte) error {
	var order yaml.MapSlice
	var rows map[string]actionRow
	if err := yaml.UnmarshalWithOptions(b, &rows, yaml.Strict()); err != nil {
		return err
	}
	if err := yaml.UnmarshalWithOptions(b, &order, yaml.UseOrderedMap()); err != nil {
		return err
	}
	for _, item := range order {
		key := fmt.Sprint(item.Key)
		row := rows[key]
		row.Key = key
		*o = append(*o, row)
	}
	return nil
}

// read reads one sample organisation from its folder.
func read(fsys fs.FS, folder string) (files, error) {
	var f files
	var decisions struct {
		Rows []decisionRow `yaml:"besluiten"`
	}
	for name, into := range map[string]any{
		"organisatie.yaml": &f.Organisation, "boom.yaml": &f.Tree, "besluiten.yaml": &decisions, "edities.yaml": &f.Editions,
	} {
		if err := readFile(fsys, path.Join(folder, name), into); err != nil {
			return f, err
		}
	}
	f.Decisions = decisions.Rows
	names, err := fs.Glob(fsys, path.Join(folder, "prestaties", "*.yaml"))
	if err != nil {
		return f, err
	}
	sort.Strings(names)
	for _, name := range names {
		var d deliverableFile
		if err := readFile(fsys, name, &d); err != nil {
			return f, err
		}
		d.file = name
		f.Deliverables = append(f.Deliverables, d)
	}
	return f, nil
}

func readFile(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	if err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(into); err != nil {
		return fmt.Errorf("sample: %s: %w", name, err)
	}
	return nil
}
