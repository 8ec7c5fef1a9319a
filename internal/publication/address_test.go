package publication

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNewAddress(t *testing.T) {
	taken := map[string]bool{"5.1.2-werk": true, "5.1.2-werk-2": true, "5": true}
	tests := []struct{ name, number, title, want string }{
		{"number and title", "5.1.2", "Gebiedsgerichte ontwikkeling van topwerklocaties", "5.1.2-gebiedsgerichte-ontwikkeling-van-topwerklocaties"},
		{"cut at the end of a word", "5.1.2", "Gebiedsgerichte ontwikkeling van topwerklocaties in Twente en in West-Overijssel en daarbuiten", "5.1.2-gebiedsgerichte-ontwikkeling-van-topwerklocaties-in-twente-en-in-west"},
		{"a placeholder has its number only", "5.1", "", "5.1"},
		{"what is taken gets a number of its own", "5.1.2", "Werk", "5.1.2-werk-3"},
		{"also a number alone", "5", "", "5-2"},
		{"accents and signs", "1.1", "Natuur & milieu: één ’s-Hertogenbosch", "1.1-natuur-en-milieu-een-s-hertogenbosch"},
		{"a letter as number", "A2", "Wegen", "a2-wegen"},
		{"signs that an address cannot hold", "../5", "a/b\\c", "5-a-b-c"},
		{"a fixed word of the edition", "", "Boom", "onderdeel-boom"},
		{"nothing at all", "", "", "onderdeel"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := NewAddress(test.number, test.title, taken); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func TestNewLineSlug(t *testing.T) {
	taken := map[string]bool{"openbaar-vervoer": true, "openbaar-vervoer-4-1": true}
	tests := []struct{ name, title, number, want string }{
		{"the title alone", "Veilige fietsroutes", "3.2.1", "veilige-fietsroutes"},
		{"the number where the title is taken", "Openbaar vervoer", "4.2", "openbaar-vervoer-4-2"},
		{"and one more where that is taken too", "Openbaar vervoer", "4.1", "openbaar-vervoer-4-1-2"},
		{"without a title", "", "5.1", "onderdeel-5-1"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := NewLineSlug(test.title, test.number, taken); got != test.want {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}

func FuzzNewAddress(f *testing.F) {
	f.Add("5.1.2", "Gebiedsgerichte ontwikkeling")
	f.Add("..", "../..")
	f.Add("", "mijlpalen")
	f.Add(strings.Repeat("9", 300), strings.Repeat("é", 300))
	f.Fuzz(func(t *testing.T, number, title string) {
		address := NewAddress(number, title, nil)
		if !validAddress(address) || len(address) > maxAddress || !utf8.ValidString(address) {
			t.Fatalf("%q and %q give %q", number, title, address)
		}
		if second := NewAddress(number, title, map[string]bool{address: true}); second == address || !validAddress(second) {
			t.Fatalf("%q is given out twice", address)
		}
		if line := NewLineSlug(title, number, nil); !validAddress(line) {
			t.Fatalf("%q and %q give the line %q", number, title, line)
		}
	})
}
