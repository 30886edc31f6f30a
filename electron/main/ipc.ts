import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import * as v from 'valibot'
import { EngineError, toPlainError } from '../../engine/errors'
import { callNames, type CallName, type Reply, type Request, type Response } from '../contract'
import { requestSchemas } from '../request-schemas'

/** Main's side of the contract: one function a call, given a request that has passed its schema. */
export type CallHandlers = {
  readonly [N in CallName]: (request: Request<N>) => Response<N> | Promise<Response<N>>
}

/** What is known of a caller; Electron's event object goes no further than `callerOf`. */
export interface Caller {
  readonly contentsId: number
  /** Null when the frame is gone. */
  readonly origin: string | null
  readonly isMainFrame: boolean
}

/** The windows whose main frames may call, and the origin that these must have. */
export interface TrustedCallers {
  readonly origin: string
  knows(contentsId: number): boolean
}

export function isTrusted(caller: Caller, trusted: TrustedCallers): boolean {
  return caller.isMainFrame && caller.origin === trusted.origin && trusted.knows(caller.contentsId)
}

/** Runs one call; whatever is thrown becomes the reply's error. */
export async function answer<N extends CallName>(
  name: N,
  raw: unknown,
  handlers: CallHandlers,
): Promise<Reply<Response<N>>> {
  try {
    return { ok: true, value: await handlers[name](parseRequest(name, raw)) }
  } catch (thrown) {
    return { ok: false, error: toPlainError(thrown) }
  }
}

function parseRequest<N extends CallName>(name: N, raw: unknown): Request<N> {
  const schema: v.GenericSchema<unknown, Request<N>> = requestSchemas[name]
  const parsed = v.safeParse(schema, raw)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const field = v.getDotPath(issue) ?? undefined
  const where = field === undefined ? '' : ` at ${field}`
  const message = `The call ${name} got a request it cannot take${where}: ${issue.message}`
  throw new EngineError('request-invalid', message, { field })
}

function callerOf(event: IpcMainInvokeEvent): Caller {
  const frame = event.senderFrame
  return {
    contentsId: event.sender.id,
    origin: frame === null ? null : frame.origin,
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
  }
}

/** Answers every call of the contract; a caller that is not trusted gets a refusal and nothing runs. */
export function serveCalls(
  ipcMain: Pick<IpcMain, 'handle'>,
  handlers: CallHandlers,
  trusted: TrustedCallers,
): void {
  for (const name of callNames) {
    ipcMain.handle(name, (event, raw: unknown) => {
      if (isTrusted(callerOf(event), trusted)) return answer(name, raw, handlers)
      const message = `The call ${name} came from a page that may not make it.`
      return { ok: false, error: toPlainError(new EngineError('request-invalid', message)) }
    })
  }
}
