import { hasColumns, type Layout } from './layout'

/** Ten-minute records of the Max Planck Institute for Biogeochemistry: `Date Time,p (mbar),T (degC),…`, D.M.Y h:m:s; -9999 for a wind that was not measured. */
export const jenaClimate: Layout = {
  name: 'jena-climate',
  title: 'Jena climate',
  match: (table) =>
    hasColumns(table, 'Date Time', 'p (mbar)', 'T (degC)') && hasColumns(table, 'rh (%)'),
  targets: ['T (degC)'],
  missing: [-9999],
}
