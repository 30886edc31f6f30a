import type { Series } from '../../engine/data/series'
import { checkFuture } from '../../engine/prepare/check-future'
import { eventDays } from '../../engine/prepare/holidays'
import { knownAhead } from '../../engine/prepare/known-effects'
import { withHolidays, withMarkedDays } from '../../engine/prepare/marked-days'
import type { BesideArguments } from './argument-options'
import { say } from './io'
import type { CommandIo } from './io'

/**
 * The series with the days that the words name, known for the horizon.
 * @throws EngineError `request-invalid` for a country or date that is none, and for covariates of the file
 * that end before the horizon, naming the cells to fill.
 */
export async function withKnownDays(
  series: Series,
  { holidays, events }: BesideArguments,
  horizon: number,
): Promise<Series> {
  checkFuture(series, horizon)
  const marked =
    events === undefined ? series : withMarkedDays(series, 'events', eventDays(events), horizon)
  return holidays === undefined ? marked : withHolidays(marked, holidays, horizon)
}

/** Says which covariates end with the target, and who looks at such. */
export function tellPastOnly(series: Series, io: CommandIo): void {
  const ahead = knownAhead(series)
  const past = series.covariates.filter((each) => !ahead.includes(each) && each.isStatic !== true)
  if (past.length === 0) return
  const names = past.map(({ name }) => name).join(', ')
  const are = past.length === 1 ? 'is' : 'are'
  say(
    io.stderr,
    `${names} ${are} known in the past only: rnn, lstm and gru look at it, other methods do not. Rows after the last target tell what is planned.`,
  )
}

/** Says which columns are the same throughout a series, and who looks at such. */
export function tellFixed({ covariates, statics = {} }: Series, io: CommandIo): void {
  const numbers = covariates.filter(({ isStatic }) => isStatic === true).map(({ name }) => name)
  const names = [...numbers, ...Object.keys(statics)]
  if (names.length === 0) return
  const [are, them] = names.length === 1 ? ['is', 'it'] : ['are', 'them']
  say(
    io.stderr,
    `${names.join(', ')} ${are} the same throughout a series: recurrent and auto look at ${them} to tell the series of --id apart, other methods do not.`,
  )
}
