/** Units as sheets write them, without brackets; matched whole, case kept only where it matters. */
const exact: ReadonlySet<string> = new Set(
  (
    '% ‰ °C °F °K ° K C F degC degF deg mm cm dm m km in ft mi inch inches Pa hPa kPa mbar mb bar atm ' +
    'm/s km/h mph kn kt kts knots ft/s W/m2 W/m² W/m^2 J/m2 J/cm2 J/cm² MJ/m2 MJ/m² kWh MWh GWh TWh Wh ' +
    'kW MW GW W V A Hz g/m3 g/m³ g/m**3 g/kg mmol/mol ug/m3 µg/m3 µg/m³ μg/m³ mg/m3 mg/m³ mg/l mg/L ppm ' +
    'ppb mol/mol h hr hrs hour hours min mins minutes s sec seconds ms d day days deg. degree degrees ' +
    'octas okta oktas 1/8 unit units pcs Stück kg g mg t lb lbs oz l L ml hl m2 m² m3 m³ ha bbl ' +
    'USD EUR GBP CHF JPY CNY INR AUD CAD SEK NOK DKK PLN CZK HUF BRL MXN KRW ' +
    'EUR/MWh €/MWh USD/MWh GBP/MWh iso8601 unixtime index count counts persons people mm/h mm/hr'
  ).split(' '),
)
const worded =
  /^(?:wmo code|(?:thousand|million|billion|mio\.?|mrd\.?)s?(?: .{1,12})?|(?:\p{Sc}|US\$|kr|zł)(?:\s?\/\s?\w{1,6})?|(?:in )?(?:thousands|millions|billions)|(?:USD|EUR|GBP|\p{Sc}) ?(?:m|mn|bn|k|thousand|million|billion)|°\s?[CF]|µ?mol.{0,12})$/iu

/** The unit that a text is, without the brackets around it; null when it is none. */
export function unitOf(text: string): string | null {
  const bare = text.trim()
  const inner = /^[[(]\s*(.*?)\s*[\])]$/u.exec(bare)?.[1] ?? bare
  if (inner === '' || inner.length > 24) return null
  return exact.has(inner) || worded.test(inner) ? inner : null
}

/** The unit at the end of a column's name: `T (degC)`, `wind [m/s]`, `Umsatz (€)`, `load in MW`. */
export function unitInName(name: string): string | null {
  const bracketed = /[([]([^()[\]]{1,24})[)\]]\s*$/u.exec(name)
  if (bracketed !== null) return unitOf(bracketed[1])
  const worded = /(?:^|\s)in\s+(\S{1,8})$/u.exec(name)
  return worded === null ? null : unitOf(worded[1])
}
