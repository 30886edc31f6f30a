import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setUp } from './setup.mjs'
import { capture, main, root } from './shell.mjs'
import { closingLine, countApp, countUnits } from './test-report.mjs'
import { hasDisplay } from './window.mjs'

const reports = join(root, '.setup/reports')
const bin = (path) => join(root, 'node_modules', path)
const node = (name, script, ...args) => ({
  name,
  command: process.execPath,
  args: [script, ...args],
})

const tsc = bin('typescript/bin/tsc')
const checks = [
  node('types of the engine', tsc, '-p', 'tsconfig.engine.json'),
  node('types of electron', tsc, '-p', 'tsconfig.electron.json'),
  node('types of the tests', tsc, '-p', 'tsconfig.tests.json'),
  node('types of the renderer', bin('vue-tsc/bin/vue-tsc.js'), '-p', 'tsconfig.renderer.json'),
  node('lint', bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0'),
  node('format', bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'),
]

const unitReport = join(reports, 'unit.json')
const units = {
  ...node('unit tests', bin('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json'),
  report: unitReport,
  count: countUnits,
}
units.args.push(`--outputFile.json=${unitReport}`)

const appReport = join(reports, 'app.json')
const playwright = [bin('@playwright/test/cli.js'), 'test', '-c', 'tests/app/playwright.config.ts']
const app = {
  ...node('tests of the app in its window', ...playwright, '--reporter=dot,json'),
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: appReport },
  report: appReport,
  count: countApp,
}

/** Where nobody reads colours, the steps write none. */
const plain = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' }

/** Runs one step to its end and prints a line on it, with all it wrote when it failed. */
async function perform({ name, command, args, env, report, count }) {
  const start = performance.now()
  const { status, output } = await capture(command, args, { env: { ...plain, ...env } })
  const counts = report && (await readCounts(report, count))
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  const tests = counts ? `, ${counts.passed} passed, ${counts.failed} failed` : ''
  const ok = status === 0
  process.stdout.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s${tests})\n`)
  if (!ok) process.stdout.write(`${output.trimEnd()}\n\n`)
  return { name, ok, counts }
}

/** A runner that broke down leaves no report: then there is nothing to count. */
async function readCounts(file, count) {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? undefined : count(JSON.parse(text))
}

async function inOrder(steps) {
  const results = []
  for (const step of steps) results.push(await perform(step))
  return results
}

/** `npm test`: everything that must hold. Static checks and unit tests share the cores, the app has them alone. */
await main(async () => {
  await setUp({ electron: true, display: !hasDisplay() })
  await rm(reports, { recursive: true, force: true })
  const results = (await Promise.all([inOrder(checks), inOrder([units])])).flat()
  results.push(await perform(app))
  const failed = results.filter((result) => !result.ok).map((result) => result.name)
  if (failed.length > 0) process.stdout.write(`failed: ${failed.join('; ')}\n`)
  process.stdout.write(`${closingLine(results)}\n`)
  return failed.length === 0 ? 0 : 1
})
