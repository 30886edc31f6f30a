import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { RunOptions, ScoreTask } from './score-task'
import type { SetScore } from './score-set'

type Answer = { readonly score: SetScore } | { readonly error: string }

const entry = fileURLToPath(new URL('score-task.entry.ts', import.meta.url))

/**
 * Scores tasks in as many processes as `workers`, each taking the next task as it is free. The scores are in
 * the order of the tasks, and the same for any number of workers; `done` is told of each as it comes.
 * @param costs guessed, one a task: the largest are started first, so that no process idles at the end
 */
export async function scoreTasks(
  tasks: readonly ScoreTask[],
  costs: readonly number[],
  options: RunOptions,
  workers: number,
  done: (index: number, score: SetScore) => void,
): Promise<void> {
  const queue = tasks.map((_, i) => i).sort((a, b) => costs[b] - costs[a])
  const work = async (): Promise<void> => {
    const child = fork(entry, { serialization: 'advanced' })
    try {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        done(next, await ask(child, tasks[next], options))
      }
    } catch (error) {
      queue.length = 0
      throw error
    } finally {
      child.kill()
    }
  }
  await Promise.all(Array.from({ length: Math.min(workers, tasks.length) }, work))
}

function ask(child: ChildProcess, task: ScoreTask, options: RunOptions): Promise<SetScore> {
  const fault = (reason: string): Error => new Error(`${task.set}, ${task.method}: ${reason}`)
  return new Promise((resolve, reject) => {
    const leave = (code: number | null): void => {
      reject(fault(`the process ended with code ${String(code)}`))
    }
    child.once('exit', leave)
    child.once('message', (answer: Answer) => {
      child.off('exit', leave)
      if ('score' in answer) resolve(answer.score)
      else reject(fault(answer.error))
    })
    child.send({ task, options })
  })
}
