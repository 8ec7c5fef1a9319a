package tree

import (
	"doelenboom/internal/cycle"
	"doelenboom/internal/ui"
	"doelenboom/internal/ui/score"
)

// Examples show a list that says how each part stands, and a tree of three levels, with the page itself in it and a title that is unknown.
func Examples() []ui.Example {
	good := []score.Score{{Label: "Inhoud", Value: cycle.Green, Word: "op schema"}, {Label: "Geld", Value: cycle.Green, Word: "op schema"}}
	mixed := []score.Score{{Label: "Inhoud", Value: cycle.Red, Word: "bijsturen"}, {Label: "Geld", Value: cycle.Green, Word: "op schema"}}
	return []ui.Example{{Name: "Een lijst met kernzinnen", Component: List([]Branch{
		{Number: "3.2.1", Title: "Vlakke oevers", Href: "#3.2.1", Scores: good, Headline: "Vier kilometer oever is vlak; de rest volgt eind 2027."},
		{Number: "3.2.2", Title: "Onderhoud", Href: "#3.2.2", Scores: mixed, Headline: "Het onderhoud kost € 640.000 meer."},
	})}, {Name: "Een boom met scores", Component: Whole([]Branch{
		{Number: "3", Title: "Water en dijken", Href: "#3", Branches: []Branch{
			{Number: "3.1", Href: "#3.1", Placeholder: true},
			{Number: "3.2", Title: "Oevers die tegen een stootje kunnen", Href: "#3.2", Branches: []Branch{
				{Number: "3.2.1", Title: "Vlakke oevers", Current: true, Scores: good},
				{Number: "3.2.2", Title: "Onderhoudscontractvoorbereidingswerkzaamheden", Href: "#3.2.2", Scores: mixed},
			}},
		}},
	})}}
}
