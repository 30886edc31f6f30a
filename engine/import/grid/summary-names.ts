const summary =
  /^(?:(?:grand|row|daily|day|year(?:ly)?|annual)[ _-])?(?:totals?|sum|average|avg\.?|mean|annual|year|all|gesamt|summe|mittel(?:wert)?|jahr|jahresmittel|somme|moyenne|ann[ée]e|media|promedio|suma|soma|m[ée]dia|totale?s?)$/iu

/** Whether a column beside others is called like what sums them up: `Total`, `Annual`, `Summe`. */
export function isSummaryName(name: string): boolean {
  return summary.test(name.trim())
}
