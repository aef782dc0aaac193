package httpapi

import "testing"

func TestMarkdown(t *testing.T) {
	t.Parallel()
	md := newMarkdown()
	for name, tc := range map[string]struct{ text, want string }{
		"paragraphs":       {"One\nline.\n\nTwo.", "<p>One\nline.</p>\n<p>Two.</p>\n"},
		"code":             {"Send `a < b`.", "<p>Send <code>a &lt; b</code>.</p>\n"},
		"strong, emphasis": {"**Who** is a *lead*?", "<p><strong>Who</strong> is a <em>lead</em>?</p>\n"},
		"stars in code":    {"`**` and `*`", "<p><code>**</code> and <code>*</code></p>\n"},
		"HTML":             {"<b>\"x\" & y</b>", "<p>&lt;b&gt;&#34;x&#34; &amp; y&lt;/b&gt;</p>\n"},
		"a table": {"| status | code |\n|---|---|\n| 404 | `not_found` |\n| 1 | x |",
			"<table>\n<tr><th>status</th><th>code</th></tr>\n<tr id=\"not_found\"><td>404</td><td><code>not_found</code></td></tr>\n<tr><td>1</td><td>x</td></tr>\n</table>\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := string(md.blocks(tc.text)); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}
