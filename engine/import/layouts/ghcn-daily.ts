import type { Table } from '../../data/table'
import { hasColumns, type Layout } from './layout'

/** Access files `STATION,DATE,LATITUDE,…,TMAX,TMAX_ATTRIBUTES` and the yearly files without names: station, date, element, value, flags. Values in tenths of °C and mm unless ordered in other units. */
export const ghcnDaily: Layout = {
  name: 'noaa-ghcn-daily',
  title: 'NOAA GHCN-Daily',
  match: (table, unnamed) =>
    unnamed
      ? isRecord(table)
      : (hasColumns(table, 'STATION', 'DATE', 'LATITUDE', 'LONGITUDE') &&
          ['PRCP', 'TMAX', 'TMIN', 'TAVG'].some((element) => hasColumns(table, element))) ||
        (hasColumns(table, 'STATION', 'DATE', 'NAME') && hasColumns(table, 'PRCP')),
  names: ['ID', 'DATE', 'ELEMENT', 'VALUE', 'M_FLAG', 'Q_FLAG', 'S_FLAG', 'OBS_TIME'],
  targets: ['TMAX', 'TAVG', 'TMIN', 'PRCP', 'VALUE'],
  roles: { ELEMENT: 'id' },
  missing: [-9999, 9999],
}

/** A station's code, a date without dashes and a four-letter element in the first three columns. */
function isRecord({ columns }: Table): boolean {
  const [station, date, element, value] = columns
  return (
    columns.length >= 7 &&
    columns.length <= 8 &&
    station.type === 'text' &&
    station.levels.every((code) => /^[A-Z]{2}[A-Z0-9_-]{9}$/.test(code)) &&
    date.type === 'date' &&
    element.type === 'text' &&
    element.levels.every((code) => /^[A-Z0-9]{4}$/.test(code)) &&
    value.type === 'number'
  )
}
