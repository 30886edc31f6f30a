import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSpec } from '../../engine/spec/default-spec'
import { layer } from '../helpers/network-spec'
import { patience, softwareGl } from './helpers/gpu-page'
import { answerSaveDialog } from './helpers/launch-app'
import { startJob } from './helpers/run-job'
import { expect, test } from './helpers/test'

const executablePath = join(import.meta.dirname, '../../dist/linux-unpacked/hindcast')

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hindcast-packaged-'))
})
test.afterEach(() => rm(folder, { recursive: true }))

/** Ten years of months: a level of 100, a yearly wave of 20, a slope of 0.5 a month, and a wobble. */
function monthlySales(): string {
  const rows = Array.from({ length: 120 }, (_, i) => {
    const month = new Date(Date.UTC(2015, i, 1)).toISOString().slice(0, 10)
    const value = 100 + 0.5 * i + 20 * Math.sin((2 * Math.PI * i) / 12) + ((7 * i) % 5)
    return `${month},${value.toFixed(2)}`
  })
  return ['month,sold', ...rows, ''].join('\n')
}

test('the packaged app makes and exports a forecast', async ({ launch }) => {
  test.setTimeout(patience)
  const file = join(folder, 'sales.csv')
  const exported = join(folder, 'forecast.csv')
  await writeFile(file, monthlySales())

  const { app, page, pageErrors } = await launch({
    executablePath,
    switches: softwareGl,
    args: [file],
  })
  expect(await app.evaluate(({ app }) => app.isPackaged)).toBe(true)
  await expect(page).toHaveTitle('sales.csv – Hindcast')

  await page.getByRole('button', { name: 'Quick forecast' }).click()
  const finished = page.getByRole('button', { name: 'Forecast', exact: true })
  await finished.click({ timeout: 80_000 })
  await answerSaveDialog(app, exported)
  await page.getByRole('button', { name: 'Export…' }).click()

  await expect
    .poll(() => readFile(exported, 'utf8').catch(() => ''))
    .toMatch(/^date,mean,lo80,hi80,lo95,hi95\n/)
  const [, ...rows] = (await readFile(exported, 'utf8')).trimEnd().split('\n')
  expect(rows[0]).toMatch(/^2025-01/)
  for (const row of rows) {
    const [mean, lo80, hi80, lo95, hi95] = row.split(',').slice(1).map(Number)
    expect(lo95).toBeLessThanOrEqual(lo80)
    expect(lo80).toBeLessThanOrEqual(mean)
    expect(mean).toBeLessThanOrEqual(hi80)
    expect(hi80).toBeLessThanOrEqual(hi95)
    // Well outside of this lies nothing that a network trained on the series could mean.
    expect(mean).toBeGreaterThan(80)
    expect(mean).toBeLessThan(240)
  }

  await test.step('proves that nothing leaks, and makes the forecast again to the bit', async () => {
    await page.keyboard.press('Control+5')
    await page.getByRole('button', { name: 'Leak proof' }).click()
    await expect(page.getByText(/every bit of 11 forecasts stayed the same/)).toBeVisible({
      timeout: patience,
    })
    await page.getByRole('button', { name: 'Replay' }).click()
    await expect(page.getByText(/all 120 numbers are the same/)).toBeVisible({ timeout: patience })
  })

  await test.step('and trains on WebGL in its hidden window', async () => {
    const spec = defaultSpec({
      input: { history: 3, segment: 1 },
      horizon: 2,
      layers: [layer('rnn', 2)],
      epochs: 3,
      earlyStopping: null,
    })
    const job = await startJob(page, file, { kind: 'forecast', spec, executor: 'webgl' })
    expect((await job.until()).at(-1)).toMatchObject({
      kind: 'done',
      result: { forecast: { backend: 'webgl' } },
    })
  })
  expect(pageErrors).toEqual([])
})
