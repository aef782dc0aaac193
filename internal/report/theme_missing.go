package report

func (l english) themeMissing(g Gap) string {
	return capital(l.when(g.Span())) + " the plan has no theme."
}

func (l german) themeMissing(g Gap) string {
	return capital(l.when(g.Span())) + " hat der Plan keinen Schwerpunkt."
}
