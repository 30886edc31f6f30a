import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

/** Follows a stream of values at most once in so many milliseconds; the newest is never lost. */
export function usePaced<T>(source: () => T, leastMs: number): Readonly<ShallowRef<T>> {
  const paced = shallowRef(source())
  let timer: ReturnType<typeof setTimeout> | null = null
  watch(source, () => {
    timer ??= setTimeout(() => {
      timer = null
      paced.value = source()
    }, leastMs)
  })
  onScopeDispose(() => {
    if (timer !== null) clearTimeout(timer)
  })
  return paced
}
