import { queryOptions } from '@tanstack/svelte-query';
import { api, dataOf, type Schemas } from '$lib/api';
import { civil, type Day } from '$lib/time';

/** The law does not change while somebody looks on. */
const LASTING = { staleTime: Infinity, meta: { isApart: true } } as const;

/** The years that the server knows holidays of. */
const FIRST_YEAR = 2017;
const LAST_YEAR = 2100;

/** The regions whose public holidays are known, by country. */
export function regionsQuery() {
  return queryOptions({
    ...LASTING,
    queryKey: ['holiday regions'],
    queryFn: async ({ signal }) => dataOf(await api.GET('/holiday-regions', { signal })).items
  });
}

/** A region's public holidays of the year that a day lies in and of the next. */
export function holidaysQuery(region: string, today: Day) {
  const { year } = civil(today);
  const years = [year, year + 1].filter((one) => one >= FIRST_YEAR && one <= LAST_YEAR);
  return queryOptions({
    ...LASTING,
    queryKey: ['holidays', region, year],
    queryFn: async ({ signal }): Promise<Schemas['Holiday'][]> => {
      const answers = await Promise.all(
        years.map((year) =>
          api.GET('/holiday-regions/{region}/holidays', { params: { path: { region }, query: { year } }, signal })
        )
      );
      return answers.flatMap((answer) => dataOf(answer).items);
    }
  });
}
