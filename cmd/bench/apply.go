package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/store"
)

func applyCommand(ctx context.Context, args []string) error {
	var database string
	var reports int
	rest, err := flags("apply", args, 1, func(fs *flag.FlagSet) {
		fs.StringVar(&database, "database", "", "a PostgreSQL; without it SQLite")
		fs.IntVar(&reports, "reports", 1000, "how many reports the edition gets")
	})
	if err != nil {
		return err
	}
	took, worked, err := applying(ctx, rest[0], database, reports)
	if err == nil {
		fmt.Printf("%d reports, %.0f ms a 1,000, of the processor %.0f\n", reports, perThousand(took, reports), perThousand(worked, reports))
	}
	return errors.Join(err, profiled())
}

func perThousand(took time.Duration, reports int) float64 {
	return float64(took.Microseconds()) / float64(reports)
}

// applying imports that many pages of a corpus into one new edition, waiting for the disk as a user would.
func applying(ctx context.Context, text, database string, reports int) (took, worked time.Duration, err error) {
	docs, err := proposal(ctx, text, reports)
	if err != nil {
		return 0, 0, err
	}
	dir, err := os.MkdirTemp("", "bench-apply-")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(dir)
	err = with(ctx, store.Config{Dir: dir, Database: database}, func(in *installation) error {
		slug := fmt.Sprintf("maat-%d", time.Now().UnixNano())
		o, err := in.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, slug, "Provincie "+slug))
		if err != nil {
			return err
		}
		e, err := in.do.AddEdition(ctx, o.ID, cycle.System, cycle.Edition{Slug: "2016-jaarverslag", Kind: cycle.Accounts, Year: 2016, Name: "Jaarverslag 2016", TakenOver: true})
		if err != nil {
			return err
		}
		begin, before := time.Now(), processorTime()
		_, err = in.do.ImportProposal(ctx, o.ID, cycle.System, e.ID, docs)
		took, worked = time.Since(begin), processorTime()-before
		return err
	})
	return took, worked, err
}

// proposal reads pages and gives each a number of its own: those of a corpus begin again in every edition.
func proposal(ctx context.Context, text string, reports int) ([]importer.Document, error) {
	folders, err := filepath.Glob(filepath.Join(text, "*", "*"))
	if err != nil {
		return nil, err
	}
	var all []importer.Document
	for len(all) < reports {
		before := len(all)
		for _, folder := range folders {
			docs, err := readFolder(ctx, folder)
			if err != nil {
				return nil, err
			}
			if all = append(all, docs...); len(all) >= reports {
				break
			}
		}
		if len(all) == before {
			return nil, fmt.Errorf("%s holds no pages", text)
		}
	}
	all = all[:reports]
	for i := range all {
		all[i].Number = fmt.Sprintf("%d.%d.%d", 1+i/400, 1+i/20%20, 1+i%20)
		all[i].Parents = nil
	}
	return all, nil
}
