import { computed, shallowRef, watch, type Ref } from 'vue'
import type { Series } from '../../../../engine/data/series'
import { toPlainError, type PlainError } from '../../../../engine/errors'
import type { DatasetProfile } from '../../../../engine/jobs/protocol'
import { call } from '../../api'
import type { Prices } from '../../charts/candles'
import { priceColumns } from './price-columns'

/**
 * Prices of a table of open, high, low and close on the steps of its series, null for all else; and why they
 * could not be had, while the line stays.
 */
export function usePrices(
  profile: () => DatasetProfile | null,
  series: () => Series | null,
): {
  readonly prices: Readonly<Ref<Prices | null>>
  readonly fault: Readonly<Ref<PlainError | null>>
} {
  const prices = shallowRef<Prices | null>(null)
  const fault = shallowRef<PlainError | null>(null)
  const columns = computed(() => priceColumns(profile()?.columns ?? []))
  let asked = 0
  watch(
    [series, columns],
    async ([now, names]) => {
      const asking = ++asked
      prices.value = null
      fault.value = null
      const id = profile()?.id
      if (!now || !names || id === undefined || !Object.values(names).includes(now.name)) return
      const { open, high, low, close, volume } = names
      const wanted = [open, high, low, close, ...(volume === null ? [] : [volume])]
      const found = await call('dataset.columns', { id, names: wanted }).catch(toPlainError)
      if (asking !== asked) return
      if ('code' in found) {
        fault.value = found
        return
      }
      const valuesOf = (name: string): Float64Array | null =>
        found.find((each) => each.name === name)?.values ?? null
      const [o, h, l, c] = [open, high, low, close].map(valuesOf)
      if (!o || !h || !l || !c) return
      prices.value = {
        open: o,
        high: h,
        low: l,
        close: c,
        volume: volume === null ? null : valuesOf(volume),
      }
    },
    { immediate: true },
  )
  return { prices, fault }
}
