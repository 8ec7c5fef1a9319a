package dutch

import "testing"

func TestWhatNobodySees(t *testing.T) {
	for text, want := range map[string]string{
		"Oevers": "Oevers", "\x1b[31mRood\x07": "[31mRood", "a\u009bb": "ab", "links\u202etfel": "linkstfel", "a\tb\n": "a\tb\n", "één": "één",
	} {
		got, n := Shown(text)
		if got != want || (n > 0) != (text != want) {
			t.Errorf("%q is shown as %q, %d left out", text, got, n)
		}
	}
	for text, want := range map[string]bool{"Regio Oost": true, "een\ntwee": false, "een\ttwee": false, "\x1b[2J": false, "a\u2028b": false, "": true} {
		if InOneLine(text) != want {
			t.Errorf("%q in one line is %v", text, !want)
		}
	}
}
