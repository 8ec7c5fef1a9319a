// Package publication is the frozen edition: what was made public, as one value, kept in parts that never change.
//
//	revisie.json              which revision this is, its state, why it was made          Revision
//	editie.json               the organisation and the edition as they were               Edition
//	boom.json                 the tree: numbers, titles, headlines, scores, mentions      Tree
//	knopen/<address>.json     one node with everything that was said about it             Node
//	registers/besluiten.json, themas.json, portefeuillehouders.json, plaatsen.json, geld.json, afkomst.json
//	bestanden/<sha256>.<ending>   a picture, attachment or released evidence, as it is
//	bewijs.json               hashes of evidence that is not released, when there is any; of what was forgotten since too
//	manifest.sha256           "<sha256>  <path>" for each part, sorted by path
//
// Parts are canonical JSON: UTF-8, keys sorted, no spaces, whole numbers only, empty fields absent, each in the
// envelope {"formaat":1,"inhoud":...}. The hash of a revision is the hash of its manifest; revisie.json carries that of
// the revision before and the head of the history, so that one hash covers all of it. What was hashed is the bytes: they
// are read, never made again from the value.
//
//	Input ── FreezeNext ──> Publication, []PartFile ── WritePack ──> pack (ZIP, parts named by hash, new ones only)
//	Reader <── Packs.Get <── OpenPack                  Verify: what is missing, changed or withdrawn
//
// References are resolved here, once: prose keeps its Ref, and the part keeps the answer (Link) beside it. Only what is
// public may be in the answers: editions that are still being written are left out here, whoever hands them in.
// Names of fields are Dutch, because the parts are public and so is the API made from them.
package publication
