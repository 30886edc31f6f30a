import { alphaVantage } from './alpha-vantage'
import { binance } from './binance'
import { dwd } from './dwd'
import { ghcnDaily } from './ghcn-daily'
import { investing } from './investing'
import { jenaClimate } from './jena-climate'
import { meteostat } from './meteostat'
import { nasdaq } from './nasdaq'
import { noaaLcd } from './noaa-lcd'
import { openMeteo } from './open-meteo'
import { stooq } from './stooq'
import { visualCrossing } from './visual-crossing'
import { yahooFinance } from './yahoo-finance'
import type { Layout } from './layout'

/** Asked in this order; the first that matches names the file. A new layout is a new file here. */
export const layouts: readonly Layout[] = [
  yahooFinance,
  nasdaq,
  investing,
  alphaVantage,
  binance,
  stooq,
  noaaLcd,
  ghcnDaily,
  dwd,
  openMeteo,
  meteostat,
  visualCrossing,
  jenaClimate,
]
