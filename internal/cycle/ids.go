package cycle

import "doelenboom/internal/dutch"

// A type per id, so that the compiler keeps them apart. Ids are UUIDv7, made by whoever creates the object.
type (
	OrganisationID string
	EditionID      string
	NodeID         string
	ReportID       string
	DecisionID     string
	ThemeID        string
	PlaceID        string
	HolderID       string
	LineageID      string
	MoneyLineID    string
	CommentID      string
)

// Date is a day; the zero Date is unknown.
type Date = dutch.Date

// WrittenDate is a date as somebody wrote it ("medio 2019"), with the first and last day it can mean.
type WrittenDate = dutch.WrittenDate
