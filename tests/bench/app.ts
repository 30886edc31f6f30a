/**
 * `npm run bench:app`: measures the built app in its real window, from outside, and prints the numbers.
 * Not a test: nothing here passes or fails. Needs a display (`xvfb-run -a` gives one).
 */
import type { Page } from '@playwright/test'
import { launchApp, type LaunchedApp } from '../app/helpers/launch-app'

const launches = 7
/** Of the long training, before it is cancelled. */
const longMs = 5000
const cancellations = 5
const size = { width: 1440, height: 900 }

interface FrameRecord {
  readonly gaps: number[]
  readonly longTasks: number[]
  /** Of the page's clock: when cancel was pressed, and when a job's last event came. */
  pressed: number | null
  ended: { readonly kind: string; readonly at: number } | null
}

declare global {
  interface Window {
    frameRecord?: FrameRecord
  }
}

await measureLaunches()
await measureTraining()
await measureFoldsAndBlend()

/** From starting the process to a page whose first button can be pressed; the driver's part included. */
async function measureLaunches(): Promise<void> {
  const times: number[] = []
  for (let i = 0; i < launches; i++) {
    const start = performance.now()
    const launched = await launchApp()
    await openButton(launched.page).click({ trial: true })
    times.push(performance.now() - start)
    await launched.close()
  }
  // The first start reads everything from disk; it is shown by itself.
  const [cold, ...warm] = times
  print('launch to interactive window, first', cold)
  print(`launch to interactive window, median of ${warm.length} more`, median(warm))
  print('  fastest and slowest', Math.min(...warm), Math.max(...warm))
}

async function measureTraining(): Promise<void> {
  const launched = await launchApp({ size, theme: 'light' })
  const { page } = launched
  await openButton(page).waitFor()
  await page.getByRole('button', { name: 'Seattle weather' }).click()
  await page.getByText('1,461').first().waitFor()

  const whole = await train(launched, null)
  print('training Seattle weather, temp_max', whole.milliseconds)
  printFrames(whole)
  await lengthen(page)
  const long = await train(launched, longMs)
  print('first seconds of a long training, 128 units', long.milliseconds)
  printFrames(long)

  const latencies: number[] = []
  for (let i = 0; i < cancellations; i++) {
    const run = await train(launched, 200 + 300 * i)
    if (run.cancelled !== null) latencies.push(run.cancelled)
  }
  print(`cancel, slowest of ${latencies.length}`, Math.max(...latencies))
  print('  median', median(latencies))
  await launched.close()
}

/** Jobs that have all cores for longer: hindcasts of a small network, and the blend that chooses for itself. */
async function measureFoldsAndBlend(): Promise<void> {
  const launched = await launchApp({ size, theme: 'light' })
  const { page } = launched
  await openButton(page).waitFor()
  await page.getByRole('button', { name: 'Seattle weather' }).click()
  await page.getByText('1,461').first().waitFor()
  await train(launched, null)
  for (const { name, key, button, again } of [
    { name: 'backtest', key: 'Control+5', button: 'Backtest', again: 'Backtest again' },
    { name: 'automatic forecast', key: 'Control+6', button: 'Forecast', again: 'Forecast' },
  ]) {
    await page.keyboard.press(key)
    if (button === 'Forecast') await page.getByRole('radio', { name: 'Auto' }).click()
    const main = page.getByRole('main')
    const startButton = main
      .getByRole('button', { name: button, exact: true })
      .or(main.getByRole('button', { name: again, exact: true }))
      .first()
    const begin = () => startButton.click()
    const latencies: number[] = []
    for (let i = 0; i < cancellations; i++) {
      await startButton.waitFor()
      const run = await follow(page, begin, 300 + 250 * i)
      if (run.cancelled !== null) latencies.push(run.cancelled)
    }
    await startButton.waitFor()
    const whole = await follow(page, begin, null)
    print(`the whole ${name}`, whole.milliseconds)
    printFrames(whole)
    print(`cancel of the ${name}, slowest of ${latencies.length}`, Math.max(...latencies))
    print('  median', median(latencies))
  }
  await launched.close()
}

function printFrames({ gaps, longTasks }: Run): void {
  const sorted = gaps.toSorted((a, b) => a - b)
  print(`  longest gap between two of ${sorted.length} frames`, sorted.at(-1) ?? 0)
  print('  99th percentile of the gaps', sorted[Math.floor(sorted.length * 0.99)] ?? 0)
  print(`  longest of ${longTasks.length} tasks over 50 ms`, Math.max(0, ...longTasks))
}

/** Makes the model so large that it does not end before it is cancelled. */
async function lengthen(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  for (const [name, value] of [
    ['Units', '128'],
    ['Most epochs', '1000'],
    ['Stop after', '1000'],
  ]) {
    const field = page.getByRole('textbox', { name }).first()
    await field.fill(value)
    await field.press('Enter')
  }
}

interface Run {
  readonly gaps: readonly number[]
  readonly longTasks: readonly number[]
  readonly milliseconds: number
  /** From the press of Cancel to the job's end; null when it was not cancelled. */
  readonly cancelled: number | null
}

/** Trains the model as it stands, by the keys a user has; cancels so long after its first epoch. */
async function train({ page }: LaunchedApp, cancelAfterMs: number | null): Promise<Run> {
  await page.keyboard.press('Control+3')
  await page.getByRole('button', { name: 'Train', exact: true }).waitFor()
  return follow(page, () => page.keyboard.press('Control+Enter'), cancelAfterMs)
}

/** Starts a job and records the page until the job has ended. */
async function follow(
  page: Page,
  begin: () => Promise<void>,
  cancelAfterMs: number | null,
): Promise<Run> {
  // tsx wraps functions to keep their names, by a helper that a page does not have.
  await page.evaluate('globalThis.__name = (named) => named')
  await page.evaluate(record)
  const start = performance.now()
  await begin()
  if (cancelAfterMs !== null) {
    const cancel = page.getByRole('button', { name: /^Cancel/ })
    await cancel.waitFor()
    await page.waitForTimeout(cancelAfterMs)
    await cancel.click()
  }
  await page.waitForFunction(() => window.frameRecord?.ended !== null, undefined, {
    timeout: 120_000,
  })
  const milliseconds = performance.now() - start
  const { gaps, longTasks, pressed, ended } = await page.evaluate(() => {
    const { frameRecord } = window
    if (frameRecord === undefined) throw new Error('nothing was recorded')
    return frameRecord
  })
  const cancelled = ended?.kind === 'cancelled' && pressed !== null ? ended.at - pressed : null
  return { gaps, longTasks, milliseconds, cancelled }
}

/** Runs in the page: notes the time between frames until a job has ended. */
function record(): void {
  const now: FrameRecord = { gaps: [], longTasks: [], pressed: null, ended: null }
  window.frameRecord = now
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) now.longTasks.push(entry.duration)
  })
  observer.observe({ type: 'longtask' })
  const press = (event: Event): void => {
    now.pressed = event.timeStamp
  }
  document.addEventListener('click', press, { capture: true })
  const stop = window.hindcast.on('job.event', ({ event }) => {
    if (event.kind !== 'done' && event.kind !== 'failed' && event.kind !== 'cancelled') return
    now.ended = { kind: event.kind, at: performance.now() }
    observer.disconnect()
    document.removeEventListener('click', press, { capture: true })
    stop()
  })
  let last = performance.now()
  const frame = (): void => {
    const at = performance.now()
    now.gaps.push(at - last)
    last = at
    if (now.ended === null) requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}

function openButton(page: Page) {
  return page.getByRole('button', { name: /^Open file/ })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

function print(what: string, ...milliseconds: number[]): void {
  const numbers = milliseconds.map((value) => `${value.toFixed(0).padStart(6)} ms`).join(' ')
  console.log(`${what.padEnd(68)} ${numbers}`)
}
