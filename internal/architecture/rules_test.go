package architecture

// module is the path that our own imports begin with.
const module = "stetig/"

// floors is the house: a package may import only packages of a lower floor, so
// arrows run downward and there is no circle, not even a long one. A package
// inside a listed one stands on the same floor. A new package needs a place
// here; which one is a decision, so it is not guessed.
var floors = map[string]int{
	"internal/architecture": 0,

	"internal/plan":   0, // the domain; leans on nothing of ours
	"internal/config": 0,

	"api":                 1, // generated from the contract; borrows the domain's enumerations
	"internal/continuity": 1,
	"internal/holiday":    1,
	"internal/wording":    1, // the domain's refusals in other languages

	"internal/auth":   2,
	"internal/demo":   2,
	"internal/ical":   2,
	"internal/letter": 2,
	"internal/notify": 2,
	"internal/report": 2,
	"internal/sheet":  2,
	"internal/store":  2,

	"internal/app":   3,
	"internal/check": 3, // a plan in a sheet, without server or store

	"web": 4, // pages and, later, the built planner; shown by httpapi

	"internal/worker":  5,
	"internal/httpapi": 5,

	"cmd": 6,
}

// A fence keeps an import inside some packages.
type fence struct {
	imports []string // import paths; one ending in a slash stands for all that begin with it
	only    []string // folders that may import them
	tests   bool     // whether test files are held to it too
	why     string
}

var fences = []fence{
	{
		imports: []string{"github.com/labstack/echo/"},
		only:    []string{"internal/httpapi", "api"},
		tests:   true,
		why:     "echo's next version must be the work of one package",
	},
	{
		imports: []string{"github.com/alexedwards/scs/"},
		only:    []string{"internal/httpapi"},
		why:     "a cookie is HTTP's; what it stands for, and for how long, app decides",
	},
	{
		imports: []string{"gorm.io/", "github.com/pressly/goose/", "github.com/jackc/pgx/", "github.com/mattn/go-sqlite3"},
		only:    []string{"internal/store"},
		tests:   true,
		why:     "which database there is, and how it is asked, is the store's secret; rows are no domain types",
	},
	{
		imports: []string{"database/sql"},
		only:    []string{"internal/store"},
		why:     "which database there is, and how it is asked, is the store's secret",
	},
	{
		imports: []string{module + "internal/store"},
		only:    []string{"internal/app", "cmd"},
		why:     "app decides who may and opens the transaction; whoever goes past it to the store forgets one of them (cmd only wires)",
	},
	{
		imports: []string{module + "api"},
		only:    []string{"internal/httpapi"},
		why:     "the wire type, the domain type and the row are three shapes; the wire's ends at the HTTP boundary",
	},
	{
		imports: []string{module + "internal/config"},
		only:    []string{"cmd"},
		why:     "a package is given what it needs; it does not ask how the program was configured",
	},
	{
		imports: []string{"github.com/alecthomas/kong"},
		only:    []string{"cmd", "internal/config"},
		why:     "flags and environment are read in one place",
	},
	{
		imports: []string{"github.com/emersion/go-ical"},
		only:    []string{"internal/ical"},
		why:     "what calendar clients can take is known in one place",
	},
	{
		imports: []string{"github.com/coreos/go-oidc/", "golang.org/x/oauth2", "golang.org/x/oauth2/", "github.com/go-jose/"},
		only:    []string{"internal/auth"},
		tests:   true,
		why:     "what is believed of an identity provider, and after which checks, is decided in one place",
	},
	{
		imports: []string{"github.com/zitadel/"},
		only:    []string{"internal/auth/providertest"},
		tests:   true,
		why:     "the provider of the tests is no part of the program",
	},
	{
		imports: []string{module + "internal/auth/providertest"},
		why:     "the provider of the tests is no part of the program",
	},
	{
		imports: []string{"github.com/wneessen/go-mail/"},
		only:    []string{"internal/notify"},
		why:     "how mail is written and handed over is known in one place",
	},
	{
		imports: []string{"github.com/rickar/cal/"},
		only:    []string{"internal/holiday"},
		tests:   true,
		why:     "it knows feasts, not statutes, and counts in the machine's zone; both are made good in one place",
	},
	{
		imports: []string{"github.com/teambition/rrule-go"},
		only:    []string{"internal/plan"},
		why:     "what a recurrence rule means here (start, week, bounds) is the domain's to say, once",
	},
}

// pure are the packages that do no input or output: their results depend on
// their arguments alone, so their tests need no set-up and their findings can
// be trusted to repeat.
var pure = []string{
	"internal/plan",
	"internal/continuity",
	"internal/check",
	"internal/report",
	"internal/letter",
	"internal/ical",
	"internal/sheet",
	"internal/holiday",
}

// outside are the standard packages through which a pure one would reach out.
var outside = []string{
	"database/sql", "log", "log/slog", "net", "net/http", "os", "os/exec", "os/signal", "syscall",
}

// planMayImport is all that the domain leans on beside the standard library.
var planMayImport = []string{"github.com/teambition/rrule-go"}

// clocks are the functions that read the machine's clock.
var clocks = []string{"Now", "Since", "Until"}

// mayReadClock are the packages that may. Everywhere else the time comes in,
// so that a test can stand on any day of any year.
var mayReadClock = []string{"cmd", "internal/app"}
