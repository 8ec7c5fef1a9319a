// Command scangen writes scan_types.go of package publication: for each type in the parts that are read often, how the
// scanner reads it. `go generate` runs it in the folder of that package, whose text it reads, so that it also works when
// a type was changed and what it wrote for the former one no longer compiles.
package main

import (
	"log"
	"os"
)

// written is the file that it writes.
const written = "scan_types.go"

// read are the types that scan.go asks for; all that stand in them follow.
var read = []string{"Node", "Tree", "[]Decision"}

func main() {
	log.SetFlags(0)
	text, err := generate("..", read...)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(written, text, 0o644); err != nil {
		log.Fatal(err)
	}
}
