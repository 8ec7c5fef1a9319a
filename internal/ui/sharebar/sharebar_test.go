package sharebar

import (
	"strconv"
	"testing"
)

// However the shares round, the parts stand in order inside the bar and the last one ends at its end.
func TestPartsFillTheBar(t *testing.T) {
	for _, numbers := range [][]int{{1}, {68, 11, 3}, {1, 1, 1}, {0, 5}, {999, 1}, {1, 2000}} {
		var shares []Share
		for i, n := range numbers {
			shares = append(shares, Share{Value: order[i], Number: n})
		}
		end := 0
		for _, p := range parts(shares) {
			x, _ := strconv.Atoi(p.x)
			width, _ := strconv.Atoi(p.width)
			if x < end || width < 1 {
				t.Errorf("%v: a part begins at %d, before %d", numbers, x, end)
			}
			end = x + width
		}
		if last := numbers[len(numbers)-1]; end != whole && last*whole > total(numbers) {
			t.Errorf("%v: the bar ends at %d", numbers, end)
		}
	}
}

func total(numbers []int) (sum int) {
	for _, n := range numbers {
		sum += n
	}
	return sum
}
