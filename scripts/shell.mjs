import { spawn, spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

/** The repository's root; every script works from here, whatever the current folder is. */
export const root = resolve(import.meta.dirname, '..')

/** What a script cannot go on without. Its message is for the person at the terminal; no stack is shown. */
export class SetupError extends Error {}

/** One line a step, always to stderr: stdout belongs to what the user asked for. */
export function say(line) {
  process.stderr.write(`hindcast: ${line}\n`)
}

/** Runs a command to its end. Rejects with `SetupError` and the command's output unless it ends with 0. */
export async function run(command, args, options = {}) {
  const { status, output } = await capture(command, args, options)
  if (status !== 0) {
    throw new SetupError(`${[command, ...args].join(' ')} failed (${status})\n${ends(output)}`)
  }
  return output
}

/** Long output without its middle: some commands say what is wrong first, some last. */
function ends(output) {
  const lines = output.trim().split('\n')
  return (lines.length > 40 ? [...lines.slice(0, 20), '…', ...lines.slice(-20)] : lines).join('\n')
}

/**
 * Runs a command and keeps what it prints. `status` is its exit code, or the name of what ended it.
 * @param {{ limitMs?: number, cwd?: string, env?: Record<string, string | undefined> }} options
 * `limitMs` ends the command after that time.
 */
export function capture(command, args, { limitMs, cwd = root, env = process.env } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitMs,
    })
    const chunks = []
    const stdout = []
    child.stdout.on('data', (chunk) => {
      chunks.push(chunk)
      stdout.push(chunk)
    })
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => done({ status: error.code, output: error.message, stdout: '' }))
    child.on('close', (code, signal) =>
      done({
        status: code ?? signal,
        output: Buffer.concat(chunks).toString(),
        stdout: Buffer.concat(stdout).toString(),
      }),
    )
  })
}

/** Runs a command on this terminal; resolves to its exit code (128 + n when a signal ended it). */
export function pass(command, args, { cwd = root, env = process.env } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.on('error', fail)
    child.on('close', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      done(code ?? (signal === 'SIGINT' ? 130 : 143))
    })
  })
}

/** Whether a command of that name is on the PATH. */
export function hasCommand(name) {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0
}

/** Runs a script's main function: its number is the exit code, a `SetupError` is printed as a sentence. */
export async function main(action) {
  try {
    process.exitCode = await action()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
