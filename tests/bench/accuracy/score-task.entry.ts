import { runScoreTask, type RunOptions, type ScoreTask } from './score-task'

/** A process of its own that scores the tasks it is sent, one after the other. */
process.on('message', (message: { readonly task: ScoreTask; readonly options: RunOptions }) => {
  runScoreTask(message.task, message.options).then(
    (score) => process.send?.({ score }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})

// A run that failed or was stopped leaves nobody behind that computes on.
process.once('disconnect', () => process.exit())
