package testkit

import (
	"os"
	"os/exec"
	"regexp"
	"syscall"
	"testing"
)

// ownMounts is set where a test runs among mounts of its own.
const ownMounts = "TEST_OWN_MOUNTS"

// needMounts is what a machine must have for a test with a small disk.
const needMounts = "a test of a full disk mounts a small one: run it as root, or let users have user namespaces " +
	"(`unshare -rm true` must work; see kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns): "

// AmongOwnMounts lets a test mount small disks, also for who is not root: then the test is run once more, as root of a user
// namespace, and there is nothing left to do for the caller when it answers true.
func AmongOwnMounts(t *testing.T) (done bool) {
	t.Helper()
	dir := t.TempDir()
	if exec.Command("mount", mountTiny(dir)...).Run() == nil {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Fatalf("unmount the small disk: %s", out)
		}
		return false
	}
	if os.Getenv(ownMounts) != "" {
		t.Fatal(needMounts + "nothing can be mounted in a user namespace either")
	}
	if out, err := exec.Command("unshare", append([]string{"-rm", "mount"}, mountTiny(dir)...)...).CombinedOutput(); err != nil {
		t.Fatalf("%s%v: %s", needMounts, err, out)
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "unshare", "-rm", exe, "-test.run", "^"+regexp.QuoteMeta(t.Name())+"$", "-test.count=1")
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	cmd.Env = append(os.Environ(), ownMounts+"=1")
	if SQLiteOnly() {
		cmd.Args = append(cmd.Args, "-test.short")
	} else {
		cmd.Env = append(cmd.Env, "TEST_POSTGRES="+Postgres(t)) // root of a namespace cannot start one
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("in a user namespace: %v\n%s", err, out)
	}
	return true
}

func mountTiny(dir string) []string { return []string{"-t", "tmpfs", "-o", "size=4k", "tmpfs", dir} }

// SmallDisk is a folder on a disk of its own, of a size such as "500k". The test must be AmongOwnMounts.
func SmallDisk(t testing.TB, size string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "mode=755,size="+size, "tmpfs", dir).CombinedOutput(); err != nil {
		t.Fatalf("%s%v: %s", needMounts, err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", dir).CombinedOutput(); err != nil {
			t.Errorf("unmount the small disk: %s", out)
		}
	})
	return dir
}
