import { hasColumns, type Layout } from './layout'

/** Hourly and daily summaries of one station: `STATION,DATE,REPORT_TYPE,…,HourlyDryBulbTemperature,…`; letters behind values are quality flags, `T` is a trace. */
export const noaaLcd: Layout = {
  name: 'noaa-lcd',
  title: 'NOAA Local Climatological Data',
  match: (table) =>
    hasColumns(table, 'STATION', 'DATE') &&
    (hasColumns(table, 'HourlyDryBulbTemperature') ||
      hasColumns(table, 'DailyMaximumDryBulbTemperature')),
  targets: ['HourlyDryBulbTemperature', 'DailyMaximumDryBulbTemperature'],
}
