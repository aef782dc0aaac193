package holiday_test

import (
	"log"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/rickar/cal/v2"
)

// All tests run on a machine in a zone whose clocks skip midnight on a Sunday in
// September, from which the Geneva Fast is counted: that must show nowhere.
func TestMain(m *testing.M) {
	santiago, err := time.LoadLocation("America/Santiago")
	if err != nil {
		log.Fatal(err)
	}
	cal.DefaultLoc = santiago
	os.Exit(m.Run())
}
