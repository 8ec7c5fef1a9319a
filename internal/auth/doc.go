// Package auth tells who somebody is: passwords, second factors, sessions, tickets, and providers that speak OpenID
// Connect. What somebody may do is a rule of cycle. It writes through store.Sessions only.
//
//	SignIn     address + password        -> a session, or one that waits for the second factor
//	Confirm    code or recovery code     -> a session under a new token
//	Enter      what a provider said      -> a session that counts for the organisation of the provider
//	Who        token                     -> the session and its account, while neither end has come
//	Ticket…    what stands in a letter   -> a password, once; all other sessions end
//
// A stranger learns nothing: an address that is not known gets the same answer after the same work. A stranger locks
// nobody out: what failed is counted for the pair of address and network, so the owner comes in from anywhere else, and
// a session that exists is never ended by what others try.
package auth
