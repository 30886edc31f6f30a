import { hasColumns, type Layout } from './layout'

/** Timeline query: `name,datetime,tempmax,tempmin,temp,…,conditions`, ISO dates; temperature and rain in the units of the query. */
export const visualCrossing: Layout = {
  name: 'visual-crossing',
  title: 'Visual Crossing',
  match: (table) =>
    hasColumns(table, 'name', 'datetime', 'temp', 'dew', 'humidity', 'precip') &&
    hasColumns(table, 'windspeed', 'conditions'),
  targets: ['temp', 'tempmax'],
  units: { humidity: '%', cloudcover: '%', precipprob: '%', winddir: '°', solarradiation: 'W/m2' },
}
