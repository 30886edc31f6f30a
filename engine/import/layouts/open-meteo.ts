import { type Layout } from './layout'

/** A small table of the place, a blank line, then `time,temperature_2m (°C),…` with ISO times. */
export const openMeteo: Layout = {
  name: 'open-meteo',
  title: 'Open-Meteo',
  match: ({ columns }) =>
    columns.some(({ name }) => name === 'time' || name === 'date') &&
    columns.some(({ name }) =>
      /^[a-z][a-z0-9_]* \((?:°[CF]|mm|inch|%|km\/h|m\/s|mp\/h|kn|hPa|W\/m²|MJ\/m²|s|wmo code|iso8601|cm|m|ft|μg\/m³|°|kPa)\)$/.test(
        name,
      ),
    ),
  targets: [
    'temperature_2m (°C)',
    'temperature_2m_max (°C)',
    'temperature_2m_mean (°C)',
    'temperature_2m (°F)',
    'precipitation (mm)',
    'precipitation_sum (mm)',
  ],
}
