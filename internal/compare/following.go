package compare

import "doelenboom/internal/publication"

// Following is the milestones or actions of one node through the editions, the oldest first: each keeps the place that it got
// first.
type Following[T any] struct {
	like   *likeness[T]
	latest []T
	gists  []*gist // beside latest, as far as they were asked for
}

// FollowMilestones follows the milestones of a node.
func FollowMilestones() Following[publication.EntryMilestone] {
	return Following[publication.EntryMilestone]{like: &likeMilestones}
}

// FollowActions follows the actions of a node.
func FollowActions() Following[Named] { return Following[Named]{like: &likeActions} }

// Next gives the places of what the next edition names. What is new gets a place behind the others.
func (f *Following[T]) Next(now []T) []int {
	places, gists := f.like.goOn(f.latest, f.gists, now)
	if gists == nil {
		gists = make([]*gist, len(now))
	}
	for i, place := range places {
		if place == unknown {
			places[i] = len(f.latest)
			f.latest, f.gists = append(f.latest, now[i]), append(f.gists, gists[i])
			continue
		}
		f.latest[place], f.gists[place] = now[i], gists[i]
	}
	return places
}
