import { hasColumns, type Layout } from './layout'

/** Product files of the Climate Data Center: `STATIONS_ID;MESS_DATUM;QN_9;TT_TU;RF_TU;eor`, YYYYMMDDHH or YYYYMMDD, -999 for missing. */
export const dwd: Layout = {
  name: 'dwd',
  title: 'Deutscher Wetterdienst',
  match: (table) =>
    hasColumns(table, 'STATIONS_ID', 'MESS_DATUM') ||
    hasColumns(table, 'STATIONS_ID', 'MESS_DATUM_BEGINN'),
  targets: ['TT_TU', 'TMK', 'TT_10', 'R1', 'RSK', 'F', 'FF_10', 'P0', 'SD_SO', 'MO_TT'],
  units: {
    TT_TU: '°C',
    RF_TU: '%',
    TMK: '°C',
    TXK: '°C',
    TNK: '°C',
    TGK: '°C',
    TT_10: '°C',
    UPM: '%',
    R1: 'mm',
    RSK: 'mm',
    SHK_TAG: 'cm',
    SDK: 'h',
    VPM: 'hPa',
    PM: 'hPa',
    P: 'hPa',
    P0: 'hPa',
    F: 'm/s',
    FM: 'm/s',
    FX: 'm/s',
    D: '°',
    SD_SO: 'min',
    MO_TT: '°C',
  },
  missing: [-999],
}
