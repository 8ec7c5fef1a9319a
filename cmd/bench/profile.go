package main

import (
	"flag"
	"os"
	"runtime"
	"runtime/pprof"
)

// Every command can tell where its time and memory went: bench site --cpu FILE ..., then go tool pprof FILE.
var (
	cpuProfile, memProfile string
	endProfile             = func() error { return nil }
)

func profiles(fs *flag.FlagSet) (begin func() error) {
	fs.StringVar(&cpuProfile, "cpu", "", "write a CPU profile to this file")
	fs.StringVar(&memProfile, "allocs", "", "write a profile of what was allocated to this file")
	return func() error {
		if cpuProfile == "" {
			return nil
		}
		f, err := os.Create(cpuProfile)
		if err != nil {
			return err
		}
		endProfile = func() error { pprof.StopCPUProfile(); return f.Close() }
		return pprof.StartCPUProfile(f)
	}
}

// profiled ends the profiles, after the work and before the process.
func profiled() error {
	if err := endProfile(); err != nil || memProfile == "" {
		return err
	}
	f, err := os.Create(memProfile)
	if err != nil {
		return err
	}
	defer f.Close()
	runtime.GC()
	return pprof.Lookup("allocs").WriteTo(f, 0)
}
