package main

import "testing"

// What is for whoever builds is served only when it is asked for.
func TestTheGalleryIsServedOnlyWhenAsked(t *testing.T) {
	if site := served(false, nil); len(site.Mounts) != 0 {
		t.Errorf("without --dev there is %v", site.Mounts)
	}
	if site := served(true, nil); len(site.Mounts) != 1 || site.Mounts[0].Prefix != "/ui/" {
		t.Errorf("with --dev there is %v", site.Mounts)
	}
}
