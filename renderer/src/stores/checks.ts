import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { PlainError } from '../../../engine/errors'
import type { ForecastPoint, ForecastResult } from '../../../engine/forecast/forecast-result'
import type { LeakProofResult } from '../../../engine/forecast/run-leak-proof'
import type { DatasetId, JobEvent } from '../../../engine/jobs/protocol'
import { processorExecutor } from '../../../engine/network/network'
import { followJobs } from './followed-jobs'
import { executorOf, type FinishedRun } from './jobs'

export type CheckKind = 'leak-proof' | 'replay'

/** How a check of a run stands. */
export type Check =
  | { readonly status: 'running' }
  | { readonly status: 'passed' | 'failed'; readonly text: string }
  | { readonly status: 'stopped'; readonly error: PlainError | null }

const keyOf = (run: number, kind: CheckKind): string => `${run} ${kind}`

/** Checks of runs: whether a forecast depends on what follows it, and whether it can be made again. */
export const useChecks = defineStore('checks', () => {
  const checks = shallowRef<ReadonlyMap<string, Check>>(new Map())
  const busy = computed(() => [...checks.value.values()].some(({ status }) => status === 'running'))
  const jobs = followJobs()

  function put(run: number, kind: CheckKind, check: Check): void {
    checks.value = new Map(checks.value).set(keyOf(run, kind), check)
  }

  /** The newest check of its kind; null before there is one. */
  function of(run: number, kind: CheckKind): Check | null {
    return checks.value.get(keyOf(run, kind)) ?? null
  }

  /** Starts a check on the data that the run was trained on. */
  async function start(datasetId: DatasetId, run: FinishedRun, kind: CheckKind): Promise<void> {
    if (of(run.number, kind)?.status === 'running') return
    put(run.number, kind, { status: 'running' })
    const { spec } = run
    const executor = executorOf(run)
    const order =
      kind === 'replay'
        ? ({ kind: 'forecast', spec, executor } as const)
        : ({ kind: 'leak-proof', spec, executor: processorExecutor(executor) } as const)
    await jobs.start(datasetId, order, (event) => {
      const check = checkAfter(event, run.result)
      if (check) put(run.number, kind, check)
    })
  }

  return { busy, of, start }
})

/** The check that an event ends; null while it goes on. */
export function checkAfter(event: JobEvent, first: ForecastResult): Check | null {
  switch (event.kind) {
    case 'failed':
      return { status: 'stopped', error: event.error }
    case 'cancelled':
      return { status: 'stopped', error: null }
    case 'done':
      if (event.result.kind === 'leak-proof') return leakCheck(event.result.proof)
      return event.result.kind === 'forecast' ? replayCheck(first, event.result.forecast) : null
    default:
      return null
  }
}

function leakCheck({ sealed, sentence, methods }: LeakProofResult): Check {
  const text = sealed
    ? `With all rows of the last horizon replaced by noise, every bit of ${methods} forecasts stayed the same.`
    : sentence
  return { status: sealed ? 'passed' : 'failed', text }
}

const numbers = ['mean', 'lo80', 'hi80', 'lo95', 'hi95'] as const

/** Whether the second training gave the same forecast as the first, to the bit. */
export function replayCheck(first: ForecastResult, second: ForecastResult): Check {
  const before = [...first.holdout, ...first.forecast]
  const after = [...second.holdout, ...second.forecast]
  const same = (a: ForecastPoint, b: ForecastPoint | undefined): boolean =>
    b !== undefined && a.time === b.time && numbers.every((name) => Object.is(a[name], b[name]))
  const apart = before.findIndex((point, i) => !same(point, after[i]))
  if (apart < 0 && after.length === before.length) {
    const count = numbers.length * before.length
    return {
      status: 'passed',
      text: `Trained again from the seed: all ${count} numbers are the same.`,
    }
  }
  const [a, b] = [before[apart], after[apart]]
  const text = `Trained again, the forecast differs: ${a?.mean} became ${b?.mean} at step ${apart + 1}.`
  return { status: 'failed', text }
}
