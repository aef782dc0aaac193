package httpapi

import "net/http"

// mailedLink leads from the address of an entry or a channel, as mails have it,
// to the workspace's page: neither has a page of its own yet.
func (p *pageServer) mailedLink(w http.ResponseWriter, r *http.Request, v *visit) error {
	ws, err := p.enter(r, v)
	if err != nil {
		return err
	}
	http.Redirect(w, r, workspacePath(ws.ID), http.StatusSeeOther)
	return nil
}
