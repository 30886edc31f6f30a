import { computed, onMounted, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { rowAt, topOf, totalHeight, type RowLayout } from './row-layout'

/** Browsers draw no element taller than about 33.5 million pixels. */
const tallest = 30_000_000
const overscan = 8

export interface RowWindow {
  /** Indices of the rows to draw. */
  readonly indices: ComputedRef<readonly number[]>
  /** Height of the element that holds the rows. */
  readonly height: ComputedRef<number>
  /** Where a row is drawn within that element. */
  top(index: number): number
  /** Brings a row into view: by as little as needed when it is near, else to the middle. */
  reveal(index: number): void
  /** Whole rows that fit into the view. */
  pageRows(): number
}

/**
 * The rows of a list of any length that are in view. A list taller than an element can be is scrolled by
 * several of its pixels for each pixel of the scroll bar.
 * @param scroller the scrolling element
 * @param header stands above the rows in it and stays in view
 */
export function useRowWindow(
  scroller: Ref<HTMLElement | null>,
  header: Ref<HTMLElement | null>,
  layout: ComputedRef<RowLayout>,
): RowWindow {
  const scrollTop = ref(0)
  /** Height in which rows show. */
  const body = ref(0)

  const total = computed(() => totalHeight(layout.value))
  const height = computed(() => Math.min(total.value, tallest))
  const ratio = computed(() =>
    height.value === total.value ? 1 : (total.value - body.value) / (height.value - body.value),
  )
  /** Pixels of the list above the view. */
  const offset = computed(() => scrollTop.value * ratio.value)

  function scrollTo(to: number): void {
    if (!scroller.value) return
    scroller.value.scrollTop = Math.max(0, to) / ratio.value
    scrollTop.value = scroller.value.scrollTop
  }

  const follow = (): void => {
    scrollTop.value = scroller.value?.scrollTop ?? 0
  }
  const resized = new ResizeObserver(() => {
    body.value = (scroller.value?.clientHeight ?? 0) - (header.value?.offsetHeight ?? 0)
  })
  onMounted(() => {
    scroller.value?.addEventListener('scroll', follow, { passive: true })
    if (scroller.value) resized.observe(scroller.value)
    if (header.value) resized.observe(header.value)
  })
  onScopeDispose(() => resized.disconnect())

  // Strips that become known above the view push the rows down; the view goes along.
  watch(
    layout,
    (now, before) => {
      if (now.rowCount !== before.rowCount) return
      const before0 = scrollTop.value * ratio.value
      const first = rowAt(before, before0)
      const moved = topOf(now, first) - topOf(before, first)
      if (moved !== 0) scrollTo(before0 + moved)
    },
    { flush: 'post' },
  )

  const indices = computed(() => {
    if (layout.value.rowCount === 0 || body.value <= 0) return []
    const first = Math.max(0, rowAt(layout.value, offset.value) - overscan)
    const end = rowAt(layout.value, offset.value + body.value) + overscan
    const last = Math.min(layout.value.rowCount - 1, end)
    return Array.from({ length: last - first + 1 }, (_, i) => first + i)
  })

  return {
    indices,
    height,
    top: (index) => topOf(layout.value, index) + scrollTop.value - offset.value,
    reveal(index) {
      const { rowHeight, rowCount } = layout.value
      const top = topOf(layout.value, index)
      const bottom = index + 1 < rowCount ? topOf(layout.value, index + 1) : total.value
      const above = offset.value - top
      const below = bottom - (offset.value + body.value)
      if (above <= 0 && below <= 0) return
      const far = Math.max(above, below) > 2 * rowHeight
      if (far) scrollTo(top - (body.value - rowHeight) / 2)
      else scrollTo(above > 0 ? top : bottom - body.value)
    },
    pageRows: () => Math.max(1, Math.floor(body.value / layout.value.rowHeight) - 1),
  }
}
