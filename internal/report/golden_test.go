package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "testdata", "reports", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}

func TestGoldenReports(t *testing.T) {
	t.Parallel()
	for name, in := range inputs(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := Compose(in)
			data, err := json.MarshalIndent(r, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			golden(t, name+".json", append(data, '\n'))
			for _, lang := range []string{"de", "en"} {
				page, err := r.HTML(lang, HTMLOptions{StylesheetURL: "/static/report.css", IconURL: "/static/icon.svg", HomeURL: "/", ListURL: "all", CSVURL: "report.csv", TextURL: "report.txt"})
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".html", page)
				file, err := r.HTML(lang, HTMLOptions{})
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".file.html", bytes.Replace(file, []byte(stylesheet), []byte("/* report.css */"), 1))
				text, err := r.Text(lang)
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".txt", text)
				mailed, err := r.Mail(lang, MailOptions{
					ReportURL: "https://plan.example.org/w/1/reports/2", GapsURL: "https://plan.example.org/w/1/gaps",
					SettingsURL: "https://plan.example.org/w/1/settings?part=news", UnsubscribeURL: "https://plan.example.org/unsubscribe/q83vEjRWeJASNFZ4kBI0VniQEjRWeJASNFZ4kBI0Vng",
				})
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".mail.html", []byte(mailed.HTML))
				golden(t, name+"."+lang+".mail.txt", []byte("Subject: "+mailed.Subject+"\n\n"+mailed.Text))
				summary, err := json.MarshalIndent(r.Summary(lang), "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".summary.json", append(summary, '\n'))
				table, err := r.CSV(lang)
				if err != nil {
					t.Fatal(err)
				}
				golden(t, name+"."+lang+".csv", table)
			}
		})
	}
}

// The same report gives the same bytes each time, and so does a stored one.
func TestRenderingIsRepeatable(t *testing.T) {
	t.Parallel()
	for name, in := range inputs(t) {
		r := Compose(in)
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		kept, err := Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		first, err := r.HTML("de", HTMLOptions{})
		if err != nil {
			t.Fatal(err)
		}
		second, err := kept.HTML("de", HTMLOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(first, second) {
			t.Errorf("%s: the stored report is rendered differently", name)
		}
	}
}
