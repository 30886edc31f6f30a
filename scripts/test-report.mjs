/** Counts in a report of vitest's JSON reporter. */
export function countUnits(report) {
  return { passed: report.numPassedTests, failed: report.numFailedTests }
}

/** Counts in a report of Playwright's JSON reporter; a test that passed only when retried has failed. */
export function countApp({ stats }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky }
}

/**
 * The closing line. A step that ended badly without a failed test (a type error, a suite that does not
 * load) counts as one failure, so that the line never says 0 failed after a failed run.
 * @param {{ ok: boolean, counts?: { passed: number, failed: number } }[]} steps
 */
export function closingLine(steps) {
  let passed = 0
  let failed = 0
  for (const { ok, counts } of steps) {
    passed += counts?.passed ?? 0
    failed += Math.max(counts?.failed ?? 0, ok ? 0 : 1)
  }
  return `${passed} passed, ${failed} failed`
}
