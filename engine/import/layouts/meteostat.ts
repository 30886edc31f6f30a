import { hasColumns, type Layout } from './layout'

/** Daily `date,tavg,tmin,tmax,prcp,snow,wdir,wspd,wpgt,pres,tsun` and hourly `time,temp,dwpt,rhum,prcp,…,coco`. */
export const meteostat: Layout = {
  name: 'meteostat',
  title: 'Meteostat',
  match: (table) =>
    hasColumns(table, 'tavg', 'tmin', 'tmax', 'prcp', 'wdir', 'wspd', 'pres') ||
    hasColumns(table, 'temp', 'dwpt', 'rhum', 'prcp', 'wdir', 'wspd', 'coco'),
  targets: ['tavg', 'temp', 'tmax'],
  units: {
    tavg: '°C',
    tmin: '°C',
    tmax: '°C',
    temp: '°C',
    dwpt: '°C',
    rhum: '%',
    prcp: 'mm',
    snow: 'mm',
    wdir: '°',
    wspd: 'km/h',
    wpgt: 'km/h',
    pres: 'hPa',
    tsun: 'min',
  },
}
