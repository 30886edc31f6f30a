import type { Layout } from './layout'

/** Asked in this order; the first that matches names the file. A new layout is a new file here. */
export const layouts: readonly Layout[] = []
