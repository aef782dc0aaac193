// Package notify carries what is to be told to the outside: mail, to an SMTP
// server, and messages to webhooks. It decides nothing about who is told what.
package notify

import "time"

// Mail is one mail to one recipient.
type Mail struct {
	ID      string    // what its Message-ID begins with: the same mail sent again has the same
	To      string    // address
	Name    string    // of the recipient; "" for none
	Subject string    // one line
	Text    string    // the same as HTML, in plain text
	HTML    string    // a whole page
	At      time.Time // its Date

	// Unsubscribe is the address at which a POST without more ends what this mail is
	// one of (RFC 8058); "" for mail that is no news.
	Unsubscribe string
}
