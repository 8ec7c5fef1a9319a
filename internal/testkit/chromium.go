package testkit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Chromium is the headless browser that all tests of this process share.
type Chromium struct{ ctx context.Context }

// View is how a visitor looks at a page.
type View struct {
	Width, Height int
	NoScript      bool
}

// The widths that every kind of page is looked at.
var (
	Desktop = View{Width: 1280, Height: 900}
	Phone   = View{Width: 390, Height: 844}
	// Narrow is what WCAG 1.4.10 asks: 320 CSS pixels, as on a desktop at 400 %.
	Narrow = View{Width: 320, Height: 640}
)

// WithoutScript is the same view by somebody whose browser runs no scripts.
func (v View) WithoutScript() View {
	v.NoScript = true
	return v
}

// Browser starts Chromium once for all tests of this process. A missing browser fails t.
func Browser(t testing.TB) *Chromium {
	t.Helper()
	c, err := chromium()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var chromium = sync.OnceValues(func() (*Chromium, error) {
	program, err := chromiumProgram()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("/tmp", "doelenboom-chromium-")
	if err != nil {
		return nil, err
	}
	if err := removeAfterwards(dir); err != nil {
		return nil, err
	}
	ctx, _ := chromedp.NewExecAllocator(context.Background(), flags(program, dir)...)
	ctx, _ = chromedp.NewContext(ctx) // ends with this process
	if err := chromedp.Do(ctx); err != nil {
		return nil, fmt.Errorf("start Chromium: %w", err)
	}
	version, err := chromedp.CallBrowser(ctx, cdpbrowser.GetVersion, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	_, number, _ := strings.Cut(version.Product, "/")
	major, _, _ := strings.Cut(number, ".")
	RanOn("Chromium " + major)
	return &Chromium{ctx}, nil
})

func chromiumProgram() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("Chromium is not on this machine: run `make tools`")
}

// flags keep the browser quiet: no first-run pages, no calls to its maker, nothing left in the home directory.
func flags(program, dir string) []chromedp.ExecAllocatorOption {
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Env("XDG_CONFIG_HOME="+dir, "XDG_CACHE_HOME="+dir),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("font-render-hinting", "none"),
		chromedp.Flag("lang", "nl-NL"),
	)
	if os.Geteuid() == 0 {
		options = append(options, chromedp.Flag("no-sandbox", true)) // its sandbox refuses root
	}
	return options
}

// removeAfterwards lets a small process wait for the end of this one, however it ends,
// and then remove the folder; it tries again while the browser's last processes still write.
func removeAfterwards(dir string) error {
	cmd := exec.Command("/bin/sh", "-c",
		`cat >/dev/null; for i in 1 2 3 4 5; do rm -rf "$1" 2>/dev/null && [ ! -e "$1" ] && exit; sleep 1; done`, "sh", dir)
	cmd.Dir = "/"
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	alive, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	keptOpen = append(keptOpen, alive)
	return cmd.Start()
}

// keptOpen keeps the pipe reachable for as long as the process lives: the garbage collector would close it.
var keptOpen []any

// Open shows the page at address in a tab of its own, with cookies of its own, and waits until it is loaded.
func (c *Chromium) Open(t testing.TB, v View, address string) *Page {
	t.Helper()
	p := &Page{t, &tab{view: v}}
	ctx, cancel := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(p.listen))
	t.Cleanup(cancel)
	p.ctx = ctx
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context that it is opened with
		t.Fatal(err)
	}
	p.do(chromedp.EmulateViewport(int64(v.Width), int64(v.Height)))
	if v.NoScript {
		p.do(command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	}
	p.Go(address)
	return p
}

// command makes an action of a command whose answer says nothing.
func command[P, R any](c cdp.Command[P, R], params P) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, c, params)
		return err
	})
}

// quote makes a JavaScript string literal.
func quote(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a form in JSON
	}
	return string(text)
}
