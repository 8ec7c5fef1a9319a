package testkit

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Page is one open tab. What goes wrong in it fails its test.
type Page struct {
	t testing.TB
	*tab
}

type tab struct {
	ctx  context.Context
	view View

	mu       sync.Mutex
	requests []string
	problems []string
}

// patience is how long the browser may take for one thing, also on a machine with more to do.
const patience = 2 * time.Minute

// In is the same tab, of which what goes wrong fails t: a subtest looks at a page that was opened before it.
func (p *Page) In(t testing.TB) *Page { return &Page{t, p.tab} }

// Go shows the page at another address and waits until it is loaded.
func (p *Page) Go(address string) {
	p.t.Helper()
	p.do(chromedp.Navigate(address))
}

// Reload asks the server for the same page again.
func (p *Page) Reload() {
	p.t.Helper()
	p.do(chromedp.Reload())
}

// Address is where the page stands now.
func (p *Page) Address() string {
	p.t.Helper()
	return run(p, chromedp.Location())
}

// Click clicks on the first visible element for a CSS selector. It does not wait for a next page.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Follow clicks on a link or button and waits until the page behind it is loaded.
func (p *Page) Follow(selector string) {
	p.t.Helper()
	if err := p.leads(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible)); err != nil {
		p.t.Fatalf("follow %s: %v", selector, err)
	}
}

// Text is what a visitor reads in the first element for a CSS selector.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	return Eval[string](p, `document.querySelector(`+quote(selector)+`)?.innerText ?? "(no `+selector+`)"`)
}

// Press presses keys: text, or kb.Tab, kb.Enter and so on from chromedp/kb. A key is one stroke, as on a keyboard: when
// the page prevents what it does, no letter is typed either.
func (p *Page) Press(keys string, modifiers ...chromedp.Modifier) {
	p.t.Helper()
	p.do(strokes(keys, modifiers...)...)
}

// Enter presses Enter where the focus is, and waits until the page that it leads to is loaded.
func (p *Page) Enter() {
	p.t.Helper()
	down := strokes(kb.Enter)[0] // the page is gone before the key comes up
	if err := p.leads(down); err != nil {
		p.t.Fatalf("Enter: %v", err)
	}
}

// Insert puts text where the cursor is, at once, as from a clipboard.
func (p *Page) Insert(text string) {
	p.t.Helper()
	p.do(command(input.InsertText, input.InsertTextParams{Text: text}))
}

// Leave runs JavaScript that leads to another page, and waits until that is loaded.
func (p *Page) Leave(expression string) {
	p.t.Helper()
	step := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := chromedp.Evaluate[any](expression)(ctx, target)
		return err
	})
	if err := p.leads(step); err != nil {
		p.t.Fatalf("leave: %v", err)
	}
}

// SetCookie gives the tab a cookie for an address, as if the server had.
func (p *Page) SetCookie(address, name, value string) {
	p.t.Helper()
	p.do(command(network.SetCookie, network.SetCookieParams{URL: address, Name: name, Value: value}))
}

// strokes are what the keyboard tells of keys.
func strokes(keys string, modifiers ...chromedp.Modifier) []chromedp.Action[chromedp.Void] {
	var all []chromedp.Action[chromedp.Void]
	for _, r := range keys {
		events := kb.Encode(r) // down, perhaps a letter, up
		for i, e := range events {
			chromedp.KeyModifiers(modifiers...)(e)
			if e.Type == kb.KeyChar {
				continue
			}
			if next := i + 1; e.Type == kb.KeyDown && events[next].Type == kb.KeyChar && e.Modifiers&^int64(chromedp.ModifierShift) == 0 {
				e.Text, e.UnmodifiedText = events[next].Text, events[next].UnmodifiedText
			}
			all = append(all, command(input.DispatchKeyEvent, *e))
		}
	}
	return all
}

// Resize changes the width and height of the view, and waits until the page has them.
func (p *Page) Resize(v View) {
	p.t.Helper()
	if v.Width == p.view.Width && v.Height == p.view.Height {
		return
	}
	p.view = v
	p.do(chromedp.EmulateViewport(int64(v.Width), int64(v.Height)))
	for begin := time.Now(); !Eval[bool](p, fmt.Sprintf("innerWidth === %d && innerHeight === %d", v.Width, v.Height)); time.Sleep(5 * time.Millisecond) {
		if time.Since(begin) > patience {
			p.t.Fatalf("%s does not become %d by %d", p.Address(), v.Width, v.Height)
		}
	}
}

// Media shows the page as for "print" or "screen", or as it is for ""; features such as "prefers-color-scheme", "dark" come in pairs.
func (p *Page) Media(media string, features ...string) {
	p.t.Helper()
	params := emulation.SetEmulatedMediaParams{Media: media}
	for i := 0; i+1 < len(features); i += 2 {
		params.Features = append(params.Features, &emulation.MediaFeature{Name: features[i], Value: features[i+1]})
	}
	p.do(command(emulation.SetEmulatedMedia, params))
}

// Screenshot makes a PNG of what is in view.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	return run(p, chromedp.CaptureScreenshot())
}

// WholePage makes a PNG of the page from top to bottom.
func (p *Page) WholePage() []byte {
	p.t.Helper()
	return run(p, chromedp.FullScreenshot(100))
}

// SaveScreenshot writes what is in view to a file, below the folder of go.mod.
func (p *Page) SaveScreenshot(elems ...string) {
	p.t.Helper()
	path := filepath.Join(append([]string{Root(p.t)}, elems...)...)
	err := os.MkdirAll(filepath.Dir(path), 0o755)
	if err == nil {
		err = os.WriteFile(path, p.Screenshot(), 0o644)
	}
	if err != nil {
		p.t.Fatal(err)
	}
}

// PDF is the page as it is printed.
func (p *Page) PDF() []byte {
	p.t.Helper()
	return run(p, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4)))
}

// Requests are the addresses the page asked for, itself included.
func (p *Page) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.requests...)
}

// Problems are what the browser complained about: errors in scripts, and what the
// Content-Security-Policy refused.
func (p *Page) Problems() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.problems...)
}

// Forget lets Requests and Problems begin anew.
func (p *Page) Forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.requests, p.problems = nil, nil
}

// listen runs in the loop that reads from the browser: it notes and returns.
func (p *tab) listen(event any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		p.requests = append(p.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			text += " " + e.ExceptionDetails.Exception.Description
		}
		p.problems = append(p.problems, text)
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError || e.Entry.Level == cdplog.EntryLevelWarning {
			p.problems = append(p.problems, e.Entry.Text)
		}
	}
}

// Eval runs JavaScript in the page, waits for a promise, and decodes what comes out of it.
func Eval[T any](p *Page, expression string) T {
	p.t.Helper()
	return run(p, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

func (p *Page) do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		p.t.Fatal(err)
	}
}

func run[T any](p *Page, action chromedp.Action[T]) T {
	p.t.Helper()
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		p.t.Fatal(err)
	}
	return value
}

// leads does what leads to another page, and waits until that is loaded.
func (p *Page) leads(step chromedp.Action[chromedp.Void]) error {
	ctx, stop := context.WithTimeout(p.ctx, patience)
	defer stop()
	_, err := chromedp.RunResponse(ctx, step)
	return err
}
