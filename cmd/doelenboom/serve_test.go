package main

import (
	"testing"

	"doelenboom/internal/testkit/databases"
)

// What is for whoever builds is served only when it is asked for.
func TestTheGalleryIsServedOnlyWhenAsked(t *testing.T) {
	in := &installation{db: databases.Open(t, databases.SQLite(t))}
	if site := in.served(false, nil, nil, ""); len(site.Mounts) != 1 || site.Mounts[0].Prefix != "/werk/" {
		t.Errorf("without --dev there is %v", site.Mounts)
	}
	if site := in.served(true, nil, nil, ""); len(site.Mounts) != 2 || site.Mounts[1].Prefix != "/ui/" {
		t.Errorf("with --dev there is %v", site.Mounts)
	}
}
