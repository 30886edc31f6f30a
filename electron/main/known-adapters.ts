import type { AdapterReport } from '../../engine/jobs/gpu-messages'

/** The graphics processors of this run, which only change with the driver's process. */
export interface KnownAdapters {
  /** As they were described first; a description that failed is made anew. */
  get(): Promise<readonly AdapterReport[]>
  /** Has them described anew: Chromium may go on with other drivers after a crash. */
  forget(): void
}

/** Describing takes a window, which a busy computer opens in more than a trial's time: so once, not each time. */
export function createKnownAdapters(
  describe: () => Promise<readonly AdapterReport[]>,
): KnownAdapters {
  let known: Promise<readonly AdapterReport[]> | null = null
  return {
    get() {
      const asked = known ?? describe()
      known = asked
      asked.catch(() => {
        if (known === asked) known = null
      })
      return asked
    },
    forget() {
      known = null
    },
  }
}
