package change

import "testing"

func TestActionsAreNumberedAsTheirSourceDoes(t *testing.T) {
	numbers := actionNumbers{used: map[int]bool{}}
	// two without a number, one that the source calls 3, one that stands twice, one without whose place is taken
	for i, c := range []struct{ stated, want int }{{0, 1}, {0, 2}, {5, 5}, {5, 4}, {0, 6}, {2, 7}} {
		if got := numbers.next(c.stated, i+1); got != c.want {
			t.Errorf("row %d, stated %d: %d, want %d", i+1, c.stated, got, c.want)
		}
	}
}
