/** Names and usual abbreviations of the months, January first: English, German, French, Spanish, Italian, Portuguese. */
const names = [
  'january jan januar jänner jän janvier janv enero ene gennaio gen janeiro',
  'february feb februar febr février févr fév febrero febbraio fevereiro fev',
  'march mar märz mär mrz mars marzo março',
  'april apr avril avr abril abr aprile',
  'may mai mayo maggio mag maio',
  'june jun juni juin junio giugno giu junho',
  'july jul juli juillet juil julio luglio lug julho',
  'august aug août agosto ago aoû',
  'september sep sept septembre septiembre settembre set setembro',
  'october oct oktober okt octobre octubre ottobre ott outubro out',
  'november nov novembre noviembre novembro',
  'december dec dezember dez décembre déc diciembre dic dicembre dezembro',
]

const monthByName: ReadonlyMap<string, number> = new Map(
  names.flatMap((line, i) => line.split(' ').map((name): [string, number] => [plain(name), i + 1])),
)

/** 1 to 12 of a month's name or abbreviation, accents and case aside; NaN of anything else. */
export function monthOf(name: string): number {
  return monthByName.get(plain(name)) ?? Number.NaN
}

function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
