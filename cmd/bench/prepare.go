package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"doelenboom/internal/change"
	"doelenboom/internal/cycle"
	"doelenboom/internal/importer"
	"doelenboom/internal/store"
)

func prepareCommand(ctx context.Context, args []string) error {
	rest, err := flags("prepare", args, 2, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	n, err := prepare(ctx, rest[0], rest[1])
	if err == nil {
		fmt.Printf("%d pages in %s\n", n, rest[1])
	}
	return errors.Join(err, profiled())
}

// prepare makes an installation of a corpus, the way a user's work would: read, imported, published. What it leaves is
// frozen and shown but not rendered, because rendering is what is measured.
func prepare(ctx context.Context, text, out string) (pages int, err error) {
	if entries, _ := os.ReadDir(out); len(entries) > 0 {
		return 0, fmt.Errorf("%s is not empty", out)
	}
	if err := os.MkdirAll(out, 0o750); err != nil {
		return 0, err
	}
	folders, err := filepath.Glob(filepath.Join(text, "*", "*"))
	if err != nil || len(folders) == 0 {
		return 0, errors.Join(err, fmt.Errorf("%s holds no editions", text))
	}
	err = with(ctx, store.Config{Dir: out, Volatile: true}, func(in *installation) error {
		organisations := map[string]cycle.OrganisationID{}
		for _, folder := range folders {
			slug := filepath.Base(filepath.Dir(folder))
			if organisations[slug] == "" {
				o, err := in.do.AddOrganisation(ctx, cycle.System, cycle.NewOrganisation("", cycle.Province, slug, "Provincie "+slug))
				if err != nil {
					return err
				}
				organisations[slug] = o.ID
			}
			n, err := in.edition(ctx, organisations[slug], folder)
			if err != nil {
				return fmt.Errorf("%s: %w", folder, err)
			}
			pages += n
		}
		return nil
	})
	return pages, err
}

// edition reads, imports, publishes and shows the edition in a folder.
func (in *installation) edition(ctx context.Context, org cycle.OrganisationID, folder string) (pages int, err error) {
	e, err := editionOf(filepath.Base(folder))
	if err != nil {
		return 0, err
	}
	if e, err = in.do.AddEdition(ctx, org, cycle.System, e); err != nil {
		return 0, err
	}
	docs, err := readFolder(ctx, folder)
	if err != nil {
		return 0, err
	}
	if _, err := in.do.ImportProposal(ctx, org, cycle.System, e.ID, docs); err != nil {
		return 0, err
	}
	r, err := in.do.PublishEdition(ctx, org, cycle.System, e.ID, cycle.Release{State: cycle.StateUnknown})
	if err != nil {
		return 0, err
	}
	return len(docs), in.show(ctx, org, r)
}

// show takes the job that would render, and shows the revision without pages.
func (in *installation) show(ctx context.Context, org cycle.OrganisationID, r store.Revision) error {
	head, err := in.db.Read(org).Head(ctx)
	if err != nil {
		return err
	}
	jobs, err := in.db.Read(org).Jobs(ctx)
	if err != nil || len(jobs) != 1 {
		return errors.Join(err, fmt.Errorf("%d jobs are waiting, one was expected", len(jobs)))
	}
	return in.do.ShowPublication(ctx, org, change.Showing{Edition: r.Edition, Revision: r.Number, Shelf: head.Shelf, Job: jobs[0]})
}

// editionOf reads the name of a folder: "2016-jaarverslag", "2016-monitor-ii".
func editionOf(slug string) (cycle.Edition, error) {
	year, rest, _ := strings.Cut(slug, "-")
	kind, roman, _ := strings.Cut(rest, "-")
	e := cycle.Edition{Slug: slug, Kind: cycle.EditionKind(kind), Sequence: len(roman), TakenOver: true}
	var err error
	if e.Year, err = strconv.Atoi(year); err != nil {
		return e, fmt.Errorf("%q is no name of an edition, such as 2016-jaarverslag", slug)
	}
	e.Name = cycle.UsualName(e.Kind, e.Year, e.Sequence)
	return e, nil
}

// readFolder reads all files of a folder into a proposal.
func readFolder(ctx context.Context, folder string) ([]importer.Document, error) {
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var docs []importer.Document
	var set importer.Set
	for _, file := range files {
		err := readFile(ctx, filepath.Join(folder, file.Name()), func(d importer.Document) error {
			if _, err := set.Add(&d); err != nil {
				return err
			}
			docs = append(docs, d)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return docs, nil
}

func readFile(ctx context.Context, name string, take func(importer.Document) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	for d, err := range importer.Read(ctx, filepath.Base(name), f, importer.Options{}) {
		if err == nil {
			err = take(d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
