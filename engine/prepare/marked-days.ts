import type { Covariate, Series } from '../data/series'
import { publicHolidays, shareOfMarkedDays } from './holidays'
import type { MarkedDays } from './holidays'

/** A series with more covariates that are known ahead, for the steps of the horizon. */
export async function withHolidays(
  series: Series,
  country: string,
  horizon: number,
): Promise<Series> {
  const { calendar, values } = series
  const days = await publicHolidays(calendar, values.length + horizon, country)
  return withMarkedDays(series, `holidays ${country}`, days, horizon)
}

/** A covariate that is the share of each step's days that are marked. */
export function withMarkedDays(
  series: Series,
  name: string,
  days: MarkedDays,
  horizon: number,
): Series {
  const { calendar, values, covariates } = series
  const marks = shareOfMarkedDays(calendar, values.length + horizon, days)
  const own: Covariate = {
    name,
    values: marks.slice(0, values.length),
    future: marks.slice(values.length),
  }
  return { ...series, covariates: [...covariates, own] }
}
