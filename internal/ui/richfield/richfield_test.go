package richfield

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"doelenboom/internal/richtext"
	"doelenboom/internal/ui/field"

	"github.com/google/go-cmp/cmp"
)

func html(t *testing.T, f Field) string {
	t.Helper()
	var s strings.Builder
	if err := Text(f).Render(context.Background(), &s); err != nil {
		t.Fatal(err)
	}
	return s.String()
}

func TestReadTakesWhatTheEditorPostedOrWhatWasTyped(t *testing.T) {
	tests := []struct {
		name string
		form url.Values
		want richtext.Doc
	}{
		{"typed", url.Values{"voortgang": {"Nu **open**.\r\n\r\n- een"}}, richtext.Parse("Nu **open**.\n\n- een")},
		{"edited", url.Values{"voortgang": {"oud"}, "voortgang.blokken": {`[{"id":"7k2m","soort":"alinea","tekst":[{"tekst":"nieuw"}]}]`}},
			richtext.Doc{{ID: "7k2m", Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: "nieuw"}}}}},
		{"everything was taken out in the editor", url.Values{"voortgang": {"oud"}, "voortgang.blokken": {"[]"}}, nil},
		{"not sent", url.Values{}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := Read(test.form, "voortgang")
			if err != nil || !cmp.Equal(got, test.want) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestReadRefusesInDutch(t *testing.T) {
	for name, form := range map[string]url.Values{
		"a script": {"x.blokken": {`[{"soort":"script"}]`}},
		"a book":   {"x": {strings.Repeat("woord ", 40_000)}},
	} {
		if _, err := Read(form, "x"); !errors.As(err, new(richtext.Invalid)) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whoever wrote too much gets it back, to shorten it.
func TestWhatIsTooLongIsNotLost(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("woord ", 40_000))
	if got, err := Read(url.Values{"x": {long}}, "x"); err == nil || got.Text() != long {
		t.Errorf("%d characters are left, %v", got.Length(), err)
	}
}

// The field holds its text twice: for the editor, and in the notation for whoever has no script.
func TestFieldShowsItsTextAndWhatIsAsked(t *testing.T) {
	doc := richtext.Doc{{ID: "7k2m", Kind: richtext.Paragraph, Spans: []richtext.Span{{Text: `"Open" & <b>`}, {Text: "vet", Bold: true}}}}
	got := html(t, Field{Field: field.Field{Name: "rubriek.voortgang", Label: "Voortgang", Help: "Wat is er gedaan?", Problem: "Schrijf iets.", Required: true}, Doc: doc, Most: 12000})
	for _, want := range []string{
		`<label class="field-label" id="rubriek.voortgang-label" for="rubriek.voortgang">`,
		`id="rubriek.voortgang" name="rubriek.voortgang"`, `aria-required="true"`, `aria-invalid="true"`,
		`aria-describedby="rubriek.voortgang-uitleg rubriek.voortgang-fout rubriek.voortgang-aantal"`,
		"\n&#34;Open&#34; &amp; &lt;b&gt;**vet**\n</textarea>", `&#34;id&#34;:&#34;7k2m&#34;`, `data-max="12000"`, "15 van 12.000 tekens",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "style=") || strings.Contains(got, "<script") || strings.Contains(got, "data-upload") {
		t.Errorf("there is a style, a script or a place for pictures in\n%s", got)
	}
}

func TestAnEmptyFieldIsReadByTheEditor(t *testing.T) {
	if got := html(t, Field{Field: field.Field{Name: "x", Label: "X"}}); !strings.Contains(got, `data-blokken="[]"`) {
		t.Error(got)
	}
}

func TestAFixedTextHasNoEditor(t *testing.T) {
	got := html(t, Field{Field: field.Field{Name: "x", Label: "X", Fixed: true}, Doc: richtext.Paragraphs("Staat vast.")})
	if strings.Contains(got, "data-richfield") || !strings.Contains(got, " readonly") || strings.Contains(got, "mag leeg blijven") {
		t.Error(got)
	}
}
