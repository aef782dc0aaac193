package httpapi

import (
	"context"
	"time"

	"stetig/api"
	"stetig/internal/app"
	"stetig/internal/holiday"
	"stetig/internal/plan"
)

// ListHolidayRegions answers GET /holiday-regions.
func (h *handlers) ListHolidayRegions(context.Context, api.ListHolidayRegionsRequestObject) (api.ListHolidayRegionsResponseObject, error) {
	return api.ListHolidayRegions200JSONResponse{Items: each(holiday.Regions(), sendHolidayRegion)}, nil
}

// ListHolidays answers GET /holiday-regions/{region}/holidays.
func (h *handlers) ListHolidays(_ context.Context, r api.ListHolidaysRequestObject) (api.ListHolidaysResponseObject, error) {
	region, known := holiday.Lookup(r.Region)
	if !known {
		return nil, plan.Errorf(plan.CodeNotFound, "There is no region %q whose public holidays are known; GET /holiday-regions lists them.", r.Region)
	}
	return api.ListHolidays200JSONResponse{Items: each(holiday.Days(region.Code, r.Params.Year), sendHoliday)}, nil
}

func sendHolidayRegion(r *holiday.Region) api.HolidayRegion {
	return api.HolidayRegion{Code: r.Code, Country: r.Country(), Name: sendHolidayName(r.Name)}
}

func sendHoliday(h *holiday.Holiday) api.Holiday {
	return api.Holiday{Day: h.Day, Name: sendHolidayName(h.Name)}
}

func sendHolidayName(n holiday.Name) api.HolidayName { return api.HolidayName{De: n.DE, En: n.EN} }

// sendRegionHolidays tells the public holidays of a span once for each region that
// a row has, so that a year needs no request more for them.
func sendRegionHolidays(rows []app.YearRow, span plan.Span) api.RegionHolidays {
	span.From = max(span.From, plan.Date(holiday.FirstYear, time.January, 1))
	found := api.RegionHolidays{}
	for _, row := range rows {
		region := row.Channel.Region
		if _, told := found[region]; told || region == "" {
			continue
		}
		if days := holiday.In(region, span); len(days) > 0 {
			found[region] = each(days, sendHoliday)
		}
	}
	return found
}
